import { afterAll, expect, test } from 'vitest';
import { policy, service, workload } from '../../support/cluster-from';
import { folderWith, netpol, removeFolders } from './support/session';

afterAll(removeFolders);

const SHOP = [
  workload('shop/web', { http: 8080 }),
  workload('shop/db', { pg: 5432 }),
  service('shop/db', '{selector: {app: db}, ports: [{port: 5432, targetPort: pg}]}'),
  service('blog/cache', '{selector: {app: cache}, ports: [{port: 1}]}'),
  service('shop/cache', '{selector: {app: cache}, ports: [{port: 1}]}'),
  policy('shop/deny', '{podSelector: {}, policyTypes: [Ingress, Egress]}'),
  policy(
    'shop/web',
    '{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 80}]}]}',
  ),
].join('\n---\n');

const cwd = folderWith({ 'shop.yaml': SHOP });
const explain = (...argv: readonly string[]) => netpol(['explain', ...argv, 'shop.yaml'], { cwd });

test('a question through a Service shows the hop', async () => {
  const { code, stdout } = await explain('shop/web', 'svc/shop/db:5432');
  expect(code).toBe(0);
  expect(stdout).toContain('   via Service shop/db 5432 -> targetPort pg (5432)\n');
  expect(stdout).toContain('shop/web to shop/db on 5432/TCP: denied, profile portable.');
});

test.each(['svc/db:5432', 'service/shop/db:5432', 'SVC/shop/db', 'services/db:5432/tcp'])(
  'a Service is named as %s',
  async (to) => {
    const { stdout } = await explain('shop/web', to);
    expect(stdout).toContain('via Service shop/db');
  },
);

test('JSON has the hop', async () => {
  const { stdout } = await explain('shop/web', 'svc/shop/db:5432', '-o', 'json');
  expect(JSON.parse(stdout)).toMatchObject({
    explanations: [
      { via: { service: 'shop/db', port: 5432, targetPort: 'pg', targetNumber: 5432 } },
    ],
  });
});

test('--expect holds for every backend', async () => {
  expect(await explain('shop/web', 'svc/shop/db', '--expect', 'denied')).toMatchObject({ code: 0 });
  expect(await explain('shop/web', 'svc/shop/db', '--expect', 'allowed')).toMatchObject({
    code: 1,
  });
});

test.each([
  [
    'svc/cache',
    '`svc/cache` could be svc/blog/cache or svc/shop/cache (write the one you mean in full)',
  ],
  ['svc/shop/dbb', 'there is no Service `shop/dbb`. Did you mean `shop/db`?'],
  ['svc/shop/db:81', 'Service shop/db has no port `81`. (use one of 5432/TCP)'],
  [
    'svc/shop/cache',
    'Service shop/cache selects no pod of the input: it wants app=cache (shop/db has app=db)',
  ],
])('%s is refused', async (to, reason) => {
  const session = await explain('shop/web', to);
  expect(session).toMatchObject({ code: 2, stdout: '', reason: `error: ${reason}` });
});

test('addresses outside do not reach a Service of the cluster', async () => {
  const { code, reason } = await explain('192.0.2.1', 'svc/shop/db');
  expect(code).toBe(2);
  expect(reason).toContain('addresses outside the cluster do not reach it');
});

test('--from and --to take pods, and no Service', async () => {
  const { code, reason } = await netpol(['reach', 'shop.yaml', '--to', 'svc/shop/db'], { cwd });
  expect(code).toBe(2);
  expect(reason).toContain('`svc/shop/db` is a Service: policies see the pods behind it');
});

test('input without Services says so', async () => {
  const io = { stdin: () => workload('shop/web') };
  const { reason } = await netpol(['explain', 'shop/web', 'svc/web', '-'], io);
  expect(reason).toBe('error: there is no Service `web` (the input holds no Service at all)');
});
