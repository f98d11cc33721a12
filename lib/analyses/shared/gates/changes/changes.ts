import type { Cluster, FlowEnd } from '../../../../model';
import type { Change } from '../../../../results';
import { evaluate } from '../../../../semantics';
import { addressEnds } from '../../address-ends';
import { nearPolicies } from '../../near-policies';
import { portAtoms } from '../port-atoms';
import { alsoOpens } from './also-opens';
import type { Candidate, ClosedGate } from './candidate';
import { labelEdits } from './label-edits';
import type { RuleSpec } from './offered-rule';
import { portEdits } from './port-edits';
import { peerEdits, policyEdits, ruleEdits } from './rule-edits';
import { selectorEdits } from './selector-edits';

/** How many are worth reading. */
const FEW = 5;

/** From the smallest edit to the largest. */
const SIZES: readonly Change['kind'][] = [
  'end-port',
  'port',
  'value',
  'namespace',
  'peer',
  'label',
  'rule',
  'policy',
];

/** Whether to look at what else a change would open. */
export type Width = 'with other flows' | 'this flow only';

/**
 * The changes that each open a closed gate for the flow, tried out before they are offered: first
 * the one that opens least beside it, and of those the smallest edit.
 */
export function changesFor(
  closed: ClosedGate,
  rule: RuleSpec | undefined,
  width: Width,
): readonly Change[] {
  const close = closed.gate.rules.filter(({ truth }) => truth.answer === 'no');
  const candidates = [
    ...[portEdits, selectorEdits, labelEdits, peerEdits].flatMap((edits) =>
      close.flatMap((match) => edits(closed, match)),
    ),
    ...(rule === undefined ? [] : [...ruleEdits(closed, rule), ...policyEdits(closed, rule)]),
  ];
  return candidates
    .filter((candidate) => opens(closed, candidate))
    .map((candidate) => {
      const also = width === 'with other flows' ? alsoOpens(closed, candidate) : undefined;
      return also === undefined ? candidate.change : { ...candidate.change, alsoOpens: also };
    })
    .sort((a, b) => breadth(a) - breadth(b) || SIZES.indexOf(a.kind) - SIZES.indexOf(b.kind))
    .slice(0, FEW);
}

/** Changes that name the other end themselves, and so open little where nobody looked. */
const NARROW: readonly Change['kind'][] = ['peer', 'rule', 'policy'];

function breadth({ kind, alsoOpens: also }: Change): number {
  return also?.length ?? (NARROW.includes(kind) ? 0 : 1);
}

/** Whether the gate lets every port of the case through once the change is made. */
function opens({ profile, gate, ports }: ClosedGate, { cluster, other }: Candidate): boolean {
  const { direction, subject } = gate;
  return partsOf(cluster, other).every((part) => {
    const [from, to] = direction === 'egress' ? [subject, part] : [part, subject];
    const near = nearPolicies(cluster, { from, to });
    return portAtoms(near, to, ports).every(({ protocol, range: [port] }) => {
      const verdict = evaluate(near, profile, { from, to, protocol, port });
      return verdict[direction].open.answer === 'yes';
    });
  });
}

/** Addresses that nothing told apart before a change may be told apart by it. */
function partsOf(cluster: Cluster, end: FlowEnd): readonly FlowEnd[] {
  if (end.kind === 'pod') return [end];
  return addressEnds(cluster, end.addresses).map(({ addresses }) => ({
    kind: 'addresses',
    addresses,
  }));
}
