import type { Origin, Source } from '../../kernel';

/** The kinds of objects that send what comes from outside to Services. */
export type RouteKind = 'Ingress' | 'HTTPRoute' | 'GRPCRoute' | 'TCPRoute' | 'TLSRoute' | 'Route';

/** What is to implement an entry point, as far as the input says. */
export interface Implementation {
  /** `ingressClassName` of an Ingress, `gatewayClassName` of a Gateway. */
  readonly className: string | undefined;
  /** What the IngressClass or GatewayClass of that name says: `k8s.io/ingress-nginx`. */
  readonly controllerName: string | undefined;
  /** The Gateway that a route of the Gateway API hangs on. */
  readonly gateway: { readonly namespace: string; readonly name: string } | undefined;
}

/** A Service that an entry point sends to. */
export interface ServiceBackend {
  readonly kind: 'service';
  readonly namespace: string;
  readonly name: string;
  /** Number or name as written; undefined means every port, which only a Route may say. */
  readonly port: number | string | undefined;
  /** A Route counts ports where they lead to, everything else where the Service has them. */
  readonly counts: 'service-ports' | 'target-ports';
  /** Whether a ReferenceGrant lets a route name a Service of another namespace. */
  readonly reference: 'own-namespace' | 'granted' | 'refused';
  readonly source: Source;
}

/** A backend that is no Service, such as a bucket: policies know nothing of it. */
export interface OtherBackend {
  readonly kind: 'other';
  /** `StorageBucket icons`. */
  readonly what: string;
  readonly source: Source;
}

export type EntryBackend = ServiceBackend | OtherBackend;

/** One object that lets the outside in: hosts, who implements it, and where it leads. */
export interface EntryPoint {
  readonly kind: RouteKind;
  readonly namespace: string;
  readonly name: string;
  /** Host names it answers to; empty means any. Sorted. */
  readonly hosts: readonly string[];
  /** One for an Ingress or a Route, one for each Gateway of a route of the Gateway API. Never empty. */
  readonly implementations: readonly Implementation[];
  /** Each Service port once, in the order written. */
  readonly backends: readonly EntryBackend[];
  readonly origin: Origin;
}
