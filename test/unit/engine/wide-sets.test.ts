import { expect, test } from 'vitest';
import { compile } from '../../../lib/engine';
import { makeMap } from '../../../lib/engine/map/make-map';
import { ALL_PORTS, samePorts } from '../../../lib/kernel';
import { portable } from '../../../lib/platform';
import { clusterOf } from '../../support/cluster';

const NAMESPACES = 40;

const LABELS = 40;

/** Every namespace has most of the labels, and lets those in that have one of two of them. */
function manyRules(): string {
  const numbers = [...Array(LABELS).keys()];
  const documents = Array.from({ length: NAMESPACES }, (_, i) => {
    const labels = numbers.filter((label) => (i + label) % 4 > 0).map((label) => `l${label}: x`);
    const rules = [i, (i + 4) % LABELS].map(
      (label) =>
        `{from: [{namespaceSelector: {matchLabels: {l${label}: x}}}], ports: [{port: ${1 + label}}]}`,
    );
    return [
      `{apiVersion: v1, kind: Namespace, metadata: {name: n${i}, labels: {${labels.join()}}}}`,
      `{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: n${i}}}`,
      `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: n${i}}, spec: {podSelector: {}, ingress: [${rules.join()}]}}`,
    ].join('\n---\n');
  });
  return documents.join('\n---\n');
}

test('sources in any number of wide sets are counted as their rows say', () => {
  const { cluster } = clusterOf(manyRules());
  const map = makeMap(cluster, portable, compile(cluster, portable).connection, 1);
  const found = map.ends.flatMap(({ kind }, end) => (kind === 'pods' ? map.row(end) : []));
  const passing = found.filter(({ end }) => map.ends[end]?.kind === 'pods');
  const open = passing.filter(({ connection }) => samePorts(connection.allowed, ALL_PORTS));
  expect(map.totals()).toMatchObject({
    pairs: NAMESPACES * (NAMESPACES - 1),
    open: open.length,
    partly: passing.length - open.length,
    undecided: 0,
  });
  expect(map.ends.map((_, end) => map.spread().reaches[end])).toEqual(
    map.ends.map(({ kind }, end) =>
      kind === 'pods' ? map.row(end).filter((to) => map.ends[to.end]?.kind === 'pods').length : 0,
    ),
  );
});
