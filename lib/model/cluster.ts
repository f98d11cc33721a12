import type { Address, AddressSet, Labels, Origin, Protocol } from '../kernel';
import type { EntryPoint } from './entry-points/entry-point';
import type { Policy } from './policy';

/** A port that a container declares. It opens nothing; it only gives a number a name. */
export interface ContainerPort {
  readonly name: string | undefined;
  readonly protocol: Protocol;
  readonly port: number;
  /** `sidecar`: declared by an init container, which implementations treat differently. */
  readonly on: 'container' | 'sidecar';
}

/**
 * Whom a pod asks for names that does not ask the DNS of the cluster (kubernetes.io "DNS for Services
 * and Pods", Pod's DNS policy).
 */
export interface OtherDns {
  /** `ClusterFirst` means `Default` for a host-network pod. */
  readonly dnsPolicy: 'ClusterFirst' | 'Default' | 'None';
  /** Its own name servers; empty where it asks those of its node. */
  readonly servers: readonly Address[];
}

/** What a policy can see of one pod, or of all pods made from one template. */
export interface Pod {
  readonly namespace: string;
  /** The pod's own name, or the name of the workload whose template this is. */
  readonly name: string;
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  /** A host-network pod uses its node's address; the API leaves open whether policies see it. */
  readonly hostNetwork: boolean;
  /** @default - it asks the DNS of the cluster */
  readonly otherDns?: OtherDns;
  /** `status.podIPs`; empty where the input does not know them. */
  readonly addresses: readonly Address[];
  /** `spec.nodeName`, where scheduled. */
  readonly node: string | undefined;
  /** Whether this stands for several pods, which then are peers of each other. */
  readonly stands: 'for-one-pod' | 'for-replicas';
  readonly origin: Origin;
}

/** What runs pods from one template, or a bare pod. */
export interface Workload {
  readonly namespace: string;
  readonly name: string;
  /** `Deployment`, `StatefulSet`, ..., `Pod`, or the kind of a custom resource. */
  readonly kind: string;
  /** Its known pods, or one that stands for its template. Never empty. */
  readonly pods: readonly Pod[];
  readonly origin: Origin;
}

/** A namespace. One that is only referred to is not declared: its name is known, its other labels are not. */
export interface Namespace {
  readonly name: string;
  readonly labels: Labels;
  readonly declared: boolean;
}

/** One port of a Service and where it leads on the selected pods. */
export interface ServicePort {
  readonly name: string | undefined;
  readonly protocol: Protocol;
  readonly port: number;
  readonly targetPort: number | string;
  /** The port on every node, where the input knows it. */
  readonly nodePort: number | undefined;
}

/** An address that an EndpointSlice or an Endpoints object lists, and the pod that has it. */
export interface ListedEndpoint {
  readonly address: Address;
  readonly pod: string | undefined;
}

/** A port of listed endpoints. It belongs to the Service port of the same name; empty for a nameless one. */
export interface ListedPort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
}

/** Endpoints that somebody wrote down for a Service. */
export interface ServiceEndpoints {
  readonly endpoints: readonly ListedEndpoint[];
  readonly ports: readonly ListedPort[];
  readonly origin: Origin;
}

/** A Service: a name for pods, never itself an end of a flow. */
export interface Service {
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
  /** Absent for a Service whose endpoints somebody else manages. */
  readonly selector: Labels | undefined;
  readonly ports: readonly ServicePort[];
  /** `no` for a headless Service: its clients find the addresses of the pods, and choose the port. */
  readonly translates: 'yes' | 'no';
  /** `spec.clusterIPs`; empty where the input does not know them. */
  readonly addresses: readonly Address[];
  /** The name that a Service of type ExternalName stands for. */
  readonly externalName: string | undefined;
  /** What EndpointSlices and Endpoints of the input list for it. */
  readonly endpoints: readonly ServiceEndpoints[];
  /** `kept` with `externalTrafficPolicy: Local`: pods see who calls from outside, and not a node. */
  readonly clientAddress: 'kept' | 'replaced';
  /** `loadBalancerSourceRanges`: whom a load balancer lets in; empty means everyone. */
  readonly sourceRanges: readonly string[];
  readonly externalIps: readonly string[];
  readonly origin: Origin;
}

/** A policy of a kind that is not evaluated: flows of the pods it may touch become undecided. */
export interface UnmodelledPolicy {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Undefined for a cluster-scoped policy, which may touch every pod. */
  readonly namespace: string | undefined;
  /** Why its annotation says that it may stay so. @default - it does not say so */
  readonly annotated?: string;
  readonly origin: Origin;
}

/** Everything a verdict depends on. Immutable; lists are sorted by namespace, name and kind. */
export interface Cluster {
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly workloads: readonly Workload[];
  readonly services: readonly Service[];
  /** What sends the outside to Services: Ingresses, routes of Gateways, Routes. */
  readonly entryPoints: readonly EntryPoint[];
  readonly policies: readonly Policy[];
  readonly unmodelled: readonly UnmodelledPolicy[];
}

/** One end of a flow: a pod, or addresses outside that no policy of the cluster tells apart. */
export type FlowEnd =
  | { readonly kind: 'pod'; readonly pod: Pod }
  | { readonly kind: 'addresses'; readonly addresses: AddressSet };

/** One connection attempt, as the pods see it: after a Service has chosen a pod and a target port. */
export interface Flow {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly protocol: Protocol;
  /** Destination port, 1..65535. */
  readonly port: number;
}
