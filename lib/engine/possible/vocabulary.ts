import {
  type AddressSet,
  addressesIn,
  compareText,
  coversAddresses,
  groupBy,
  type Interval,
  IP_FAMILIES,
  ofFamily,
  PORT_MAX,
  PORT_MIN,
  type PortSet,
  PROTOCOLS,
  type Protocol,
  type Requirement,
  type Selector,
} from '../../kernel';
import { addressClasses, type Cluster, NAMESPACE_NAME_LABEL } from '../../model';
import { nodeHome, type Profile, podHome } from '../../platform';
import type { EndBox, FlowBox } from './flow-box';

/**
 * What policies and questions can tell apart, and so all that is worth choosing for a pod that does
 * not exist yet. Of a label they see only whether it is absent, has one of the values somebody
 * mentions, or has another; there always is another legal value. The same for addresses and ports:
 * what no block, range or name tells apart is one choice.
 */
export interface Vocabulary {
  /** Values of each pod label that some selector mentions, sorted. */
  readonly podLabels: ReadonlyMap<string, readonly string[]>;
  /** The same for labels of namespaces, without the one that carries their name. */
  readonly namespaceLabels: ReadonlyMap<string, readonly string[]>;
  /** Names of namespaces that some selector asks for, sorted. */
  readonly namespaceNames: readonly string[];
  readonly portNames: readonly { readonly protocol: Protocol; readonly name: string }[];
  readonly portAtoms: readonly PortAtom[];
  readonly addressAtoms: readonly AddressSet[];
}

/** Ports of one protocol that nobody tells apart, as one range. */
export interface PortAtom {
  readonly protocol: Protocol;
  readonly range: Interval<number>;
}

/** Collects what the policies of a cluster and the boxes of all questions mention. */
export function vocabularyOf(
  cluster: Cluster,
  profile: Profile,
  boxes: readonly FlowBox[],
): Vocabulary {
  const { policies } = cluster;
  const ends = boxes.flatMap(({ from, to }) => [from, to]);
  const rules = policies.flatMap((policy) => [...policy.rules.ingress, ...policy.rules.egress]);
  const peers = rules.flatMap((rule) =>
    rule.peers.flatMap((peer) => (peer.kind === 'pods' ? [peer] : [])),
  );
  const podBoxes = ends.flatMap((end) => (end.kind === 'pods' ? [end] : []));
  const podSelectors = [
    ...policies.map(({ subject }) => subject),
    ...[...peers, ...podBoxes].flatMap(({ pods }) => pods ?? []),
  ];
  const namespaceSelectors = [...peers, ...podBoxes].flatMap(({ namespaces }) => namespaces ?? []);
  const namespaceLabels = new Map(valuesByKey(namespaceSelectors));
  const namespaceNames = namespaceLabels.get(NAMESPACE_NAME_LABEL) ?? [];
  namespaceLabels.delete(NAMESPACE_NAME_LABEL);
  const named = [
    ...rules.flatMap(({ ports }) => ports.flatMap((port) => (port.kind === 'named' ? [port] : []))),
    ...boxes.flatMap(({ ports }) => ports.names),
  ];
  return {
    podLabels: valuesByKey(podSelectors),
    namespaceLabels,
    namespaceNames,
    portNames: uniqueNames(named),
    portAtoms: portAtoms(cluster, boxes, named),
    addressAtoms: addressAtoms(cluster, profile, ends),
  };
}

function valuesByKey(selectors: readonly Selector[]): ReadonlyMap<string, readonly string[]> {
  const requirements = selectors.flatMap((selector) => selector.requirements);
  const byKey = groupBy(requirements, ({ key }) => key);
  return new Map([...byKey].map(([key, all]): [string, readonly string[]] => [key, valuesIn(all)]));
}

function valuesIn(requirements: readonly Requirement[]): readonly string[] {
  return [...new Set(requirements.flatMap(({ values }) => values))].sort(compareText);
}

function uniqueNames<T extends { readonly protocol: Protocol; readonly name: string }>(
  names: readonly T[],
): Vocabulary['portNames'] {
  const unique = new Map(
    names.map(({ protocol, name }) => [`${protocol}/${name}`, { protocol, name }]),
  );
  return [...unique].sort(([a], [b]) => compareText(a, b)).map(([, each]) => each);
}

/** Cut at the ends of every range, and around every number that a known pod gives a mentioned name. */
function portAtoms(
  { policies, workloads }: Cluster,
  boxes: readonly FlowBox[],
  named: readonly { readonly name: string }[],
): readonly PortAtom[] {
  const names = new Set(named.map(({ name }) => name));
  const rules = policies.flatMap(({ rules: { ingress, egress } }) => [...ingress, ...egress]);
  const matched = rules.flatMap(({ ports }) =>
    ports.flatMap((port): readonly PortAtom[] =>
      port.kind === 'named' ? [] : [{ protocol: port.protocol, range: [port.first, port.last] }],
    ),
  );
  const asked = boxes.flatMap(({ ports }) => rangesOf(ports.numbers));
  const all = [...matched, ...asked, ...declaredPorts(workloads, names)];
  return PROTOCOLS.flatMap((protocol) => {
    const ranges = all.filter((each) => each.protocol === protocol);
    return rangesBetween(
      protocol,
      new Set(ranges.flatMap(({ range: [first, last] }) => [first, last + 1])),
    );
  });
}

/** The numbers that pods give to some names, each once: a cluster has many pods and few numbers. */
function declaredPorts(
  workloads: Cluster['workloads'],
  names: ReadonlySet<string>,
): readonly PortAtom[] {
  const atoms = new Map<string, PortAtom>();
  if (names.size === 0) return [];
  for (const { pods } of workloads) {
    for (const { ports } of pods) {
      for (const { name, protocol, port } of ports) {
        if (name === undefined || !names.has(name)) continue;
        atoms.set(`${protocol} ${port}`, { protocol, range: [port, port] });
      }
    }
  }
  return [...atoms.values()];
}

function rangesOf(ports: PortSet): readonly PortAtom[] {
  return PROTOCOLS.flatMap((protocol) => ports[protocol].map((range) => ({ protocol, range })));
}

function rangesBetween(protocol: Protocol, cuts: ReadonlySet<number>): readonly PortAtom[] {
  const firsts = [...new Set([PORT_MIN, ...cuts])]
    .filter((first) => first <= PORT_MAX)
    .sort((a, b) => a - b);
  return firsts.map((first, index) => ({
    protocol,
    range: [first, (firsts[index + 1] ?? PORT_MAX + 1) - 1],
  }));
}

/** The ports of some atoms. */
export function atomsIn(atoms: readonly PortAtom[], ports: PortSet): bigint {
  return bits(atoms, ({ protocol, range: [first, last] }) =>
    ports[protocol].some(([from, to]) => from <= first && last <= to),
  );
}

/** Cut by every block, by family, and by where pods live. */
function addressAtoms(
  { policies }: Cluster,
  profile: Profile,
  ends: readonly EndBox[],
): readonly AddressSet[] {
  const asked = ends.flatMap((end) => (end.kind === 'addresses' ? [end.addresses] : []));
  const everything = addressesIn('0.0.0.0/0', '::/0');
  const families = IP_FAMILIES.map((family) => ofFamily(everything, family));
  return addressClasses(policies, [
    ...asked,
    ...families,
    podHome(profile).possible,
    nodeHome(profile).possible,
  ]);
}

/** The atoms that lie in a set of addresses; a set of the vocabulary cuts none in two. */
export function addressesAmong(atoms: readonly AddressSet[], set: AddressSet): bigint {
  return bits(atoms, (atom) => coversAddresses(set, atom));
}

/** One bit for each item that passes. */
export function bits<T>(items: readonly T[], passes: (item: T) => boolean): bigint {
  const digits = items.map((item) => (passes(item) ? '1' : '0')).reverse();
  return BigInt(`0b0${digits.join('')}`);
}
