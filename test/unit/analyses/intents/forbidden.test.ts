import { expect, test } from 'vitest';
import { portable, profileNamed } from '../../../../lib/platform';
import { culprits, deployment, lines, outcome, policy } from '../../../support/intents';

const SHOP = `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---${deployment('web', 'app: web')}${deployment('db', 'app: db')}`;

const DB = policy(
  'db',
  '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 5432 }] }] }',
);
const NO_EGRESS = policy('no-egress', '{ podSelector: {}, policyTypes: [Egress] }');

test('no pod reaches what no policy lets it reach', () => {
  expect(
    outcome(
      `${SHOP}${NO_EGRESS}`,
      'intents: [{ none: { namespace: shop }, reaches: cloud-metadata }]',
    ).verdict,
  ).toBe('holds');
});

test('a pod that does not exist yet breaks what every known pod keeps', () => {
  const one = policy(
    'no-egress',
    '{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [web, db] }] }, policyTypes: [Egress] }',
  );
  const broken = outcome(
    `${SHOP}${one}`,
    'intents: [{ none: { namespace: shop }, reaches: cloud-metadata }]',
  );
  expect(broken.verdict).toBe('broken');
  expect(broken.violations[0]?.from).toEqual({
    kind: 'possible-pod',
    id: 'a pod without labels in namespace shop',
    namespace: 'shop',
    labels: {},
  });
});

test('a rule that opens any IP opens cloud metadata, and is named', () => {
  const anyIp = policy(
    'out',
    '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }',
  );
  const broken = outcome(
    `${SHOP}${NO_EGRESS}${anyIp}`,
    'intents: [{ none: { namespace: shop }, reaches: cloud-metadata }]',
  );
  expect(culprits(broken)).toEqual(['rule shop/out egress[0].to[0]']);
});

test('only the named client reaches', () => {
  expect(
    outcome(`${SHOP}${DB}`, 'intents: [{ only: shop/web, reaches: shop/db, ports: [5432] }]')
      .verdict,
  ).toBe('holds');
});

test('another port of the named client is a violation', () => {
  const more = policy(
    'more',
    '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 9187 }] }] }',
  );
  const broken = outcome(
    `${SHOP}${DB}${more}`,
    'intents: [{ only: shop/web, reaches: shop/db, ports: [5432] }]',
  );
  expect(lines(broken)).toEqual(['shop/web -> shop/db TCP 9187 (allowed)']);
});

test('an OR that was meant as AND lets in a pod of a namespace that is yet to come', () => {
  const or = policy(
    'db',
    '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: ops } } }, { podSelector: { matchLabels: { app: web } } }], ports: [{ port: 5432 }] }] }',
  );
  const broken = outcome(
    `${SHOP}${or}`,
    'intents: [{ only: shop/web, reaches: shop/db, ports: [5432] }]',
  );
  expect(lines(broken)).toEqual([
    'a pod without labels in a new namespace new-namespace with team=ops -> a pod with app=db in namespace shop TCP 5432 (allowed)',
  ]);
});

test('replicas of the sealed end are strangers to each other', () => {
  const replicas = policy(
    'db',
    '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: { matchLabels: { app: db } } }] }] }',
  );
  const broken = outcome(`${SHOP}${replicas}`, 'intents: [{ nothing-reaches: shop/db }]');
  expect(lines(broken)).toEqual([
    'shop/db -> shop/db TCP 1-65535 UDP 1-65535 SCTP 1-65535 (allowed)',
  ]);
});

test('a pod to itself is never counted', () => {
  const one = `
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop, labels: { app: db } }
spec: { containers: [{ name: main, image: x }] }
---`;
  const closed = policy('db', '{ podSelector: {}, policyTypes: [Ingress] }');
  expect(outcome(`${one}${closed}`, 'intents: [{ nothing-reaches: shop/db }]').verdict).toBe(
    'holds',
  );
});

test('a closed namespace is broken by a flow that nobody states', () => {
  const deny = policy('deny', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');
  expect(outcome(`${SHOP}${deny}`, 'intents: [{ closed: { namespace: shop } }]').verdict).toBe(
    'holds',
  );
  const out = policy(
    'out',
    '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: db } } }] }] }',
  );
  const broken = outcome(`${SHOP}${deny}${DB}${out}`, 'intents: [{ closed: { namespace: shop } }]');
  expect(broken.verdict).toBe('broken');
  expect(culprits(broken)).toEqual([
    'rule shop/out egress[0].to[0]',
    'rule shop/db ingress[0].from[0]',
  ]);
});

test('a closed namespace keeps what another intent states', () => {
  const inward = policy('deny', '{ podSelector: {}, policyTypes: [Ingress] }');
  const both =
    'intents: [{ nothing-else-reaches: { namespace: shop } }, { every: shop/web, reaches: shop/db, ports: [5432] }]';
  expect(outcome(`${SHOP}${inward}${DB}`, both).verdict).toBe('holds');
});

test('a subject selector with a typo is named as the policy that does not select', () => {
  const typo = policy(
    'deny-web',
    '{ podSelector: { matchLabels: { app: wbe } }, policyTypes: [Ingress] }',
  );
  const broken = outcome(`${SHOP}${DB}${typo}`, 'intents: [{ nothing-reaches: shop/web }]');
  expect(culprits(broken)).toEqual(['not-selected shop/deny-web']);
});

test('a port name that some pod may come to have is let through by that name', () => {
  const named = policy(
    'metrics',
    '{ podSelector: {}, policyTypes: [Ingress], ingress: [{ ports: [{ port: metrics }] }] }',
  );
  const broken = outcome(`${SHOP}${named}`, 'intents: [{ nothing-reaches: { namespace: shop } }]');
  expect(broken.violations[0]?.to).toMatchObject({ portNames: ['metrics'] });
});

const BLOCK = policy(
  'db',
  '{ podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }',
);

test('whether a block lets pods in is undecided where the profile does not say', () => {
  const open = outcome(
    `${SHOP}${BLOCK}`,
    'intents: [{ none: any-pod, reaches: { namespace: shop } }]',
  );
  expect(open.verdict).toBe('undecided');
  expect(open.violations[0]?.reasons.map(({ id }) => id)).toEqual([
    'ip-block-matches-pods',
    'pod-addresses',
  ]);
});

test('a block lets in a pod of the declared pod network where the plugin compares addresses', () => {
  const profile = {
    ...portable,
    podCidrs: ['10.0.0.0/9'],
    assume: { ...portable.assume, 'ip-block-matches-pods': true },
  };
  const broken = outcome(
    `${SHOP}${policy('db', '{ podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: 10.1.0.0/16 } }] }] }')}`,
    'intents: [{ none: any-pod, reaches: { namespace: shop } }]',
    profile,
  );
  expect(broken.verdict).toBe('broken');
  expect(broken.violations[0]?.from).toMatchObject({ address: '10.1.0.0' });
});

test('addresses that may reach do not stand for pods that a selector lets in', () => {
  const both = policy(
    'db',
    '{ podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }, { podSelector: {} }] }] }',
  );
  const intents = 'intents: [{ only: 10.0.0.0/8, reaches: { namespace: shop }, ports: all }]';
  expect(outcome(`${SHOP}${BLOCK}`, intents).verdict).toBe('holds');
  expect(culprits(outcome(`${SHOP}${both}`, intents))).toEqual(['rule shop/db ingress[0].from[1]']);
});

test('a policy of a kind that is not modelled leaves its namespace undecided', () => {
  const cilium = `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: other, namespace: shop }
spec: {}
---`;
  const open = outcome(
    `${SHOP}${NO_EGRESS}${cilium}`,
    'intents: [{ none: { namespace: shop }, reaches: cloud-metadata }]',
  );
  expect(open.verdict).toBe('undecided');
  expect(open.violations[0]?.reasons.map(({ id }) => id)).toEqual(['unmodelled-kinds']);
});

test('a known host-network pod counts as it is', () => {
  const agent = deployment('agent', 'app: agent', { spec: 'hostNetwork: true,' });
  const intents = 'intents: [{ none: { namespace: shop }, reaches: cloud-metadata }]';
  expect(outcome(`${SHOP}${agent}${NO_EGRESS}`, intents).verdict).toBe('undecided');
  const calico = profileNamed('calico');
  expect(lines(outcome(`${SHOP}${agent}${NO_EGRESS}`, intents, calico))[0]).toMatch(
    /^shop\/agent -> /,
  );
});

/** One policy for each clause of a formula that cannot be met: six pigeons in five holes. */
function pigeons(): string {
  const [birds, holes] = [6, 5].map((n) => Array.from({ length: n }, (_, i) => i));
  const key = (bird: number, hole: number, operator: string) =>
    `{ key: p${bird}h${hole}, operator: ${operator} }`;
  const homeless = (birds ?? []).map((bird) =>
    (holes ?? []).map((hole) => key(bird, hole, 'DoesNotExist')),
  );
  const sharing = (birds ?? []).flatMap((bird) =>
    (birds ?? [])
      .filter((other) => other > bird)
      .flatMap((other) =>
        (holes ?? []).map((hole) => [key(bird, hole, 'Exists'), key(other, hole, 'Exists')]),
      ),
  );
  return [...homeless, ...sharing]
    .map((all, n) =>
      policy(
        `p${n}`,
        `{ podSelector: { matchExpressions: [${all.join(', ')}] }, policyTypes: [Egress] }`,
      ),
    )
    .join('');
}

test('where the exact answer takes more steps than allowed, the intent is undecided and says so', () => {
  const intents = 'intents: [{ none: { namespace: shop }, reaches: cloud-metadata }]';
  const open = outcome(pigeons(), intents, portable, 20);
  expect(open.verdict).toBe('undecided');
  expect(open.notes).toEqual([{ kind: 'over-budget', steps: 20 }]);
});

test('with enough steps the exact answer is found, whatever the selectors look like', () => {
  const intents = 'intents: [{ none: { namespace: shop }, reaches: cloud-metadata }]';
  expect(outcome(pigeons(), intents).verdict).toBe('holds');
});

test('an end that the input does not hold leaves an intent undecided, with the name that may be meant', () => {
  const open = outcome(SHOP, 'intents: [{ nothing-reaches: shop/wbe }]');
  expect(open.verdict).toBe('undecided');
  expect(open.notes).toEqual([{ kind: 'unknown-end', end: 'shop/wbe', near: 'shop/web' }]);
});
