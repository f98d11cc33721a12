import {
  type Direction,
  formatPath,
  formatSelector,
  type ObjectPath,
  PEER_FIELD,
  type PortSet,
  type VerdictWord,
} from '../../kernel';
import type { Cluster, FlowEnd, Policy } from '../../model';
import type { Profile } from '../../platform';
import type { GateExplanation, PolicyRef, Predicate, RuleRef } from '../../results';
import type { Gate, PeerMatch, PortTest, RuleMatch, Truth } from '../../semantics';
import { openingRule } from './opening-rule';
import { peerPredicates, portPredicate } from './predicates';

const WORDS: Readonly<Record<Truth['answer'], VerdictWord>> = {
  yes: 'allowed',
  no: 'denied',
  unknown: 'undecided',
};

/** What the gates of a case share. */
export interface GateQuestion {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly ports: PortSet;
}

/** Tells why one gate stands as it does, in data that a renderer only has to lay out. */
export function explainGate(
  { cluster, profile, ports }: GateQuestion,
  gate: Gate,
  subject: string,
  other: FlowEnd,
): GateExplanation {
  const rules = gate.rules.map((match) => ({
    answer: match.truth.answer,
    ref: ruleRef({ cluster, profile, ports }, match, other),
  }));
  const having = (answer: Truth['answer']) =>
    rules.filter((rule) => rule.answer === answer).map(({ ref }) => ref);
  const toAllow = gate.open.answer === 'no' ? openingRule(profile, gate, other, ports) : undefined;
  return {
    direction: gate.direction,
    subject,
    verdict: WORDS[gate.open.answer],
    reasons: gate.open.answer === 'unknown' ? gate.open.reasons : [],
    ...(gate.exemption === undefined ? {} : { exemption: gate.exemption }),
    isolatedBy: gate.isolatedBy.map(policyRef),
    allowedBy: having('yes'),
    undecidedBy: having('unknown'),
    missedBy: having('no').sort((a, b) => misses(a) - misses(b)),
    ...(toAllow === undefined ? {} : { toAllow }),
  };
}

function policyRef(policy: Policy): PolicyRef {
  return {
    id: `${policy.namespace}/${policy.name}`,
    selects: formatSelector(policy.subject),
    source: policy.origin.at([]),
  };
}

function misses({ predicates }: RuleRef): number {
  return predicates.reduce((sum, { holds }) => sum + COST[holds], 0);
}

/** The rule, by way of the peer and the port that come closest to the flow. */
function ruleRef(question: GateQuestion, match: RuleMatch, other: FlowEnd): RuleRef {
  const { policy, rule } = match;
  const peer = closest(match.peers, ({ tests }) => tests.map(({ truth }) => truth));
  const port = closest(match.ports, ({ truth }) => [truth]);
  const path = peerPath(rule.direction, rule.index, peer?.position);
  return {
    policy: `${policy.namespace}/${policy.name}`,
    path: formatPath(path.slice(1)),
    source: policy.origin.at(path),
    predicates: predicatesOf(question, policy, other, peer?.item, port?.item),
  };
}

function peerPath(direction: Direction, index: number, peer: number | undefined): ObjectPath {
  const rule = ['spec', direction, index];
  return peer === undefined ? rule : [...rule, PEER_FIELD[direction], peer];
}

function predicatesOf(
  { cluster, ports }: GateQuestion,
  policy: Policy,
  other: FlowEnd,
  peer: PeerMatch | undefined,
  port: PortTest | undefined,
): Predicate[] {
  return [
    ...(peer === undefined ? [] : peerPredicates(cluster, policy, peer, other)),
    ...(port === undefined ? [] : [portPredicate(port, ports)]),
  ];
}

/** The first item with the fewest conditions that fail, and of those the fewest that stay open. */
function closest<T>(
  items: readonly T[],
  truthsOf: (item: T) => readonly Truth[],
): { readonly item: T; readonly position: number } | undefined {
  const cost = (item: T) => truthsOf(item).reduce((sum, { answer }) => sum + COST[answer], 0);
  return items
    .map((item, position) => ({ item, position }))
    .sort((a, b) => cost(a.item) - cost(b.item))[0];
}

const COST: Readonly<Record<Truth['answer'], number>> = { yes: 0, unknown: 1, no: 100 };
