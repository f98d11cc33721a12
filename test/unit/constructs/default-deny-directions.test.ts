import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import {
  AllowDns,
  BlockCloudMetadata,
  DefaultDenyNamespace,
  type DefaultDenyNamespaceProps,
  defaultDeniesIn,
  statementsOf,
} from '../../../lib/constructs';
import type { Direction } from '../../../lib/kernel';
import { namesIn, newChart, told, yamlOf } from './charts';
import { javascript, refusalsOf } from './dsl/refusals';
import { plainPod } from './plain-pod';

function isolated(...directions: readonly Direction[]) {
  const chart = newChart();
  return { chart, shop: new DefaultDenyNamespace(chart, 'shop', { directions }) };
}

test.each([['ingress'], ['egress']] as const)('only %s is isolated', async (direction) => {
  const { chart } = isolated(direction);
  await expect(yamlOf(chart)).toMatchFileSnapshot(`__snapshots__/default-deny-${direction}.yaml`);
});

test('where only ingress is isolated, pods reach out and nothing reaches them', () => {
  const { chart } = isolated('ingress');
  plainPod(chart, 'shop/web');
  plainPod(chart, 'shop/db');
  expect(reachability(chart).flows()).toMatchInlineSnapshot(`
    "shop/db -> any IP all
    shop/web -> any IP all"
  `);
});

test('only the directions that are isolated are promised to be closed', () => {
  const promises = statementsOf(isolated('ingress').chart).flatMap(({ intents }) => intents);
  expect(promises).toMatchObject([
    { name: 'namespace shop is closed for ingress', kind: 'closed', directions: ['ingress'] },
  ]);
});

test('pods whose egress is left alone need no DNS', () => {
  expect(defaultDeniesIn(isolated('ingress').chart)).toMatchObject([{ dns: 'none' }]);
});

test('pods whose egress is isolated need DNS', () => {
  expect(defaultDeniesIn(isolated('egress').chart)).toMatchObject([{ dns: 'needed' }]);
});

test('opening a direction that is left alone writes nothing', () => {
  const { chart, shop } = isolated('ingress');
  new AllowDns(shop, 'dns');
  expect(namesIn(chart)).toEqual(['shop/default-deny-ingress']);
});

test('what would isolate the other direction is still asked what it leaves', () => {
  const { shop } = isolated('ingress');
  const [refused] = refusalsOf(() => new BlockCloudMetadata(shop, 'metadata'));
  expect(refused?.code).toBe('constructs/rest-not-said');
});

test('two constructs for one direction each are one default deny for both', () => {
  const { chart } = isolated('ingress');
  const out = new DefaultDenyNamespace(chart, 'out', { name: 'shop', directions: ['egress'] });
  new AllowDns(out, 'dns');
  expect(namesIn(chart)).toEqual([
    'shop/default-deny-ingress',
    'shop/dns',
    'shop/default-deny-egress',
  ]);
});

test('both directions are said in any order', () => {
  const { chart, shop } = isolated('ingress', 'egress');
  expect([shop.directions, namesIn(chart)]).toEqual([['egress', 'ingress'], ['shop/default-deny']]);
});

test('a misspelt direction is refused', () => {
  const directions = javascript<readonly Direction[]>(['ingres']);
  const refusals = refusalsOf(() => new DefaultDenyNamespace(newChart(), 'shop', { directions }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/unknown-direction: \`directions\` of \`DefaultDenyNamespace\` holds \`'ingres'\`, did you mean \`ingress\`?
    => write 'ingress', 'egress' or both
    at const refusals = refusalsOf(() => new DefaultDenyNamespace(newChart(), 'shop', { directions }));",
    ]
  `);
});

test.each([[[]], ['ingress'], [new Array(1)], [[null]], [5]])(
  '%j are no directions to isolate',
  (directions) => {
    const props = javascript<DefaultDenyNamespaceProps>({ directions });
    const [refused] = refusalsOf(() => new DefaultDenyNamespace(newChart(), 'shop', props));
    expect(refused?.code).toBe('constructs/unknown-direction');
  },
);

test.each(['kube-public', 'kube-node-lease', 'openshift-monitoring', 'calico-system'])(
  '%s, a namespace of the system, is not isolated without a reason',
  (name) => {
    const [refused] = refusalsOf(() => new DefaultDenyNamespace(newChart(), name));
    expect(refused?.code).toBe('constructs/needs-a-reason');
  },
);
