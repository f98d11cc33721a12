import { type ComponentName, WELL_KNOWN } from '../platform';
import { checkProps } from './composite-refusals';
import {
  type Addresses,
  addresses,
  itemsOf,
  namespace,
  type PodsInNamespace,
  type Port,
  strictCidr,
  tcp,
} from './dsl';
import { frozen } from './dsl/frozen';
import { selectorFrom } from './dsl/labels';
import { podsSelectedBy } from './dsl/pods';

/** How an installation differs from the component's own instructions. */
export interface ComponentOverrides {
  /** @default - the namespace of the component's own manifests */
  readonly namespace?: string;
  /** Replaces every label of the component. @default - the labels of its own manifests */
  readonly labels?: { readonly [key: string]: string };
}

function component(
  call: string,
  name: ComponentName,
  overrides: ComponentOverrides,
): PodsInNamespace {
  checkProps(call, overrides, ['namespace', 'labels']);
  const known = WELL_KNOWN[name];
  const selector = selectorFrom(call, overrides.labels ?? known.labels);
  return podsSelectedBy(selector).in(namespace(overrides.namespace ?? known.namespace));
}

/** The pods of an ingress controller or a gateway: a peer, and where they listen themselves. */
export interface IngressPods extends PodsInNamespace {
  /** Ports of the pods, for plain HTTP and for TLS. */
  readonly ports: readonly Port[];
}

function ingress(call: string, name: ComponentName, overrides: ComponentOverrides): IngressPods {
  const ports = WELL_KNOWN[name].ports.map(({ port }) => tcp(port));
  return frozen({ ...component(call, name, overrides), ports });
}

/**
 * The controller pods of ingress-nginx, as a peer: where what comes through an Ingress comes from.
 *
 * @example
 * from(ingressNginx()).on(tcp(8080))
 * // - from:
 * //     - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress-nginx } }
 * //       podSelector: { matchLabels: { app.kubernetes.io/name: ingress-nginx, ... } }
 * @throws {InvalidInputError} for illegal labels or namespaces
 */
export function ingressNginx(overrides: ComponentOverrides = {}): IngressPods {
  return ingress('ingressNginx', 'ingress-nginx', overrides);
}

/**
 * The pods of Traefik as its Helm chart installs them, as a peer.
 *
 * @example
 * from(ingressTraefik({ namespace: 'kube-system' })).on(tcp(8080))
 * // - from:
 * //     - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }
 * //       podSelector: { matchLabels: { app.kubernetes.io/name: traefik } }
 * @throws {InvalidInputError} for illegal labels or namespaces
 */
export function ingressTraefik(overrides: ComponentOverrides = {}): IngressPods {
  return ingress('ingressTraefik', 'traefik', overrides);
}

/**
 * The pods of the HAProxy Kubernetes Ingress Controller, as a peer.
 *
 * @example
 * from(ingressHaproxy()).on(tcp(8080))
 * // - from:
 * //     - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: haproxy-controller } }
 * //       podSelector: { matchLabels: { app.kubernetes.io/name: kubernetes-ingress } }
 * @throws {InvalidInputError} for illegal labels or namespaces
 */
export function ingressHaproxy(overrides: ComponentOverrides = {}): IngressPods {
  return ingress('ingressHaproxy', 'haproxy-kubernetes-ingress', overrides);
}

/**
 * The pods of the ingress gateway of Istio, as a peer. A gateway of the Gateway API runs beside its
 * Gateway: `pods({ 'gateway.networking.k8s.io/gateway-name': 'web' })`.
 *
 * @example
 * from(istioGateway()).on(tcp(8080))
 * // - from:
 * //     - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: istio-system } }
 * //       podSelector: { matchLabels: { istio: ingressgateway } }
 * @throws {InvalidInputError} for illegal labels or namespaces
 */
export function istioGateway(overrides: ComponentOverrides = {}): IngressPods {
  return ingress('istioGateway', 'istio-ingressgateway', overrides);
}

/**
 * The pods of a Prometheus that the prometheus-operator runs, as a peer.
 *
 * @example
 * from(prometheus({ namespace: 'observability' })).on(tcp('metrics'))
 * // - from:
 * //     - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: observability } }
 * //       podSelector: { matchLabels: { app.kubernetes.io/name: prometheus } }
 * @throws {InvalidInputError} for illegal labels or namespaces
 */
export function prometheus(overrides: ComponentOverrides = {}): PodsInNamespace {
  return component('prometheus', 'prometheus', overrides);
}

/** Where the API server answers. */
export interface ApiServerOptions {
  /** Blocks of its endpoints, and of its Service where the plugin judges before translation. */
  readonly cidrs: readonly string[];
}

/**
 * The API server, as a peer. It runs on the host network, so no selector matches it, and its
 * addresses must be given: those of `kubectl get endpointslices -l kubernetes.io/service-name=kubernetes`.
 *
 * @example
 * to(apiServer({ cidrs: ['203.0.113.10/32'] })).on(tcp(6443))
 * // - to: [{ ipBlock: { cidr: 203.0.113.10/32 } }]
 * @throws {InvalidInputError} for no block, or what is no block
 */
export function apiServer(options: ApiServerOptions): Addresses {
  checkProps('apiServer', options, ['cidrs']);
  const cidrs = itemsOf('apiServer', [options.cidrs]);
  return addresses(
    'apiServer()',
    cidrs.map((cidr) => strictCidr('apiServer', cidr)),
  );
}
