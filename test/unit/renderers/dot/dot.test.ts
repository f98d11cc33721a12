import { expect, test } from 'vitest';
import { toDot } from '../../../../lib/renderers/dot/answers';
import { readDot } from '../../../support/pictures';
import { mixed } from '../support/intents';
import { deployment, flow, reachResult, shop, tcp } from '../support/results';

test('reachability is a graph with a cluster for each namespace', async () => {
  await expect(toDot.reach(shop)).toMatchFileSnapshot('__snapshots__/reach.dot');
});

test('intents are arrows, and so is what breaks them', async () => {
  await expect(toDot.intents(mixed)).toMatchFileSnapshot('__snapshots__/intents.dot');
});

test('every flow is drawn', () => {
  const ends = Array.from({ length: 8 }, (_, i) => deployment(`n/w${i}`));
  const flows = ends.flatMap((from) => ends.map((to) => flow(from, to, { allowed: tcp(80) })));
  const { edges, groups } = readDot(toDot.reach(reachResult(ends, flows)));
  expect(edges).toHaveLength(64);
  expect(groups).toEqual(['n']);
});

test('what is undecided has a line and a sign of its own', () => {
  const [a, b] = [deployment('n/a'), deployment('n/b')];
  const text = toDot.reach(reachResult([a, b], [flow(a, b, { undecided: tcp(80) })]));
  expect(text).toContain('n1 -> n2 [label="? 80", style=dotted];');
});
