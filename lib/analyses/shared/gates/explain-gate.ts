import {
  type Direction,
  formatPath,
  type ObjectPath,
  PEER_FIELD,
  type PortSet,
  type VerdictWord,
} from '../../../kernel';
import type { Cluster, Flow, FlowEnd } from '../../../model';
import type { Profile } from '../../../platform';
import type { GateExplanation, Predicate, RuleRef } from '../../../results';
import type { Gate, PeerMatch, RuleMatch, Truth } from '../../../semantics';
import { changesFor, type Width } from './changes/changes';
import { offeredRule, openingRule } from './changes/offered-rule';
import { decidingFacts } from './facts';
import { policyRef } from './policy-ref';
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
  /** One flow of the case. */
  readonly flow: Flow;
  readonly width: Width;
  /** How much is told: everything, or only which policies and rules decide. @default - everything */
  readonly detail?: 'deciding rules';
}

/** What the answer calls the two ends of a gate. */
export interface GateNames {
  readonly subject: string;
  readonly other: string;
}

/** Tells why one gate stands as it does, in data that a renderer only has to lay out. */
export function explainGate(
  question: GateQuestion,
  gate: Gate,
  { subject, other: otherId }: GateNames,
  other: FlowEnd,
): GateExplanation {
  const rules = gate.rules.map((match) => ({
    answer: match.truth.answer,
    ref: ruleRef(question, match, other),
  }));
  const having = (answer: Truth['answer']) =>
    rules.filter((rule) => rule.answer === answer).map(({ ref }) => ref);
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
    ...(question.detail === undefined ? advice(question, gate, { subject, otherId, other }) : {}),
  };
}

interface Ends {
  readonly subject: string;
  readonly otherId: string;
  readonly other: FlowEnd;
}

/** What could be different: facts of the profile, and changes that would open the gate. */
function advice(question: GateQuestion, gate: Gate, ends: Ends): Partial<GateExplanation> {
  const facts = factsOf(question, gate.direction);
  return gate.open.answer === 'no' ? { ...facts, ...openings(question, gate, ends) } : facts;
}

function factsOf(question: GateQuestion, direction: Direction): Partial<GateExplanation> {
  const decidedBy = decidingFacts(question, direction);
  return decidedBy.length === 0 ? {} : { decidedBy };
}

/** How to open a closed gate: the rule in any case, and the changes that were tried out. */
function openings(
  { cluster, profile, ports, width }: GateQuestion,
  gate: Gate,
  ends: Ends,
): Partial<GateExplanation> {
  const rule = offeredRule(profile, gate, ends.other, ports);
  const toAllow = rule === undefined ? undefined : openingRule(gate, rule);
  const changes = changesFor({ cluster, profile, gate, ports, ...ends }, rule, width);
  return {
    ...(changes.length === 0 ? {} : { changes }),
    ...(toAllow === undefined ? {} : { toAllow }),
  };
}

function misses({ predicates }: RuleRef): number {
  return predicates.reduce((sum, { holds }) => sum + COST[holds], 0);
}

/** The rule, by way of the peer and the port that come closest to the flow. */
function ruleRef(question: GateQuestion, match: RuleMatch, other: FlowEnd): RuleRef {
  const { policy, rule } = match;
  const peer = closest(match.peers, ({ tests }) => tests.map(({ truth }) => truth));
  const path = peerPath(rule.direction, rule.index, peer?.position);
  return {
    policy: `${policy.namespace}/${policy.name}`,
    path: formatPath(path.slice(1)),
    source: policy.origin.at(path),
    ...(match.peers.length > 1 ? { ofPeers: match.peers.length } : {}),
    predicates: predicatesOf(question, match, other, peer?.item),
  };
}

function peerPath(direction: Direction, index: number, peer: number | undefined): ObjectPath {
  const rule = ['spec', direction, index];
  return peer === undefined ? rule : [...rule, PEER_FIELD[direction], peer];
}

function predicatesOf(
  { cluster, ports }: GateQuestion,
  { policy, ports: tests }: RuleMatch,
  other: FlowEnd,
  peer: PeerMatch | undefined,
): Predicate[] {
  const answer = peer === undefined ? 'yes' : peer.truth.answer;
  return [
    ...(peer === undefined ? [] : peerPredicates(cluster, policy, peer, other)),
    ...(tests.length === 0 ? [] : [portPredicate(tests, ports, answer)]),
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
