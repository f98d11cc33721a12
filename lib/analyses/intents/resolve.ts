import { EVERY_PORT, type FlowPorts, flowPorts } from '../../engine';
import {
  type AddressSet,
  ANY_IP,
  addressesIn,
  EVERYTHING,
  endWords,
  type IntentEndpoint,
  type NamespaceScope,
  portWords,
  type Selector,
  type StatedFlow,
  subtractAddresses,
} from '../../kernel';
import { type Cluster, NAMESPACE_NAME_LABEL, type Service } from '../../model';
import { METADATA_CIDRS, NOT_INTERNET, type Profile } from '../../platform';
import type { IntentNote } from '../../results';
import { labelled, podsBox, unknownEndNote, unknownPortNote } from './boxes';
import { misspeltNotes } from './misspelt';
import type { ResolvedEnd, ResolvedFlow } from './resolved';
import { servicePorts } from './service-ports';
import { isContradiction } from './stand-in';
import { workloadEnd } from './workload-end';

/** Finds what the ends of intents mean in one cluster. */
export interface Resolver {
  end(stated: IntentEndpoint): ResolvedEnd;
  /** What is demanded or meant: towards a Service without ports, on each of its ports. */
  flows(stated: StatedFlow): readonly ResolvedFlow[];
  /** What is forbidden: without ports on any, also of the pods behind a Service. */
  forbidden(stated: StatedFlow): readonly ResolvedFlow[];
}

/** Reads ends of intents against a cluster. */
export function resolverFor(cluster: Cluster, profile: Profile): Resolver {
  const known = new Map<string, ResolvedEnd>();
  const end = (stated: IntentEndpoint): ResolvedEnd => {
    const key = JSON.stringify(stated);
    const found = known.get(key) ?? resolve(cluster, profile, stated);
    known.set(key, found);
    return found;
  };
  const between = ({ from, to, ports }: StatedFlow, onEach: PortsTowards) =>
    from.flatMap((source) =>
      to.map((destination): ResolvedFlow => {
        const target = onEach(destination);
        const there = end(destination);
        return {
          from: end(source),
          to: { ...there, notes: [...there.notes, ...target.notes] },
          ports: target.ports,
          ...(ports !== undefined && { specs: ports }),
        };
      }),
    );
  return {
    end,
    flows: (flow) => between(flow, (to) => portsTowards(cluster, to, flow.ports)),
    forbidden: (flow) =>
      between(flow, (to) =>
        flow.ports === undefined
          ? { ports: EVERY_PORT, notes: [] }
          : portsTowards(cluster, to, flow.ports),
      ),
  };
}

/** What the ports of a flow mean at one of its destinations, and what has to be said of them. */
type PortsTowards = (to: IntentEndpoint) => {
  readonly ports: FlowPorts;
  readonly notes: readonly IntentNote[];
};

function resolve(cluster: Cluster, profile: Profile, stated: IntentEndpoint): ResolvedEnd {
  const words = endWords(stated);
  const plain = { words, stated, notes: [] };
  switch (stated.kind) {
    case 'pods': {
      const namespaces = scopeSelector(stated.namespaces);
      const boxes = [podsBox(namespaces, stated.pods)];
      const isNobody = [namespaces, stated.pods].some(isContradiction);
      const notes: readonly IntentNote[] = isNobody
        ? [{ kind: 'nobody', end: words }]
        : misspeltNotes(cluster, stated, words);
      return { words, stated, boxes, notes };
    }
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

/** A namespace by name is one whose name label has that value. */
function scopeSelector(scope: NamespaceScope): Selector {
  return scope.kind === 'selected' ? scope.selector : labelled(NAMESPACE_NAME_LABEL, scope.name);
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
  if (service !== undefined && service.selector === undefined) {
    return { words, stated, boxes: [], notes: [{ kind: 'no-selector', end: words }] };
  }
  if (service?.selector === undefined) {
    const all = cluster.services.map(({ namespace, name }) => `svc/${namespace}/${name}`);
    return { words, stated, boxes: [], notes: [unknownEndNote(words, all)] };
  }
  const requirements = [...service.selector].map(([key, value]) => ({
    key,
    operator: 'In' as const,
    values: [value],
  }));
  const here = labelled(NAMESPACE_NAME_LABEL, stated.namespace);
  return { words, stated, boxes: [podsBox(here, { requirements })], notes: [] };
}

/** Ports towards a Service are its own, and lead to target ports of the pods behind it. */
function portsTowards(
  cluster: Cluster,
  to: IntentEndpoint,
  ports: StatedFlow['ports'],
): ReturnType<PortsTowards> {
  const service = to.kind === 'service' ? serviceNamed(cluster, to) : undefined;
  if (service === undefined) return { ports: flowPorts(ports), notes: [] };
  const { specs, unknown } = servicePorts(service, ports);
  const end = endWords(to);
  return {
    ports: flowPorts(specs),
    notes: unknown.map((port) => unknownPortNote(end, port, service.ports.map(portText))),
  };
}

function portText({ port, protocol }: Service['ports'][number]): string {
  return portWords({ port, protocol });
}
