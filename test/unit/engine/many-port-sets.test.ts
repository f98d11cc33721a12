import { expect, test } from 'vitest';
import { compile } from '../../../lib/engine';
import { portable } from '../../../lib/platform';
import { clusterOf } from '../../support/cluster';

// More different sets of ports than are remembered pair by pair.
const PODS = 600;

const numbers = [...Array(PODS).keys()];
const into = (i: number) => ({ first: 1000 + i, last: 1200 + 2 * i });
const out = (i: number) => ({ first: 900 + i, last: 1100 + 3 * i });

/** Every pod has a range of ports of its own in each direction, towards everybody. */
function rangesEach(): string {
  const ports = ({ first, last }: ReturnType<typeof into>) =>
    `[{ports: [{port: ${first}, endPort: ${last}}]}]`;
  return numbers
    .flatMap((i) => [
      `{apiVersion: v1, kind: Pod, metadata: {name: p${i}, namespace: a, labels: {id: i${i}}}}`,
      `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p${i}, namespace: a}, spec: {podSelector: {matchLabels: {id: i${i}}}, policyTypes: [Ingress, Egress], ingress: ${ports(into(i))}, egress: ${ports(out(i))}}}`,
    ])
    .join('\n---\n');
}

function doMeet(from: number, to: number): boolean {
  const [leaving, entering] = [out(from), into(to)];
  return leaving.first <= entering.last && entering.first <= leaving.last;
}

test('pods with ports of their own are counted by the ports that two of them share', () => {
  const { cluster } = clusterOf(rangesEach());
  const map = compile(cluster, portable).map();
  const reached = numbers.map((from) => numbers.filter((to) => to !== from && doMeet(from, to)));
  const pairs = reached.reduce((sum, { length }) => sum + length, 0);
  expect(map.totals()).toMatchObject({ partly: pairs, closed: PODS * (PODS - 1) - pairs });
  expect(pairs).toBeLessThan(PODS * (PODS - 1));
  const { reaches } = map.spread();
  const ends = map.endsOfPods();
  const names = cluster.workloads.flatMap(({ pods }) => pods.map(({ name }) => name));
  expect(numbers.map((i) => reaches[ends[names.indexOf(`p${i}`)] ?? -1])).toEqual(
    reached.map(({ length }) => length),
  );
});
