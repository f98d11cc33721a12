/** A Kubernetes object as plain JSON. */
export interface PlainObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: PlainMetadata;
  readonly spec?: object;
  readonly status?: object;
}

interface PlainMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: PlainLabels;
  readonly ownerReferences?: readonly object[];
}

export type PlainLabels = Readonly<Record<string, string>>;

export interface PlainPort {
  readonly name?: string;
  readonly containerPort: number;
}

/** What differs between the pods of a scenario. */
export interface PodShape {
  readonly namespace: string;
  readonly name: string;
  readonly labels: PlainLabels;
  readonly ports: readonly PlainPort[];
  /** How many pods the scenario made before this one: its address and its node come from that. */
  readonly made: number;
  readonly owner?: { readonly kind: 'ReplicaSet' | 'StatefulSet'; readonly name: string };
}

/** A running pod as an API server returns it, without what no policy sees. */
export function pod({ namespace, name, labels, ports, made, owner }: PodShape): PlainObject {
  const ip = addressOf(made + 1);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels,
      ...(owner && { ownerReferences: [ownedBy(namespace, owner)] }),
    },
    spec: {
      nodeName: `node-${made % NODES}`,
      containers: [{ name: 'main', image: 'registry.example/app:1', ports }],
    },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] },
  };
}

const NODES = 500;

function ownedBy(namespace: string, { kind, name }: NonNullable<PodShape['owner']>): object {
  const uid = `${namespace}-${name}`;
  return { apiVersion: 'apps/v1', kind, name, controller: true, uid };
}

/** A pod of which nothing matters but its labels. It listens on 8080. */
export function labelledPod(namespace: string, made: number, labels: PlainLabels): PlainObject {
  return pod({ namespace, name: `pod-${made}`, labels, ports: [{ containerPort: 8080 }], made });
}

export function namespace(name: string, labels: PlainLabels = {}): PlainObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } },
  };
}

export function policy(home: string, name: string, spec: object): PlainObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: home },
    spec,
  };
}

/** The spec of the policy that every pod of a namespace is denied by. */
export const DENY_ALL = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } as const;

/** 10.0.0.0 upwards, one address a pod. */
function addressOf(index: number): string {
  return `10.${(index >>> 16) & 255}.${(index >>> 8) & 255}.${index & 255}`;
}
