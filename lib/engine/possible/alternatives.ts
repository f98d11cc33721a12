import type { Direction } from '../../kernel';
import type { PodPeer, Policy, Rule } from '../../model';
import { rulePeers } from '../peers';
import { inBlock } from './address-conditions';
import { ALWAYS, allOf, type Conditions, NEVER } from './conditions';
import type { SearchEnd, SearchEnds } from './ends';
import { isTouched, seenAsPod, unpoliced } from './exemptions';
import { portsOf } from './ports';
import type { Reading } from './reading';
import { namespaceSelector, podSelector } from './selector-conditions';
import { type Clause, type Literal, negated } from './solve';
import type { Side } from './space';

/** What lets a flow through a gate: a rule, or that nothing closes it. */
export type Opening =
  | {
      readonly kind: 'rule';
      readonly policy: Policy;
      readonly rule: Rule;
      /** The place of the peer in the rule; `blocks` for all its blocks together. */
      readonly peer: number | 'blocks' | 'any';
    }
  | { readonly kind: 'nothing-closes' };

/** One way through a gate. */
export interface Alternative {
  readonly opening: Opening;
  /** Whether the other end is let through for its address. */
  readonly by: 'address' | 'other';
  /** All of them must hold. */
  readonly literals: readonly Literal[];
  /** So must these. */
  readonly clauses: readonly Clause[];
}

const NOTHING_CLOSES: Opening = { kind: 'nothing-closes' };

/**
 * Every way through one gate: that nothing isolates the subject, or each rule of each policy of its
 * namespace that does. A flow passes the gate exactly where one of them holds.
 */
export function alternatives(
  reading: Reading,
  policies: readonly Policy[],
  direction: Direction,
  ends: SearchEnds,
): readonly Alternative[] {
  const side: Side = direction === 'egress' ? 'from' : 'to';
  const subject = ends[side];
  const free = unpoliced(reading, direction, ends);
  const ways = free === 'never' ? [] : [nothingCloses(free, [])];
  if (subject.kind === 'outside' || free === ALWAYS) return ways;
  if (isTouched(reading, subject)) return [];
  const isolating = policies
    .filter(({ isolates }) => isolates.includes(direction))
    .map((policy) => ({ policy, selects: podSelector(reading, side, subject, policy.subject) }));
  const apart = isolating.flatMap(({ selects }) => unlessSelected(reading, selects));
  return [
    ...ways,
    ...(apart.some((clause) => clause.length === 0) ? [] : [nothingCloses([], apart)]),
    ...isolating.flatMap(({ policy, selects }) =>
      policy.rules[direction].flatMap((rule) => throughRule(reading, policy, rule, selects, ends)),
    ),
  ];
}

function nothingCloses(literals: readonly Literal[], clauses: readonly Clause[]): Alternative {
  return { opening: NOTHING_CLOSES, by: 'other', literals, clauses };
}

/** The clause that a policy does not select the subject; none where it cannot. */
function unlessSelected({ space }: Reading, selects: Conditions): readonly Clause[] {
  return selects === 'never' ? [] : [selects.map((each) => negated(each, space.start))];
}

/** Each peer and each kind of port of a rule is a way of its own. */
export function throughRule(
  reading: Reading,
  policy: Policy,
  rule: Rule,
  selects: Conditions,
  ends: SearchEnds,
): readonly Alternative[] {
  if (selects === 'never') return [];
  const peers = peersOf(reading, policy, rule, ends).filter(
    ({ conditions }) => conditions !== NEVER,
  );
  if (peers.length === 0) return [];
  const ports = portsOf(reading, rule, ends.to);
  return peers.flatMap(({ by, peer, conditions }) =>
    ports.flatMap((each): readonly Alternative[] => {
      const literals = allOf([selects, conditions, each]);
      if (literals === 'never') return [];
      return [{ opening: { kind: 'rule', policy, rule, peer }, by, literals, clauses: [] }];
    }),
  );
}

interface PeerConditions {
  readonly peer: number | 'blocks' | 'any';
  readonly by: Alternative['by'];
  readonly conditions: Conditions;
}

function peersOf(
  reading: Reading,
  policy: Policy,
  rule: Rule,
  ends: SearchEnds,
): readonly PeerConditions[] {
  if (rule.peers.length === 0) return [{ peer: 'any', by: 'other', conditions: ALWAYS }];
  const side: Side = rule.direction === 'egress' ? 'to' : 'from';
  const { pods, blocks } = rulePeers(rule.peers);
  const named = pods.map((peer): PeerConditions => {
    const at = rule.peers.indexOf(peer);
    return { peer: at, by: 'other', conditions: podPeer(reading, policy, peer, side, ends[side]) };
  });
  if (blocks === undefined) return named;
  return [
    ...named,
    { peer: 'blocks', by: 'address', conditions: inBlock(reading, side, ends[side], blocks) },
  ];
}

function podPeer(
  reading: Reading,
  policy: Policy,
  { namespaces, pods }: PodPeer,
  side: Side,
  end: SearchEnd,
): Conditions {
  if (end.kind === 'outside') return NEVER;
  const isHere = end.place.name === policy.namespace;
  return allOf([
    namespaces === undefined
      ? isHere
        ? ALWAYS
        : NEVER
      : namespaceSelector(reading, side, end, namespaces),
    pods === undefined ? ALWAYS : podSelector(reading, side, end, pods),
    seenAsPod(reading, end),
  ]);
}
