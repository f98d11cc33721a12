import type { FlowPorts } from '../../engine';
import { type Direction, formatCidr, groupBy, type IntentEndpoint, parseCidr } from '../../kernel';
import { type Cluster, NAMESPACE_NAME_LABEL, type Peer, type Policy, type Rule } from '../../model';
import { ANYWHERE, covers, endOf, intersect, minus, type Region } from './ends';
import { isEveryPort, portsOfRule } from './ports';
import { widest } from './selectors';

/** What one peer of one rule lets through for the pods of its policy. */
export interface Opening {
  readonly subject: Region;
  readonly peer: IntentEndpoint;
  readonly ports: FlowPorts;
  /** `namespace/name` of the policy. */
  readonly policy: string;
}

/** All that policies say about one direction. */
export interface Gate {
  readonly direction: Direction;
  /** The pods that some policy isolates, by namespace, none within another of the same namespace. */
  readonly isolated: readonly Region[];
  /** Isolated pods for which some rule lets everything pass: as good as not isolated. */
  readonly open: readonly Region[];
  /** What passes for the others. */
  readonly openings: readonly Opening[];
}

export type Gates = Readonly<Record<Direction, Gate>>;

/** Reads both gates out of the policies of a cluster. */
export function gatesOf(cluster: Cluster): Gates {
  const [egress, ingress] = [gateOf(cluster, 'egress'), gateOf(cluster, 'ingress')];
  return { egress, ingress };
}

/** What of two gates is said in some namespaces. */
export function gatesIn(
  { egress, ingress }: Gates,
  isAsked: (namespace: string) => boolean,
): Gates {
  const within = (regions: readonly Region[]) =>
    regions.filter(({ namespace }) => isAsked(namespace));
  const narrowed = ({ direction, isolated, open, openings }: Gate): Gate => ({
    direction,
    isolated: within(isolated),
    open: within(open),
    openings: openings.filter(({ subject }) => isAsked(subject.namespace)),
  });
  return { egress: narrowed(egress), ingress: narrowed(ingress) };
}

function gateOf({ policies }: Cluster, direction: Direction): Gate {
  const own = policies.filter(({ isolates }) => isolates.includes(direction));
  const all = own.flatMap((policy) =>
    policy.rules[direction].flatMap((rule) => openingsOf(policy, rule)),
  );
  const isOpen = ({ peer, ports }: Opening) => peer.kind === 'anywhere' && isEveryPort(ports);
  return {
    direction,
    isolated: distinct(own.map(subjectOf)),
    open: distinct(all.filter(isOpen).map(({ subject }) => subject)),
    openings: all.filter((each) => !isOpen(each)),
  };
}

function subjectOf({ namespace, subject }: Policy): Region {
  return { namespace, pods: subject };
}

function openingsOf(policy: Policy, { peers, ports }: Rule): readonly Opening[] {
  const ends = peers.length === 0 ? [ANYWHERE] : peers.map((peer) => endOfPeer(peer, policy));
  return ends.map((peer) => ({
    subject: subjectOf(policy),
    peer,
    ports: portsOfRule(ports),
    policy: `${policy.namespace}/${policy.name}`,
  }));
}

function endOfPeer(peer: Peer, { namespace }: Policy): IntentEndpoint {
  if (peer.kind === 'block') {
    return { kind: 'addresses', cidrs: canonical([peer.cidr]), except: canonical(peer.except) };
  }
  const pods = peer.pods ?? { requirements: [] };
  if (peer.namespaces === undefined) return endOf({ namespace, pods });
  const [only, ...more] = peer.namespaces.requirements;
  const [name, ...names] = only?.operator === 'In' ? only.values : [];
  if (
    only?.key === NAMESPACE_NAME_LABEL &&
    more.length === 0 &&
    name !== undefined &&
    names.length === 0
  ) {
    return endOf({ namespace: name, pods });
  }
  const isAny = only === undefined && pods.requirements.length === 0;
  if (isAny) return { kind: 'any-pod' };
  return { kind: 'pods', namespaces: { kind: 'selected', selector: peer.namespaces }, pods };
}

/** Before 1.36 a block could have host bits, which intents have not. */
function canonical(cidrs: readonly string[]): readonly string[] {
  return cidrs.flatMap((text) => {
    const parsed = parseCidr(text);
    return parsed === undefined ? [] : [formatCidr(parsed.cidr)];
  });
}

function distinct(regions: readonly Region[]): readonly Region[] {
  const byNamespace = groupBy(regions, ({ namespace }) => namespace);
  return [...byNamespace.keys()].sort().flatMap((namespace) => {
    const own = byNamespace.get(namespace) ?? [];
    return widest(own.map(({ pods }) => pods)).map((pods) => ({ namespace, pods }));
  });
}

/** The pods that can be closed in a direction: those that are isolated, without those that are open. */
export function closable(cluster: Cluster, { isolated, open }: Gate): readonly Region[] {
  return isolated.flatMap((region) => {
    const left = minus(cluster, endOf(region), open);
    const isUncut = left.length === 1 && left[0] !== undefined && covers(left[0], endOf(region));
    return isUncut ? [region] : left.flatMap((end) => intersect(cluster, end, region) ?? []);
  });
}
