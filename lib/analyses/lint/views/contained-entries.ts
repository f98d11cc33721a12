import type { Meter } from '../../../engine';
import { EVERYTHING, groupBy } from '../../../kernel';
import type { Peer, PortMatch } from '../../../model';
import { asksFor, containsPeer, containsPort } from './contained';

/** An entry of a list that another one of the list contains. */
export interface Contained {
  readonly inner: number;
  readonly outer: number;
  readonly outerNames: 'the same' | 'more';
}

/** The peers of a list that another one contains; of equal ones all but the first. */
export function containedPeers(peers: readonly Peer[], meter: Meter): readonly Contained[] {
  return among(peers, meter, {
    contains: containsPeer,
    under: (outer) => (outer.kind === 'block' ? 'block' : (asked(outer).at(-1) ?? '')),
    lookedUpUnder: (inner) => (inner.kind === 'block' ? ['block'] : ['', ...asked(inner)]),
  });
}

/** The same for ports. */
export function containedPorts(ports: readonly PortMatch[], meter: Meter): readonly Contained[] {
  return among(ports, meter, {
    contains: containsPort,
    under: ({ protocol }) => protocol,
    lookedUpUnder: ({ protocol }) => [protocol],
  });
}

/** Each thing that a peer asks for: whoever contains it asks for some of them, and for no others. */
function asked({ namespaces = EVERYTHING, pods = EVERYTHING }: Exclude<Peer, { kind: 'block' }>) {
  return [
    ...[...asksFor(namespaces)].map((each) => `namespaces ${each}`),
    ...[...asksFor(pods)].map((each) => `pods ${each}`),
  ];
}

interface Containing<T> {
  readonly contains: (outer: T, inner: T) => boolean;
  /** Under which key an entry is kept. */
  readonly under: (outer: T) => string;
  /** Under which keys everything is kept that may contain an entry. */
  readonly lookedUpUnder: (inner: T) => readonly string[];
}

function among<T>(
  entries: readonly T[],
  meter: Meter,
  { contains, under, lookedUpUnder }: Containing<T>,
): readonly Contained[] {
  if (entries.length < 2) return [];
  const placed = entries.map((entry, place) => ({ entry, place }));
  const kept = groupBy(placed, ({ entry }) => under(entry));
  const containerOf = (entry: T, inner: number) =>
    lookedUpUnder(entry).flatMap((key) => {
      const found = (kept.get(key) ?? []).find(({ entry: other, place }) => {
        if (place === inner || meter.steps >= meter.budget) return false;
        meter.steps += 1;
        return contains(other, entry) && (place < inner || !contains(entry, other));
      });
      return found ?? [];
    });
  return placed.flatMap(({ entry, place: inner }) => {
    const [outer] = containerOf(entry, inner).sort((a, b) => a.place - b.place);
    if (outer === undefined) return [];
    const outerNames = contains(entry, outer.entry) ? 'the same' : 'more';
    return [{ inner, outer: outer.place, outerNames }];
  });
}
