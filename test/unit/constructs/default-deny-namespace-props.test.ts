import { expect, test } from 'vitest';
import { DefaultDenyNamespace, type DefaultDenyNamespaceProps } from '../../../lib/constructs';
import { newChart } from './charts';
import { javascript, refusalsOf } from './dsl/refusals';

function refused(props: unknown, name = 'shop'): readonly string[] {
  const given = javascript<DefaultDenyNamespaceProps>(props);
  const refusals = refusalsOf(() => new DefaultDenyNamespace(newChart(), name, given));
  expect(refusals[0]?.source?.file).toBe(
    'test/unit/constructs/default-deny-namespace-props.test.ts',
  );
  return refusals.map(({ code }) => code);
}

test.each([
  ['true', true, 'constructs/missing-part'],
  ['a misspelt option', { label: {} }, 'constructs/unknown-option'],
  ['labels that are null', { labels: null }, 'constructs/missing-option'],
  ['a list of labels', { labels: ['a'] }, 'constructs/missing-part'],
  ['a label without a value', { labels: { team: undefined } }, 'constructs/illegal-label'],
  [
    'a Pod Security label without a value, which would drop it',
    { labels: { 'pod-security.kubernetes.io/warn': undefined } },
    'constructs/illegal-label',
  ],
  ['a number', { labels: { team: 5 } }, 'constructs/illegal-label'],
  ['an illegal key', { labels: { 'a b': 'x' } }, 'constructs/illegal-label'],
  [
    'a level that Pod Security does not have',
    { enforce: 'privileged' },
    'constructs/unknown-option',
  ],
  ['no level', { enforce: undefined }, 'constructs/missing-option'],
  [
    'two levels',
    { enforce: 'restricted', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
    'constructs/contradicting-options',
  ],
  ['an illegal value', { labels: { team: 'a b' } }, 'constructs/illegal-label'],
])('a Namespace object with %s is refused', (_what, createNamespace, code) => {
  expect(refused({ createNamespace })).toEqual([code]);
});

test.each([5, '', '  ', {}])('%j is no reason to isolate kube-system', (reason) => {
  expect(refused({ reason }, 'kube-system')).toEqual(['constructs/needs-a-reason']);
});

test.each(['None', 'needed', false])('%j is no word about DNS', (dns) => {
  expect(refused({ dns })).toEqual(['constructs/unknown-option']);
});
