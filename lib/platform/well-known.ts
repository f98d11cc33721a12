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

export type ComponentName = 'ingress-nginx' | 'prometheus' | 'cert-manager-webhook' | 'kube-dns';

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
  prometheus: {
    namespace: 'monitoring',
    labels: { 'app.kubernetes.io/name': 'prometheus' },
    ports: [tcp('http-web', 9090)],
    source: 'prometheus-operator: the label it puts on its pods; namespace of kube-prometheus',
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
