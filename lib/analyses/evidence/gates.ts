import type { Passage } from '../../engine';
import { type Direction, intersectPorts, matches, noPorts, type PortSet } from '../../kernel';
import type { Cluster, FlowEnd, Pod } from '../../model';
import type { Profile } from '../../platform';
import type { EvidenceGate, Standing } from '../../results';
import type { RuleBook } from './rules';

/** What tells who opens a gate. */
export interface GateContext {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly book: RuleBook;
  /** Remembers which pods are isolated: every flow asks again. */
  readonly isolated: Map<Pod, Partial<Record<Direction, boolean>>>;
}

/** What opens one gate of a flow on `ports`, and how well that is justified. */
export interface JudgedGate {
  readonly gate: EvidenceGate;
  /** Undefined where the gate needs no rule. */
  readonly standing: Standing | undefined;
}

/** The best of several rules counts: policies add up, and each alone would open the gate. */
const BEST: readonly Standing[] = ['justified', 'expired', 'unjustified'];

/** Judges one gate by the rules that let these ports through; those that only may count where none does. */
export function judgeGate(
  context: GateContext,
  subject: FlowEnd,
  direction: Direction,
  passages: readonly Passage[],
  ports: PortSet,
): JudgedGate {
  const here = passages.filter(({ rule }) => rule.direction === direction);
  const having = (of: (passage: Passage) => PortSet) =>
    here.filter((passage) => !noPorts(intersectPorts(of(passage), ports)));
  const sure = having(({ allowed }) => allowed);
  const opening = sure.length > 0 ? sure : having(({ undecided }) => undecided);
  const entries = opening.map(({ policy, rule }) => context.book.entry(policy, rule));
  const rules = entries.map(({ id }) => id).sort();
  return {
    gate: { open: entries.length > 0 ? 'rules' : whyOpen(context, subject, direction), rules },
    standing: BEST.find((each) => entries.some(({ standing }) => standing === each)),
  };
}

function whyOpen(
  context: GateContext,
  subject: FlowEnd,
  direction: Direction,
): Exclude<EvidenceGate['open'], 'rules'> {
  if (subject.kind !== 'pod') return 'outside';
  if (context.profile.assume.enforces === false) return 'not-enforced';
  return isIsolated(context, subject.pod, direction) ? 'exempt' : 'not-isolated';
}

function isIsolated({ cluster, isolated }: GateContext, pod: Pod, direction: Direction): boolean {
  const known = isolated.get(pod) ?? {};
  const answer =
    known[direction] ??
    cluster.policies.some(
      ({ namespace, isolates, subject }) =>
        namespace === pod.namespace && isolates.includes(direction) && matches(subject, pod.labels),
    );
  isolated.set(pod, { ...known, [direction]: answer });
  return answer;
}
