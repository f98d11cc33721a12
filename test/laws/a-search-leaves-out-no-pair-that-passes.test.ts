import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type FlowQuestion,
  knownEnd,
  type PossiblePods,
  passingFlows,
  possiblePods,
  type SearchEnds,
} from '../../lib/engine';
import { smallUniverse } from '../support/small-universe';

test('a search over all namespaces finds what searches between each two of them find', () => {
  fc.assert(
    fc.property(smallUniverse, ({ cluster, profile, question }) => {
      const boxes = question.from.flatMap((from) =>
        question.to.map((to) => ({ from, to, ports: question.ports })),
      );
      const enforced = { ...profile, assume: { ...profile.assume, enforces: true } };
      const pods = possiblePods(cluster, enforced, [...boxes, ...question.except.all]);
      const each = everyPair(pods).flatMap((ends) => found(pods, { ...question, ends }));
      expect(found(pods, question).sort()).toEqual(each.sort());
    }),
    { numRuns: 1_000 },
  );
});

function found(pods: PossiblePods, question: FlowQuestion): string[] {
  const flows = passingFlows(pods, question, 'possible', { budget: 1_000_000, steps: 0 });
  return [...flows].map((each) => {
    if (each === 'over-budget') return each;
    const { ends, family, openings } = each;
    return [nameOf(ends.from), nameOf(ends.to), family, openings].join(' ');
  });
}

function nameOf(end: SearchEnds['from']): string {
  if (end.kind === 'outside') return end.kind;
  return `${end.kind} ${end.kind === 'known' ? end.pod.name : end.place.name}`;
}

/** Every two ends but two known ones, and addresses among themselves. */
function everyPair(pods: PossiblePods): readonly SearchEnds[] {
  const ends: readonly SearchEnds['from'][] = [
    ...pods.places.map((place) => ({ kind: 'possible', place }) as const),
    ...pods.special.map((pod) => knownEnd(pods, pod)),
    { kind: 'outside' },
  ];
  return ends.flatMap((from) =>
    ends
      .filter((to) => from.kind === 'possible' || to.kind === 'possible' || from.kind !== to.kind)
      .map((to) => ({ from, to })),
  );
}
