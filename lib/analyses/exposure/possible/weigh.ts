import type { Connection, Evaluator } from '../../../engine';
import { compareText, type Direction } from '../../../kernel';
import type { PossiblePeer } from '../../../results';
import type { PodEnd } from '../../shared/workload-endpoints';
import { type Context, flowBetween, podEnd } from '../context';
import type { AlikePlaces } from './places';
import type { PlaceFound } from './search';
import type { Stranger } from './strangers';
import { isNothing, isWithin, type Through, throughForEvery, throughForSome } from './through';

/** Evaluators over all gates, and over the workload's own alone. */
export type Gates = Readonly<Record<'both' | 'own', (stranger: Stranger) => Evaluator>>;

/** A workload, and what judges flows between it and strangers. */
export interface At {
  readonly context: Context;
  readonly direction: Direction;
  readonly subject: PodEnd;
  readonly gates: Gates;
}

/** What was found in namespaces that are alike: with all gates, and with the workload's own alone. */
export interface FoundAt {
  readonly at: AlikePlaces;
  readonly both: PlaceFound;
  /** Undefined where policies that are not evaluated decide about the workload. */
  readonly own: PlaceFound | undefined;
}

/** What a stranger gets through both gates, and through the workload's own. */
export interface Weighed {
  /** Whether each pod of its place gets as much. */
  readonly which: PossiblePeer['which'];
  readonly stranger: Stranger;
  readonly both: Through;
  readonly own: Through | undefined;
}

/** What each pod gets, then what takes labels to get more: the fewest first. */
export function weighedAt(at: At, found: FoundAt): readonly Weighed[] {
  const { both, own } = found;
  const plain = both.plain ?? own?.plain;
  const each = plain === undefined ? [] : [weighedAs(at, plain, found, 'every')];
  const all = [...both.strangers, ...(own?.strangers ?? [])];
  const strangers = [...new Map(all.map((stranger) => [stranger.key, stranger])).values()];
  const some = strangers.map((stranger) => weighedAs(at, stranger, found, 'some'));
  return withoutCovered([...each, ...some.sort(leastFirst)].filter(isAnything));
}

function weighedAs(
  at: At,
  stranger: Stranger,
  { both, own }: FoundAt,
  which: Weighed['which'],
): Weighed {
  const through = (gate: keyof Gates, found: PlaceFound) =>
    which === 'every'
      ? throughForEvery(found, connectionOf(at, gate, stranger))
      : throughForSome(
          stranger,
          connectionOf(at, gate, withoutNames(stranger)),
          connectionOf(at, gate, stranger),
        );
  return { which, stranger, both: through('both', both), own: own && through('own', own) };
}

function withoutNames(stranger: Stranger): Stranger {
  const { pod } = stranger;
  return pod.ports.length === 0 ? stranger : { ...stranger, pod: { ...pod, ports: [] } };
}

function connectionOf(at: At, gate: keyof Gates, stranger: Stranger): Connection {
  const { pod } = stranger;
  const { from, to } = flowBetween(at.direction, podEnd(at.subject), { kind: 'pod', pod });
  return at.gates[gate](stranger).connection(from, to);
}

function isAnything({ both, own }: Weighed): boolean {
  return !isNothing(both) || (own !== undefined && !isNothing(own));
}

function sizeOf({ said: { labels, newNamespaces, address }, pod: { ports } }: Stranger): number {
  const ofNamespace = newNamespaces.flatMap((each) => Object.keys(each.labels)).length;
  return Object.keys(labels).length + ofNamespace + ports.length + (address === undefined ? 0 : 1);
}

function leastFirst(one: Weighed, other: Weighed): number {
  return (
    sizeOf(one.stranger) - sizeOf(other.stranger) ||
    compareText(one.stranger.key, other.stranger.key)
  );
}

/** A stranger says nothing where one that needs less gets as far. */
function withoutCovered(all: readonly Weighed[]): readonly Weighed[] {
  const kept: Weighed[] = [];
  for (const each of all) {
    const isCovered = kept.some(
      (other) =>
        needsNoMore(other.stranger, each.stranger) &&
        isWithin(each.both, other.both) &&
        (each.own === undefined || other.own === undefined || isWithin(each.own, other.own)),
    );
    if (!isCovered) kept.push(each);
  }
  return kept;
}

function needsNoMore({ said: less, pod }: Stranger, { said: more }: Stranger): boolean {
  if (pod.ports.length > 0) return false;
  if (less.address !== undefined && less.address !== more.address) return false;
  return (
    isPartOf(less.labels, more.labels) &&
    isPartOf(less.newNamespaces[0]?.labels ?? {}, more.newNamespaces[0]?.labels ?? {})
  );
}

function isPartOf(less: PossiblePeer['labels'], more: PossiblePeer['labels']): boolean {
  return Object.entries(less).every(([key, value]) => more[key] === value);
}
