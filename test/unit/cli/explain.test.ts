import { afterAll, expect, test } from 'vitest';
import {
  DB_POLICY,
  deployment,
  folderWith,
  netpol,
  pod,
  removeFolders,
  SHOP,
} from './support/session';

afterAll(removeFolders);

const cwd = folderWith({
  'shop.yaml': SHOP,
  'pods.yaml': [
    deployment('shop/web'),
    pod('shop/db-0', '10.0.0.1', 'db'),
    pod('shop/db-1', '10.0.0.2', 'db'),
    DB_POLICY,
  ].join('\n'),
});

const explain = (...argv: readonly string[]) => netpol(['explain', ...argv], { cwd });

/** The last line of the answer. */
async function answer(from: string, to: string, ...argv: readonly string[]): Promise<string> {
  const { stdout, stderr } = await explain(from, to, ...argv);
  return stdout.trimEnd().split('\n').at(-1) ?? stderr;
}

test('why a flow is denied: both halves, lines of YAML, and what would open it', async () => {
  const { code, stdout, stderr } = await explain('shop/api', 'shop/db:5432', 'shop.yaml');
  expect([code, stderr]).toEqual([0, '']);
  await expect(stdout).toMatchFileSnapshot('__snapshots__/explain-denied.txt');
});

test.each([
  ['shop/web', 'shop/db:5432', 'shop/web to shop/db on 5432/TCP: allowed'],
  ['shop/Deployment/web', 'shop/deployment/db:5432', 'shop/web to shop/db on 5432/TCP: allowed'],
  ['reader', 'db:5432', 'blog/reader to shop/db on 5432/TCP: denied'],
  ['shop/web', 'shop/db:main', 'shop/web to shop/db on 5432/TCP: allowed'],
  ['shop/web', 'shop/db:5432/udp', 'shop/web to shop/db on 5432/UDP: denied'],
  ['shop/web', 'shop/db:5432-5432', 'shop/web to shop/db on 5432/TCP: allowed'],
  ['192.0.2.7', 'db:5432', '192.0.2.7 to shop/db on 5432/TCP: allowed'],
  ['192.0.2.0/25', 'db:5432', '192.0.2.0/25 to shop/db on 5432/TCP: allowed'],
  ['db', '[2001:db8::1]:80', 'shop/db to 2001:db8::1 on 80/TCP: allowed'],
  ['db', '2001:db8::1', 'shop/db to 2001:db8::1 on all ports: allowed'],
  ['db', '2001:db8::/32', 'shop/db to 2001:db8::/32 on all ports: allowed'],
])('%s to %s', async (from, to, expected) => {
  expect(await answer(from, to, 'shop.yaml')).toBe(`${expected}, profile portable.`);
});

test('any-ip is cut where policies tell addresses apart', async () => {
  expect(await answer('any-ip', 'db:5432', 'shop.yaml')).toBe(
    '2 pairs, 2 cases: 1 allowed, 1 denied, 0 undecided, profile portable.',
  );
});

test('-n says where bare names live', async () => {
  expect(await answer('web', 'db:5432', 'shop.yaml', '-n', 'shop')).toContain(
    'shop/web to shop/db',
  );
});

test('a pod is named by its own name, or as answers call it', async () => {
  const named = await answer('web', 'shop/db-0:5432', 'pods.yaml');
  expect(named).toContain('shop/web to shop/db[db-0] on 5432/TCP: allowed');
  expect(await answer('web', 'shop/db[db-0]:5432', 'pods.yaml')).toBe(named);
});

test('a known address of a pod is that pod, and is said to be', async () => {
  const { stdout, stderr } = await explain('web', '10.0.0.2:5432', 'pods.yaml');
  expect(stdout).toContain('shop/web to shop/db[db-1] on 5432/TCP: allowed');
  expect(stderr).toBe('note: 10.0.0.2 is the pod shop/db-1\n');
});

test('a pod and its own workload are asked about pod by pod', async () => {
  const { stdout } = await explain('shop/db-0', 'shop/db:5432', 'pods.yaml');
  expect(stdout).toContain('both ends are the pod shop/db[db-0]');
  expect(stdout).toContain('shop/db[db-0] -> shop/db[db-1]  5432/TCP   DENIED');
});

test('two replicas of a workload are not one pod', async () => {
  const { stdout } = await explain('shop/db', 'shop/db:5432', 'pods.yaml');
  expect(stdout).toContain('shop/db -> shop/db  5432/TCP   DENIED');
});

test.each([
  ['allowed', 'shop/web', 0],
  ['denied', 'shop/web', 1],
  ['denied', 'shop/api', 0],
  ['allowed', 'shop/api', 1],
])('--expect %s of %s exits with %i', async (expect_, from, code) => {
  const argv = [from, 'shop/db:5432', 'shop.yaml', '--expect', expect_];
  const session = await explain(...argv);
  expect(session.code).toBe(code);
  expect(session.stdout).toContain('profile portable.');
  if (code === 1) expect(session.reason).toMatch(/^error: expected \w+, and it is \w+$/);
});

const undecided = [
  'kind: Pod\napiVersion: v1\nmetadata: { name: db, namespace: shop, labels: { app: db } }\nspec: { hostNetwork: true }\n---',
  deployment('shop/api'),
  DB_POLICY,
].join('\n');

test.each(['allowed', 'denied'])('undecided is not %s', async (expected) => {
  const { code, reason } = await netpol(
    ['explain', 'shop/api', 'shop/db:5432', '-', '--expect', expected],
    { stdin: () => undecided },
  );
  expect(code).toBe(1);
  expect(reason).toBe(`error: expected ${expected}, and it is undecided`);
});

test('ports with different verdicts are mixed, which is not allowed', async () => {
  const { code, reason } = await explain('shop/web', 'shop/db', 'shop.yaml', '--expect', 'allowed');
  expect([code, reason]).toEqual([1, 'error: expected allowed, and it is mixed']);
});

test('JSON is the whole result', async () => {
  const { stdout } = await explain('shop/web', 'shop/db:5432', 'shop.yaml', '-o', 'json');
  expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: '1', verdict: 'allowed' });
});

const ALL = 'blog/reader, blog/web, shop/api, shop/db, shop/web';

test.each([
  ['wep', 'db', `there is no workload or pod \`wep\`. Did you mean \`web\`? (use one of ${ALL})`],
  [
    'shop/webb',
    'db',
    `there is no workload or pod \`shop/webb\`. Did you mean \`shop/web\`? (use one of ${ALL})`,
  ],
  ['a/b/c/d', 'db', `there is no workload or pod \`a/b/c/d\`. (use one of ${ALL})`],
  ['web', 'db', '`web` could be blog/web or shop/web (write the one you mean in full)'],
  [
    'shop/web:80',
    'db',
    '`shop/web:80` has a port, and a flow has one at its destination only (ask from shop/web)',
  ],
  ['10.0.0.1', '10.0.0.2', 'both ends are addresses, and policies govern pods (name a workload)'],
  ['10.0.0.1/8', 'db', '`10.0.0.1/8` is not the way to write a block. Did you mean `10.0.0.0/8`?'],
  [
    'api',
    'db:0',
    '`0` is not a port (write a number in 1..65535, a range, or the name of a container port, and perhaps /UDP)',
  ],
  [
    'api',
    'db:70000',
    '`70000` is not a port (write a number in 1..65535, a range, or the name of a container port, and perhaps /UDP)',
  ],
  [
    'api',
    'db:1/TCP/2',
    '`1/TCP/2` is not a port (write a number in 1..65535, a range, or the name of a container port, and perhaps /UDP)',
  ],
  ['api', 'db:80/TP', 'there is no protocol `TP`. Did you mean `TCP`? (use one of TCP, UDP, SCTP)'],
  [
    'api',
    'db:mian',
    'shop/db has no container port called `mian`. Did you mean `main`? (use one of main, or a number)',
  ],
  ['api', '10.0.0.1:http', '`http` is a port name, and addresses have none (write a number)'],
  [
    'api',
    'shop/postgres',
    '`shop/postgres` is a Service: policies see the pods behind it; its pods are shop/db (explain takes it as a destination: svc/shop/postgres)',
  ],
  [
    'svc/shop/postgres',
    'db',
    '`svc/shop/postgres` is a Service: policies see the pods behind it; its pods are shop/db (explain takes it as a destination: svc/shop/postgres)',
  ],
  ['svc/shop/postgrse', 'db', 'there is no Service `shop/postgrse`. Did you mean `shop/postgres`?'],
])('%s to %s is refused', async (from, to, expected) => {
  const { code, stdout, reason } = await explain(from, to, 'shop.yaml');
  expect([code, stdout]).toEqual([2, '']);
  expect(reason).toBe(`error: ${expected}`);
});

test('of many workloads only the nearest is offered', async () => {
  const many = Array.from({ length: 12 }, (_, i) => deployment(`n/w${i}x${i}`)).join('\n');
  const { reason } = await netpol(['explain', 'w0x', 'w1x1', '-'], { stdin: () => many });
  expect(reason).toBe(
    'error: there is no workload or pod `w0x`. Did you mean `w0x0`? (netpol matrix lists all of them)',
  );
});

test('of names that begin as what was written the shortest is offered', async () => {
  const many = ['n/db-66f7', 'n/db-66f7-x', 'n/ad'].map((name) => deployment(name)).join('\n');
  const { reason } = await netpol(['explain', 'n/db', 'n/ad', '-'], { stdin: () => many });
  expect(reason).toContain('Did you mean `n/db-66f7`?');
});

test('a workload whose pods are told apart is offered by its own name', async () => {
  const pods = ['0', '1'].map(
    (i) =>
      `{apiVersion: v1, kind: Pod, metadata: {name: db-${i}, namespace: n, labels: {i: '${i}'}, ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: data, controller: true}]}, spec: {containers: []}}`,
  );
  const policy =
    '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: n}, spec: {podSelector: {matchLabels: {i: "1"}}}}';
  const stdin = () => [...pods, policy].join('\n---\n');
  const { reason } = await netpol(['explain', 'n/dtaa', 'n/db-0', '-'], { stdin });
  expect(reason).toContain('Did you mean `n/data`?');
});

test('where a table of all names would be too long, one of a namespace is advised', async () => {
  const pods = Array.from(
    { length: 1_001 },
    (_, i) => `{apiVersion: v1, kind: Pod, metadata: {name: p${i}, namespace: n}, spec: {}}`,
  );
  const stdin = () => pods.join('\n---\n');
  const { reason } = await netpol(['explain', 'n/wolf', 'n/p1', '-'], { stdin });
  expect(reason).toMatch(/\(netpol matrix -n n lists those of a namespace\)$/);
});

test('-v shows every rule that misses', async () => {
  const rules = Array.from({ length: 6 }, (_, i) => `    - ports: [{ port: ${i + 1} }]`).join('\n');
  const policy = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: many, namespace: shop }
spec:
  podSelector: {}
  ingress:
${rules}
`;
  const io = { stdin: () => `${deployment('shop/a')}${policy}` };
  const { stdout } = await netpol(['explain', 'a', 'a:80', '-'], io);
  const { stdout: verbose } = await netpol(['explain', 'a', 'a:80', '-', '-v'], io);
  expect(stdout).toContain('... and 3 more that do not match (-v shows all)');
  expect(verbose).toContain('ingress[5]');
});
