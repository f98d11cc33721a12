import { expect, test } from 'vitest';
import { possibleKinds, representatives } from '../../../lib/engine';
import type { Selector } from '../../../lib/kernel';
import { portable } from '../../../lib/platform';
import { clusterOf } from '../../support/cluster';

const exists = (key: string): Selector => ({
  requirements: [{ key, operator: 'Exists', values: [] }],
});
const both = (one: string, other: string): Selector => ({
  requirements: [...exists(one).requirements, ...exists(other).requirements],
});
const namespace = (name: string, labels = '') =>
  `{apiVersion: v1, kind: Namespace, metadata: {name: ${name}, labels: {${labels}}}}`;
const policy = (home: string, name: string, spec: string) =>
  `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: ${name}, namespace: ${home}}, spec: {${spec}}}`;

/** How many kinds of pods there are in each namespace, and how many of them no policy isolates. */
function counts(...texts: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const { cluster } = clusterOf(texts.join('\n---\n'));
  const rows = [...possibleKinds(cluster, portable)].map(({ place, kinds }) => [
    place.name ?? 'new',
    kinds === 'over-budget'
      ? [kinds]
      : [kinds.count, kinds.open.ingress, kinds.open.egress].map(String),
  ]);
  return Object.fromEntries(rows);
}

test('labels that no selector asks for together are never multiplied out', () => {
  const independent = Array.from({ length: 60 }, (_, at) => exists(`label-${at}`));
  const found = representatives(independent);
  expect(found === 'over-budget' ? [] : found.parts.map(({ kinds }) => kinds)).toEqual(
    independent.map(() => 2),
  );
});

test('labels that are asked for in chains are given up where their kinds are too many', () => {
  const chain = Array.from({ length: 40 }, (_, at) => both(`label-${at}`, `label-${at + 1}`));
  expect(representatives(chain, 1_000)).toBe('over-budget');
});

test('a thousand values of one label are a thousand kinds and one without', () => {
  const apps = Array.from({ length: 1_000 }, (_, at): Selector => {
    return { requirements: [{ key: 'app', operator: 'In', values: [`app-${at}`] }] };
  });
  const found = representatives(apps);
  expect(found === 'over-budget' ? [] : found.parts.map(({ kinds }) => kinds)).toEqual([1_001]);
});

test('more values of a label than kinds may be are given up before they are tried', () => {
  const app: Selector = {
    requirements: [{ key: 'app', operator: 'In', values: ['a', 'b', 'c', 'd'] }],
  };
  expect(representatives([app], 3)).toBe('over-budget');
});

test('a policy on some pods leaves all others open in its directions', () => {
  const of = counts(
    namespace('a'),
    policy('a', 'p', 'podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress]'),
  );
  expect(of).toEqual({ a: ['2', '1', '2'], new: ['1', '1', '1'] });
});

test('a policy on every pod leaves none open, and tells none apart', () => {
  const of = counts(namespace('a'), policy('a', 'p', 'podSelector: {}'));
  expect(of).toEqual({ a: ['1', '0', '1'], new: ['1', '1', '1'] });
});

test('a rule tells pods apart in the namespaces that it names, and nowhere else', () => {
  const of = counts(
    namespace('a'),
    namespace('b', 'team: x'),
    namespace('c', 'team: y'),
    policy(
      'a',
      'p',
      'podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: x}}, podSelector: {matchLabels: {app: web}}}]}]',
    ),
  );
  expect(of).toMatchObject({ a: ['1', '0', '1'], b: ['2', '2', '2'], c: ['1', '1', '1'] });
});

test('a namespace that may come to exist is told for each kind of labels it may have', () => {
  const { cluster } = clusterOf(
    policy(
      'a',
      'p',
      'podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: x}}, podSelector: {matchLabels: {app: web}}}]}]',
    ),
  );
  const rows = [...possibleKinds(cluster, portable)];
  const created = rows.filter(({ place }) => place.name === undefined);
  expect(
    created.map(({ labels, kinds }) => [
      labels.get('team'),
      kinds === 'over-budget' ? kinds : kinds.count,
    ]),
  ).toEqual([
    [undefined, 1n],
    ['x', 2n],
  ]);
});
