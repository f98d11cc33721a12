import type { Protocol } from '../kernel';
import { frozen } from './frozen';

/** A port that a component listens on. */
export interface ComponentPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** A component as its own installation instructions deploy it. */
export interface WellKnownComponent {
  readonly namespace: string;
  readonly labels: { readonly [key: string]: string };
  readonly ports: readonly ComponentPort[];
  readonly source: string;
}

export type ComponentName =
  | 'ingress-nginx'
  | 'traefik'
  | 'haproxy-kubernetes-ingress'
  | 'istio-ingressgateway'
  | 'prometheus'
  | 'metrics-server'
  | 'cert-manager-controller'
  | 'cert-manager-cainjector'
  | 'cert-manager-webhook'
  | 'cert-manager-startupapicheck'
  | 'kube-dns';

const tcp = (name: string, port: number): ComponentPort => ({ name, port, protocol: 'TCP' });

/**
 * Components that policies name again and again. The API server is not among them: it runs on the
 * host network, so no selector matches it, and its addresses must be given.
 */
export const WELL_KNOWN: Readonly<Record<ComponentName, WellKnownComponent>> = frozen({
  'ingress-nginx': {
    namespace: 'ingress-nginx',
    labels: {
      'app.kubernetes.io/name': 'ingress-nginx',
      'app.kubernetes.io/component': 'controller',
    },
    ports: [tcp('http', 80), tcp('https', 443)],
    source: 'kubernetes/ingress-nginx, deploy/static manifests and Helm chart',
  },
  traefik: {
    namespace: 'traefik',
    labels: { 'app.kubernetes.io/name': 'traefik' },
    ports: [tcp('web', 8000), tcp('websecure', 8443)],
    source: 'traefik/traefik-helm-chart, templates/_helpers.tpl and values.yaml, ports',
  },
  'haproxy-kubernetes-ingress': {
    namespace: 'haproxy-controller',
    labels: { 'app.kubernetes.io/name': 'kubernetes-ingress' },
    ports: [tcp('http', 8080), tcp('https', 8443)],
    source: 'haproxytech/helm-charts, kubernetes-ingress: controller.containerPort',
  },
  'istio-ingressgateway': {
    namespace: 'istio-system',
    labels: { istio: 'ingressgateway' },
    ports: [tcp('http2', 8080), tcp('https', 8443)],
    source: 'istio.io, "Installing Gateways"; istio/istio, manifests/charts/gateways/istio-ingress',
  },
  prometheus: {
    namespace: 'monitoring',
    labels: { 'app.kubernetes.io/name': 'prometheus' },
    ports: [tcp('http-web', 9090)],
    source: 'prometheus-operator: the label it puts on its pods; namespace of kube-prometheus',
  },
  'metrics-server': {
    namespace: 'kube-system',
    labels: { 'k8s-app': 'metrics-server' },
    ports: [tcp('https', 10_250)],
    source: 'kubernetes-sigs/metrics-server, components.yaml since v0.7: --secure-port=10250',
  },
  'cert-manager-controller': {
    namespace: 'cert-manager',
    labels: {
      'app.kubernetes.io/name': 'cert-manager',
      'app.kubernetes.io/component': 'controller',
    },
    ports: [tcp('http-metrics', 9402), tcp('http-healthz', 9403)],
    source: 'cert-manager release manifests, controller Deployment',
  },
  'cert-manager-cainjector': {
    namespace: 'cert-manager',
    labels: {
      'app.kubernetes.io/name': 'cainjector',
      'app.kubernetes.io/component': 'cainjector',
    },
    ports: [tcp('http-metrics', 9402)],
    source: 'cert-manager release manifests, cainjector Deployment',
  },
  'cert-manager-webhook': {
    namespace: 'cert-manager',
    labels: {
      'app.kubernetes.io/name': 'webhook',
      'app.kubernetes.io/component': 'webhook',
    },
    ports: [tcp('https', 10_250)],
    source: 'cert-manager release manifests, webhook Deployment',
  },
  'cert-manager-startupapicheck': {
    namespace: 'cert-manager',
    labels: {
      'app.kubernetes.io/name': 'startupapicheck',
      'app.kubernetes.io/component': 'startupapicheck',
    },
    ports: [],
    source: 'cert-manager Helm chart, startupapicheck Job: asks the API server for a dry run',
  },
  'kube-dns': {
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53, protocol: 'TCP' },
    ],
    source: 'kubernetes CoreDNS addon, which keeps the label of kube-dns',
  },
});
