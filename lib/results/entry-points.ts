import type { Direction, Protocol, Source, VerdictWord } from '../kernel';
import type { PolicyRef } from './policy-ref';

/** A gate that stands closed between the outside and a backend. */
export interface ClosedGate {
  readonly direction: Direction;
  readonly isolatedBy: readonly PolicyRef[];
  /** The rule that would open it, as YAML for one policy of this namespace. */
  readonly toAllow?: {
    readonly namespace: string;
    readonly selects: string;
    readonly rule: string;
  };
}

/** Whether one kind of source reaches a backend. */
export interface EntryFlow {
  /** `controller`: pods that forward. `clients`: whoever calls. Otherwise the node it came in at. */
  readonly from: 'controller' | 'clients' | 'own-node' | 'other-nodes';
  /** Id of the endpoint of the controller; absent where the input does not hold it. */
  readonly endpoint?: string;
  /** The addresses of these clients. */
  readonly cidrs?: readonly string[];
  readonly verdict: VerdictWord;
  /** The facts that would settle an undecided verdict. */
  readonly reasons: readonly { readonly id: string; readonly question: string }[];
  /** Empty unless the verdict is denied. */
  readonly closed: readonly ClosedGate[];
}

/** Pods, or listed addresses, that an entry point leads to. */
export interface EntryTarget {
  /** Id of the endpoint. */
  readonly to: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** Whether their containers declare the port; a port is open without. */
  readonly declares: 'yes' | 'no' | 'not-a-pod';
  readonly flows: readonly EntryFlow[];
}

/** Why a backend leads nowhere. */
export type BackendProblem =
  | 'no-service'
  | 'no-port'
  | 'no-pods'
  | 'no-endpoint'
  | 'not-granted'
  | 'external-name'
  | 'unknown-endpoints'
  | 'not-a-service';

/** One port of one Service that an entry point leads to. */
export interface EntryBackendResult {
  /** `namespace/name` of the Service, or what else it is. */
  readonly service: string;
  /** As the entry point writes it; absent where it means every port. */
  readonly port?: number | string;
  readonly problem?: BackendProblem;
  readonly targets: readonly EntryTarget[];
  readonly source: Source;
}

/** Who forwards what comes in. */
export type EntryThrough =
  | {
      readonly kind: 'controller';
      /** `ingress-nginx`, where it is known which one it is. */
      readonly name?: string;
      readonly className?: string;
      /** `namespace/name` of the Gateway. */
      readonly gateway?: string;
      /** Ids of its endpoints; empty: not in the input. */
      readonly endpoints: readonly string[];
    }
  | {
      readonly kind: 'nodes';
      /** Whether pods see the address of the client (`externalTrafficPolicy: Local`), or of a node. */
      readonly client: 'kept' | 'replaced';
      /** Whom the load balancer lets in; empty: everyone. */
      readonly sourceRanges: readonly string[];
    };

/** One place where the outside comes in. */
export interface EntryPointResult {
  readonly kind:
    | 'Ingress'
    | 'HTTPRoute'
    | 'GRPCRoute'
    | 'TCPRoute'
    | 'TLSRoute'
    | 'Route'
    | 'NodePort'
    | 'LoadBalancer'
    | 'ExternalIPs';
  /** `namespace/name`. */
  readonly id: string;
  /** Host names it answers to; empty means any. */
  readonly hosts: readonly string[];
  readonly through: readonly EntryThrough[];
  readonly backends: readonly EntryBackendResult[];
  readonly source: Source;
}
