import { afterAll, expect, test } from 'vitest';
import { policy, service, workload } from '../../support/cluster-from';
import { folderWith, netpol, removeFolders } from './support/session';

afterAll(removeFolders);

const INGRESS = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: front, namespace: shop}
spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}`;

const SHOP = [
  workload('shop/web', { http: 8080 }),
  workload('shop/db', { pg: 5432 }),
  workload('edge/proxy'),
  service('shop/web', '{selector: {app: web}, ports: [{port: 80, targetPort: http}]}'),
  policy('shop/deny', '{podSelector: {}, policyTypes: [Ingress]}'),
  INGRESS,
].join('\n---\n');

const cwd = folderWith({ 'shop.yaml': SHOP });
const run = (verb: string, ...argv: readonly string[]) => netpol([verb, ...argv], { cwd });

test('reach tells where the outside comes in, after its table', async () => {
  const { stdout, stderr } = await run('reach', 'shop.yaml');
  await expect(stdout).toMatchFileSnapshot('__snapshots__/reach-entry-points.txt');
  await expect(stderr).toMatchFileSnapshot('__snapshots__/reach-entry-points.stderr.txt');
});

test('JSON has the entry points', async () => {
  const { stdout } = await run('reach', 'shop.yaml', '-o', 'json');
  expect(JSON.parse(stdout).entryPoints).toMatchObject([{ kind: 'Ingress', id: 'shop/front' }]);
});

test('JSON has an empty list where there are none', async () => {
  const { stdout } = await netpol(['reach', '-', '-o', 'json', '-q'], {
    stdin: () => workload('a/b'),
  });
  expect(JSON.parse(stdout).entryPoints).toEqual([]);
});

test.each([
  [['reach', 'shop.yaml'], 1],
  [['matrix', 'shop.yaml'], 1],
  [['explain', 'shop/db', 'shop/web:8080', 'shop.yaml'], 1],
  [['explain', 'shop/web', 'shop/db:5432', 'shop.yaml'], 0],
  [['reach', 'shop.yaml', '-q'], 0],
  [['reach', 'shop.yaml', '--to', 'shop/db'], 0],
  [['reach', 'shop.yaml', '--to', 'shop/web'], 1],
  [['reach', 'shop.yaml', '-n', 'shop'], 1],
  [['reach', 'shop.yaml', '-n', 'edge'], 0],
  [['reach', 'shop.yaml', '--from', 'shop/db'], 0],
])('%j warns of what it is asked about', async (argv, warnings) => {
  const [verb = '', ...rest] = argv;
  const { stderr } = await run(verb, ...rest);
  expect(stderr.match(/warning\[entry-points\/closed\]/g) ?? []).toHaveLength(warnings);
});

test('a controller may be declared', async () => {
  const { stderr, stdout } = await run('reach', 'shop.yaml', '--ingress-controller', 'edge/proxy');
  expect(stderr).toContain('no policy lets edge/proxy reach it on 8080/TCP');
  expect(stdout).toMatch(/Ingress shop\/front +shop\/web 8080\/TCP +edge\/proxy +denied/);
});

test('a controller that nobody runs is refused', async () => {
  const { code, reason } = await run('reach', 'shop.yaml', '--ingress-controller', 'edge/prxy');
  expect(code).toBe(2);
  expect(reason).toContain('Did you mean `edge/proxy`?');
});

test('a narrow terminal gets a heading for each entry point', async () => {
  const io = { cwd, columns: 50 };
  const { stdout } = await netpol(['reach', 'shop.yaml', '-q'], io);
  expect(stdout).toContain('in through Ingress shop/front\n');
});

test('names from manifests stay on their line', async () => {
  const hostile = SHOP.replace('name: front', 'name: "a\\e[31m\\nb"');
  const { stdout } = await netpol(['reach', '-', '-q'], { stdin: () => hostile });
  expect(stdout).not.toContain('\u001b');
  expect(stdout).toContain('a\\u{1b}[31m\\u{a}b');
});

const LOST = SHOP.replace('name: web, port: {number: 80}', 'name: gone, port: {number: 80}');

test.each([
  [['-n', 'shop'], 1],
  [['-n', 'edge'], 0],
  [['--to', 'shop/web'], 0],
  [[], 1],
])(
  'a backend that leads nowhere is told to whoever asks for its namespace: %j',
  async (argv, told) => {
    const { stderr } = await netpol(['reach', '-', ...argv], { stdin: () => LOST });
    expect(stderr.match(/warning\[entry-points\/leads-nowhere\]/g) ?? []).toHaveLength(told);
  },
);
