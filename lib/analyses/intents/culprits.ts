import { DIRECTIONS, type Direction, formatSelector, groupBy, holds, once } from '../../kernel';
import type { Cluster, FlowEnd, Pod, Policy } from '../../model';
import type { Culprit, GateExplanation, RuleRef } from '../../results';
import type { Gate, Verdict } from '../../semantics';
import type { Demand, Gates } from './demand';

/** More policies than this do not help anybody to find the one that is wrong. */
const NAMED = 3;

/** The places that make a flow pass that must not, or stop one that must; first what to look at. */
export function culpritsOf(
  cluster: Cluster,
  verdict: Verdict,
  gates: Gates,
  demand: Demand,
): readonly Culprit[] {
  const order = [demand.gate, ...DIRECTIONS.filter((each) => each !== demand.gate)];
  const found = order.flatMap((direction) =>
    demand.flows === 'must-pass'
      ? closing(cluster, verdict[direction], gates[direction])
      : opening(cluster, verdict[direction], gates[direction], demand.gate),
  );
  return found.slice(0, NAMED);
}

/** What closes a gate: of the policies that isolate its subject, the one that comes closest. */
function closing(cluster: Cluster, { subject }: Gate, gate: GateExplanation): readonly Culprit[] {
  if (gate.verdict === 'allowed') return [];
  const { direction, isolatedBy, missedBy, undecidedBy } = gate;
  if (gate.verdict === 'undecided' && undecidedBy.length === 0) {
    const unmodelled = unmodelledFor(cluster, subject, direction);
    if (unmodelled.length > 0) return unmodelled;
  }
  const [closest] = [...undecidedBy, ...missedBy.filter(isClose)].map(({ policy }) => policy);
  const rank = (id: string) => (id === closest ? 0 : 1);
  return [...isolatedBy]
    .sort((a, b) => rank(a.id) - rank(b.id))
    .slice(0, 1)
    .map(({ id, selects, source }) => ({
      direction,
      kind: 'isolates',
      policy: id,
      selects,
      source,
    }));
}

/** A rule of which nothing but the namespace fits says nothing about the flow. */
function isClose({ predicates }: RuleRef): boolean {
  return predicates.some(({ on, holds: answer }) => on !== 'namespace' && answer === 'yes');
}

/** The policies of kinds that are not modelled that may decide about a pod. */
function unmodelledFor(
  { unmodelled }: Cluster,
  subject: FlowEnd,
  direction: Direction,
): readonly Culprit[] {
  if (subject.kind !== 'pod') return [];
  return unmodelled
    .filter(({ namespace }) => namespace === undefined || namespace === subject.pod.namespace)
    .map(({ kind, namespace, name, origin }) => ({
      direction,
      kind: 'unmodelled',
      policy: `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`,
      source: origin.at([]),
    }));
}

/** What opens a gate: rules, or that no policy isolates its subject. */
function opening(
  cluster: Cluster,
  gate: Gate,
  { direction, verdict, allowedBy, undecidedBy }: GateExplanation,
  first: Direction,
): readonly Culprit[] {
  if (verdict === 'denied') return [];
  const rules = allowedBy.length > 0 ? allowedBy : undecidedBy;
  if (rules.length > 0) return rules.map((rule) => ruleCulprit(direction, rule));
  const { subject, exemption } = gate;
  if (verdict === 'undecided') {
    const unmodelled = unmodelledFor(cluster, subject, direction);
    if (unmodelled.length > 0) return unmodelled;
  }
  // The other end of what is sealed may well be open: nobody has to look there.
  if (direction !== first || subject.kind !== 'pod' || exemption !== undefined) return [];
  if (gate.isolatedBy.length > 0) return [];
  return [notSelected(cluster, subject.pod, direction)];
}

function ruleCulprit(direction: Direction, { policy, path, source }: RuleRef): Culprit {
  return { direction, kind: 'rule', policy, path, source };
}

/**
 * The policy that was meant to isolate a pod, by all that shows: one that selects no known pod is
 * likely misspelt, and else the one whose selector comes closest.
 */
function notSelected(cluster: Cluster, pod: Pod, direction: Direction): Culprit {
  const here = (policiesOf(cluster).get(pod.namespace) ?? []).filter(({ isolates }) =>
    isolates.includes(direction),
  );
  const known = podsOf(cluster).get(pod.namespace) ?? [];
  const rank = (policy: Policy) => [
    selectsAny(policy, known) ? 1 : 0,
    failing(policy, pod),
    policy.subject.requirements.length,
  ];
  const ranked = here.map((policy) => ({ policy, rank: rank(policy) }));
  const [closest] = ranked.sort((a, b) => compareRanks(a.rank, b.rank)).map(({ policy }) => policy);
  if (closest === undefined) return { direction, kind: 'nothing-isolates' };
  return {
    direction,
    kind: 'not-selected',
    policy: `${closest.namespace}/${closest.name}`,
    selects: formatSelector(closest.subject),
    source: closest.origin.at(['spec', 'podSelector']),
  };
}

const policiesOf = once(({ policies }: Cluster) => groupBy(policies, ({ namespace }) => namespace));

const podsOf = once(({ workloads }: Cluster) =>
  groupBy(
    workloads.flatMap(({ pods }) => pods),
    ({ namespace }) => namespace,
  ),
);

function selectsAny(policy: Policy, pods: readonly Pod[]): boolean {
  return pods.some((pod) => failing(policy, pod) === 0);
}

/** How many conditions of its selector a pod does not meet. */
function failing({ subject }: Policy, { labels }: Pod): number {
  return subject.requirements.filter((requirement) => !holds(requirement, labels)).length;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((each, i) => each !== b[i]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
