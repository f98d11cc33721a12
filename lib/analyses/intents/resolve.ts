import { type EndBox, type FlowPorts, flowPorts } from '../../engine';
import {
  type AddressSet,
  ANY_IP,
  addressesIn,
  EVERYTHING,
  type IntentEndpoint,
  type Labels,
  type NamespaceScope,
  nearest,
  type Selector,
  type StatedFlow,
  subtractAddresses,
} from '../../kernel';
import { type Cluster, NAMESPACE_NAME_LABEL, type Service, type Workload } from '../../model';
import { METADATA_CIDRS, NOT_INTERNET, type Profile } from '../../platform';
import type { IntentNote } from '../../results';
import type { ResolvedEnd, ResolvedFlow } from './resolved';
import { servicePorts } from './service-ports';
import { endWords } from './words';

/** Finds what the ends of intents mean in one cluster. */
export interface Resolver {
  end(stated: IntentEndpoint): ResolvedEnd;
  flows(stated: StatedFlow): readonly ResolvedFlow[];
}

/** Labels that controllers put on pods and templates do not carry: no pod is known by them. */
const CONTROLLER_LABELS: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-uid',
  'job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/job-completion-index',
]);

/** Reads ends of intents against a cluster. */
export function resolverFor(cluster: Cluster, profile: Profile): Resolver {
  const known = new Map<string, ResolvedEnd>();
  const end = (stated: IntentEndpoint): ResolvedEnd => {
    const key = JSON.stringify(stated);
    const found = known.get(key) ?? resolve(cluster, profile, stated);
    known.set(key, found);
    return found;
  };
  return {
    end,
    flows: ({ from, to, ports }) =>
      from.flatMap((source) =>
        to.map((destination): ResolvedFlow => {
          const target = portsTowards(cluster, destination, ports);
          const there = end(destination);
          return {
            from: end(source),
            to: { ...there, notes: [...there.notes, ...target.notes] },
            ports: target.ports,
            ...(ports !== undefined && { specs: ports }),
          };
        }),
      ),
  };
}

function resolve(cluster: Cluster, profile: Profile, stated: IntentEndpoint): ResolvedEnd {
  const words = endWords(stated);
  const plain = { words, stated, notes: [] };
  switch (stated.kind) {
    case 'pods':
      return { ...plain, boxes: [podsBox(scopeSelector(stated.namespaces), stated.pods)] };
    case 'any-pod':
      return { ...plain, boxes: [podsBox(EVERYTHING, EVERYTHING)] };
    case 'anywhere':
      return {
        ...plain,
        boxes: [podsBox(EVERYTHING, EVERYTHING), { kind: 'addresses', addresses: ANY_IP }],
        addresses: ANY_IP,
      };
    case 'workload':
      return workloadEnd(cluster, stated);
    case 'service':
      return serviceEnd(cluster, stated);
    case 'addresses':
    case 'internet':
    case 'cloud-metadata': {
      const addresses = addressesOfEnd(stated, profile);
      return { ...plain, boxes: [{ kind: 'addresses', addresses }], addresses };
    }
  }
}

type AddressKind = Extract<IntentEndpoint, { kind: 'addresses' | 'internet' | 'cloud-metadata' }>;

function addressesOfEnd(stated: AddressKind, { zones = {} }: Profile): AddressSet {
  switch (stated.kind) {
    case 'addresses':
      return subtractAddresses(addressesIn(...stated.cidrs), addressesIn(...stated.except));
    case 'cloud-metadata':
      return addressesIn(...METADATA_CIDRS);
    case 'internet': {
      const own = Object.values(zones).flat();
      return subtractAddresses(ANY_IP, addressesIn(...NOT_INTERNET, ...own));
    }
  }
}

function podsBox(namespaces: Selector, pods: Selector): EndBox {
  return { kind: 'pods', namespaces, pods };
}

/** A namespace by name is one whose name label has that value. */
function scopeSelector(scope: NamespaceScope): Selector {
  return scope.kind === 'selected' ? scope.selector : labelled(NAMESPACE_NAME_LABEL, scope.name);
}

function labelled(key: string, value: string): Selector {
  return { requirements: [{ key, operator: 'In', values: [value] }] };
}

type WorkloadName = Extract<IntentEndpoint, { kind: 'workload' }>;

/** The pods of the workload, and all that may come to carry the labels of its template. */
function workloadEnd({ workloads }: Cluster, stated: WorkloadName): ResolvedEnd {
  const words = endWords(stated);
  const workload = workloads.find(
    ({ namespace, name, kind }) =>
      namespace === stated.namespace &&
      name === stated.name &&
      (stated.workloadKind ?? kind) === kind,
  );
  if (workload === undefined) {
    const all = workloads.map(({ namespace, name }) => `${namespace}/${name}`);
    return { words, stated, boxes: [], notes: [unknownEnd(words, all)] };
  }
  const requirements = [...templateLabels(workload)].map(([key, value]) => ({
    key,
    operator: 'In' as const,
    values: [value],
  }));
  const here = labelled(NAMESPACE_NAME_LABEL, stated.namespace);
  const boxes = requirements.length === 0 ? [] : [podsBox(here, { requirements })];
  return { words, stated, boxes, workload, notes: [] };
}

/** The labels that all pods of a workload share. */
function templateLabels({ pods }: Workload): Labels {
  const [first, ...others] = pods;
  const shared = [...(first?.labels ?? [])].filter(
    ([key, value]) =>
      !CONTROLLER_LABELS.has(key) && others.every(({ labels }) => labels.get(key) === value),
  );
  return new Map(shared);
}

type ServiceName = Extract<IntentEndpoint, { kind: 'service' }>;

function serviceNamed({ services }: Cluster, stated: ServiceName): Service | undefined {
  return services.find(
    ({ namespace, name }) => namespace === stated.namespace && name === stated.name,
  );
}

/** The pods that its selector names. */
function serviceEnd(cluster: Cluster, stated: ServiceName): ResolvedEnd {
  const words = endWords(stated);
  const service = serviceNamed(cluster, stated);
  if (service?.selector === undefined) {
    const all = cluster.services.map(({ namespace, name }) => `svc/${namespace}/${name}`);
    return { words, stated, boxes: [], notes: [unknownEnd(words, all)] };
  }
  const requirements = [...service.selector].map(([key, value]) => ({
    key,
    operator: 'In' as const,
    values: [value],
  }));
  const here = labelled(NAMESPACE_NAME_LABEL, stated.namespace);
  return { words, stated, boxes: [podsBox(here, { requirements })], notes: [] };
}

function unknownEnd(end: string, all: readonly string[]): IntentNote {
  const near = nearest(end, all);
  return { kind: 'unknown-end', end, ...(near !== undefined && { near }) };
}

/** Ports towards a Service are its own, and lead to target ports of the pods behind it. */
function portsTowards(
  cluster: Cluster,
  to: IntentEndpoint,
  ports: StatedFlow['ports'],
): { readonly ports: FlowPorts; readonly notes: readonly IntentNote[] } {
  const service = to.kind === 'service' ? serviceNamed(cluster, to) : undefined;
  if (service === undefined) return { ports: flowPorts(ports), notes: [] };
  const { specs, unknown } = servicePorts(service, ports);
  const end = endWords(to);
  return {
    ports: flowPorts(specs),
    notes: unknown.map((port): IntentNote => ({ kind: 'unknown-port', end, port })),
  };
}
