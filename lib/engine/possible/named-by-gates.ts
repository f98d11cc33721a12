import { type Direction, once } from '../../kernel';
import type { Policy, Rule } from '../../model';
import { isolates, isTouchedByOthers } from '../gate';
import type { SearchEnd } from './ends';
import { placesUnder } from './named-places';
import type { Place } from './places';
import type { PossiblePods } from './prepare';

/** Where those may be whom a gate lets through; `anywhere` is also outside. */
export type Named = ReadonlySet<Place> | 'anywhere';

/** Whom the gate of an end may let through, in either direction: worked out once for each end. */
export const namedByGates = once(
  (pods: PossiblePods): Readonly<Record<Direction, (subject: SearchEnd) => Named>> => {
    const selected = placesUnder(pods.places);
    const named = (direction: Direction) =>
      once((subject: SearchEnd): Named => {
        const rules = onlyRules(pods, direction, subject);
        if (subject.kind === 'outside' || rules === undefined) return 'anywhere';
        return rules.some(namesAnybody) ? 'anywhere' : placesIn(rules, subject.place, selected);
      });
    return { ingress: named('ingress'), egress: named('egress') };
  },
);

/** The rules by which alone something passes a gate; undefined where it may stand open. */
function onlyRules(
  { context, policiesIn, placeNamed }: PossiblePods,
  direction: Direction,
  subject: SearchEnd,
): readonly Rule[] | undefined {
  if (subject.kind === 'outside' || context.profile.assume.enforces !== true) return undefined;
  if (isTouchedByOthers(context, subject.place.name)) return undefined;
  const here = policiesIn(subject.place).filter((policy) => policy.isolates.includes(direction));
  const rules = (policies: readonly Policy[]) =>
    policies.length === 0 ? undefined : policies.flatMap((policy) => policy.rules[direction]);
  if (subject.kind === 'possible') return here.some(isolatesAll) ? rules(here) : undefined;
  const { pod, place } = subject;
  if (pod.hostNetwork || placeNamed(place.name ?? '') === undefined) return undefined;
  return rules(here.filter((policy) => isolates(policy, pod, direction)));
}

/** Where a policy selects every pod, none stands open for want of one. */
function isolatesAll({ subject }: Policy): boolean {
  return subject.requirements.length === 0;
}

function namesAnybody({ peers }: Rule): boolean {
  return peers.length === 0 || peers.some(({ kind }) => kind === 'block');
}

function placesIn(
  rules: readonly Rule[],
  home: Place,
  selected: ReturnType<typeof placesUnder>,
): ReadonlySet<Place> {
  const peers = rules.flatMap((rule) => rule.peers);
  const all = new Set<Place>();
  for (const peer of peers) {
    if (peer.kind !== 'pods') continue;
    if (peer.namespaces === undefined) all.add(home);
    else for (const place of selected(peer.namespaces)) all.add(place);
  }
  return all;
}
