import { expect, test } from 'vitest';
import { toMermaid } from '../../../../lib/renderers/mermaid/answers';
import type { ViolationStep } from '../../../../lib/results';
import { readMermaid } from '../../../support/pictures';
import { intentsResult, mixed, outcome } from '../support/intents';
import { deployment, flow, reachResult, shop, tcp } from '../support/results';

test('reachability is a flowchart with a frame for each namespace', async () => {
  await expect(toMermaid.reach(shop)).toMatchFileSnapshot('__snapshots__/reach.mmd');
});

test('intents are arrows, and so is what breaks them', async () => {
  await expect(toMermaid.intents(mixed)).toMatchFileSnapshot('__snapshots__/intents.mmd');
});

test('what an intent blocks is dotted', () => {
  const never = outcome({ kind: 'never-reaches', from: 'shop/web', ports: '5432/TCP' });
  expect(toMermaid.intents(intentsResult([never]))).toBe(`flowchart LR
  subgraph g1["shop"]
    n1["web"]
    n2["db"]
  end
  n1 -.->|"never: 5432/TCP"| n2
`);
});

test('of a way over others every step is drawn', () => {
  const step = (from: string, to: string): ViolationStep => ({
    from: { kind: 'workload', id: from },
    to: { kind: 'workload', id: to },
    ports: tcp(8200),
    verdict: 'allowed',
    culprits: [],
  });
  const path = [step('shop/web', 'shop/db'), step('shop/db', 'shop/vault')];
  const [broken] = mixed.intents.flatMap(({ violations }) => violations);
  if (broken === undefined) throw new Error('the support has a broken intent');
  const never = outcome({
    kind: 'never-reaches-transitively',
    verdict: 'broken',
    violations: [{ ...broken, path }],
  });
  expect(
    readMermaid(toMermaid.intents(intentsResult([never]))).edges.map(({ label }) => label),
  ).toEqual(['on the way: 8200', 'on the way: 8200']);
});

test('what is undecided is dotted, and has a question mark', () => {
  const [a, b] = [deployment('n/a'), deployment('n/b')];
  const text = toMermaid.reach(reachResult([a, b], [flow(a, b, { undecided: tcp(80) })]));
  expect(text).toContain('n1 -.->|"? 80"| n2');
  expect(text).not.toContain('-->');
});

/** Every one of some workloads reaches every other. */
function mesh(size: number) {
  const ends = Array.from({ length: size }, (_, i) => deployment(`n/w${i}`));
  const flows = ends.flatMap((from) =>
    ends.filter((to) => to !== from).map((to) => flow(from, to, { allowed: tcp(80) })),
  );
  return { ends, flows };
}

test('no more than 30 arrows are drawn, and a node says how many more there are', () => {
  const { ends, flows } = mesh(8);
  const { edges, nodes } = readMermaid(toMermaid.reach(reachResult(ends, flows)));
  expect(edges).toHaveLength(30);
  expect(nodes['more']).toBe('and 26 more flows');
});

test('an undecided flow is not cut for the sake of allowed ones', () => {
  const { ends, flows } = mesh(8);
  const [first, last] = [ends.at(-1) ?? deployment('n/x'), ends[0] ?? deployment('n/y')];
  const doubt = flow(first, last, { undecided: tcp(443) });
  const { edges } = readMermaid(toMermaid.reach(reachResult(ends, [...flows.slice(0, -1), doubt])));
  expect(edges.filter(({ label }) => label === '? 443')).toHaveLength(1);
});

test('of many ends without a flow the first ones are drawn', () => {
  const ends = Array.from({ length: 100 }, (_, i) => deployment(`n/w${i}`));
  const [a, b] = [ends[98], ends[99]];
  if (a === undefined || b === undefined) throw new Error('there are 100');
  const text = toMermaid.reach(reachResult(ends, [flow(a, b, { allowed: tcp(80) })]));
  const { nodes, edges } = readMermaid(text);
  expect(nodes['rest']).toBe('and 40 more without a flow');
  expect(edges.map(({ from, to }) => [nodes[from], nodes[to]])).toEqual([['w98', 'w99']]);
});

test('where nothing is allowed the picture says so', () => {
  expect(readMermaid(toMermaid.reach(reachResult([], []))).nodes['none']).toBe('no flow');
});
