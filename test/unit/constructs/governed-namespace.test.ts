import { expect, test } from 'vitest';
import {
  AllowDns,
  type GovernedNamespaceProps,
  governedNamespace,
  markedNamespaces,
} from '../../../lib/constructs';
import { namesIn, newChart } from './charts';
import { javascript, refusalsOf } from './dsl/refusals';

test('a governed namespace emits nothing by itself', () => {
  const chart = newChart();
  governedNamespace(chart, 'monitoring', { isolated: ['egress'] });
  expect(chart.toJson()).toEqual([]);
});

test('a governed namespace is known with what isolates it', () => {
  const chart = newChart();
  governedNamespace(chart, 'monitoring', { isolated: ['egress'] });
  expect(markedNamespaces(chart)).toEqual([
    {
      name: 'monitoring',
      facts: { isolated: ['egress'] },
      construct: 'shop/monitoring',
    },
  ]);
});

test('what is created inside a governed namespace belongs to it', () => {
  const chart = newChart();
  new AllowDns(governedNamespace(chart, 'monitoring', { isolated: ['egress'] }), 'dns');
  expect(namesIn(chart)).toEqual(['monitoring/dns']);
});

test('a direction that is declared to be left alone is not opened', () => {
  const chart = newChart();
  new AllowDns(governedNamespace(chart, 'monitoring', { isolated: ['ingress'] }), 'dns');
  expect(chart.toJson()).toEqual([]);
});

test.each([
  ['a misspelt direction', { isolated: ['outgress'] }],
  ['no list', { isolated: 'egress' }],
])('%s is refused', (_what, props) => {
  const given = javascript<GovernedNamespaceProps>(props);
  const refusals = refusalsOf(() => governedNamespace(newChart(), 'monitoring', given));
  expect(refusals.map(({ code }) => code)).toEqual(['constructs/unknown-direction']);
});
