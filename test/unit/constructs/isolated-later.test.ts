import { describe, expect, test } from 'vitest';
import {
  AllowDns,
  allPods,
  BlockCloudMetadata,
  Connection,
  type GovernedNamespace,
  governedNamespace,
  NetworkPolicy,
  pods,
  statementsOf,
  ThreeTierApp,
  tcp,
} from '../../../lib/constructs';
import { namesIn, newChart } from './charts';
import { javascript, refusalsOf } from './dsl/refusals';

const web = pods({ app: 'web' });
const db = pods({ app: 'db' });
const TIERS = {
  web: { pods: web, on: tcp(80) },
  api: { pods: pods({ app: 'api' }), on: tcp(80) },
  database: { pods: db, on: tcp(5432) },
};

const CONNECT = {
  Connection: (shop) => new Connection(shop, 'c', { from: web, to: db, on: tcp(5432) }),
  ThreeTierApp: (shop) => new ThreeTierApp(shop, 'app', TIERS),
  'Tier.allowTo': (shop) => new ThreeTierApp(shop, 'app', TIERS).web.allowTo(db, tcp(1)),
  AllowDns: (shop) => new AllowDns(shop, 'dns'),
} satisfies { [name: string]: (shop: GovernedNamespace) => unknown };

/** The policies of a namespace that is isolated before, or after, what it lets through. */
function policies(
  order: 'before' | 'after',
  connect: (shop: GovernedNamespace) => unknown,
  isolate: (shop: GovernedNamespace) => unknown,
): readonly string[] {
  const chart = newChart();
  const shop = governedNamespace(chart, 'shop', { isolated: [] });
  if (order === 'before') isolate(shop);
  connect(shop);
  if (order === 'after') isolate(shop);
  return [...namesIn(chart)].sort();
}

describe.each(Object.entries(CONNECT))('%s', (_, connect) => {
  test.each([
    ['BlockCloudMetadata', (shop: GovernedNamespace) => block(shop)],
    ['a policy on all pods', (shop: GovernedNamespace) => deny(shop)],
  ])('opens its end whether %s isolates it before or after', (_by, isolate) => {
    const after = policies('after', connect, isolate);
    expect(after).toEqual(policies('before', connect, isolate));
    expect(after.length).toBeGreaterThan(1);
  });
});

function block(shop: GovernedNamespace): BlockCloudMetadata {
  return new BlockCloudMetadata(shop, 'metadata', { rest: 'nothing' });
}

function deny(shop: GovernedNamespace): NetworkPolicy {
  return new NetworkPolicy(shop, 'deny', { select: allPods(), egress: [] });
}

// The web tier lets nobody in, so that nothing of its own could show the promise.
test('tiers that let somebody in promise whom, once their ingress is isolated', () => {
  const chart = newChart();
  const shop = governedNamespace(chart, 'shop', { isolated: [] });
  new ThreeTierApp(shop, 'app', TIERS);
  const promises = () =>
    statementsOf(chart).flatMap(({ intents }) => intents.map(({ kind }) => kind));
  expect(promises()).toEqual([]);
  new NetworkPolicy(shop, 'deny', { select: allPods(), ingress: [] });
  expect(promises()).toEqual(['closed', 'closed']);
});

test('a policy on all pods isolates them, so that DNS may be opened', () => {
  const chart = newChart({ namespace: 'shop' });
  new NetworkPolicy(chart, 'deny', { select: allPods(), egress: [] });
  new AllowDns(chart, 'dns');
  expect(namesIn(chart)).toEqual(['shop/deny', 'shop/dns']);
});

test('a policy that was refused isolates nothing', () => {
  const chart = newChart({ namespace: 'shop' });
  const props = javascript<{ isolates: true }>({ isolates: true, platform: 'kubedns' });
  expect(refusalsOf(() => new AllowDns(chart, 'dns', props))).toHaveLength(1);
  expect(refusalsOf(() => new AllowDns(chart, 'again'))[0]?.code).toBe(
    'constructs/isolates-by-surprise',
  );
});

test.each([{ isolates: false }, { thisEndOnly: false }, { isolates: false, thisEndOnly: false }])(
  'a connection with %j is one without it',
  (choice) => {
    const chart = newChart({ namespace: 'shop' });
    const ends = { from: web, to: db, on: tcp(80), ...javascript<object>(choice) };
    expect(refusalsOf(() => new Connection(chart, 'c', ends)).map(({ code }) => code)).toEqual([
      'constructs/isolates-by-surprise',
      'constructs/isolates-by-surprise',
    ]);
  },
);

test.each([[[]], [[undefined]], [5], [new Array(1)], [{}]])('%j is no DNS platform', (platform) => {
  const chart = newChart({ namespace: 'shop' });
  const props = javascript<{ isolates: true }>({ isolates: true, platform });
  const [refused] = refusalsOf(() => new AllowDns(chart, 'dns', props));
  expect([refused?.code, refused?.source?.file]).toEqual([
    'constructs/unknown-platform',
    'test/unit/constructs/isolated-later.test.ts',
  ]);
});
