import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { DiffResult } from '../../../lib/results';
import { deployment, folderWith, netpol, removeFolders, SHOP } from './support/session';

afterAll(removeFolders);

/** The rule for `app: web` names `app: api` instead. */
const FOR_API = SHOP.replace('matchLabels: { app: web }', 'matchLabels: { app: api }');
/** A rule opens 5432 of the database to everybody. */
const WIDE = SHOP.replace(/ {4}- from:[\s\S]*?ports: /, '    - ports: ');

const sides = (before: string, after: string) =>
  folderWith({ 'before/shop.yaml': before, 'after/shop.yaml': after });

async function answer(cwd: string, ...flags: readonly string[]): Promise<DiffResult> {
  const { stdout } = await netpol(['diff', 'before', 'after', '-o', 'json', ...flags], { cwd });
  return JSON.parse(stdout);
}

test('two folders are compared, with the rule that makes the difference and its line', async () => {
  const { code, stdout } = await netpol(['diff', 'before', 'after'], { cwd: sides(SHOP, FOR_API) });
  expect(code).toBe(0);
  expect(stdout).toBe(`before -> after, profile portable

+ BROADENED (1)
  + shop/api  -> shop/db  5432/TCP  was none
      by shop/db ingress[0] (changed)  after/shop.yaml:61:7
- NARROWED (1)
  - shop/web  -> shop/db  5432/TCP  now none
      by shop/db ingress[0] (changed)  before/shop.yaml:61:7

Policies: +0 ~1 -0

1 broadened, 1 narrowed, 0 changed, 39 unchanged.
`);
});

test('what is the same in other words is proven to be the same', async () => {
  const again = SHOP.replace(
    'name: db, namespace: shop }\nspec:\n  podSelector',
    'name: database, namespace: shop }\nspec:\n  podSelector',
  )
    .replace(
      'matchLabels: { app: web }',
      'matchExpressions: [{ key: app, operator: In, values: [web] }]',
    )
    .replace(
      'cidr: 192.0.2.0/24 }',
      'cidr: 192.0.2.0/25 }\n        - ipBlock: { cidr: 192.0.2.128/25 }',
    );
  const { stdout } = await netpol(['diff', 'before', 'after'], { cwd: sides(SHOP, again) });
  expect(stdout).toContain('no flow differs: proven, also for every pod that could come to exist');
  expect(stdout).toContain('Policies: +1 ~0 -1');
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(
    '0 broadened, 0 narrowed, 0 changed, 40 unchanged.',
  );
});

test('--fail-on broadened fails where something new passes, and says what', async () => {
  const argv = ['diff', 'before', 'after', '--fail-on', 'broadened'];
  const wider = await netpol(argv, { cwd: sides(SHOP, WIDE) });
  expect(wider.code).toBe(1);
  expect(wider.reason).toMatch(/^error: \d+ flows broadened \(--fail-on broadened\)$/);
  const narrower = await netpol(argv, { cwd: sides(WIDE, SHOP) });
  expect([narrower.code, narrower.stderr]).toEqual([0, '']);
});

test('--fail-on any fails where something is stopped as well', async () => {
  const argv = ['diff', 'before', 'after', '--fail-on', 'any'];
  const { code, reason } = await netpol(argv, { cwd: sides(WIDE, SHOP) });
  expect(code).toBe(1);
  expect(reason).toContain('narrowed');
});

test('a change that no known pod sees is shown by a pod that does, and fails --fail-on broadened', async () => {
  const ghost = SHOP.replace(
    'matchLabels: { app: web }',
    'matchExpressions: [{ key: app, operator: In, values: [web, ghost] }]',
  );
  const cwd = sides(SHOP, ghost);
  const { rows, possible, equivalence } = await answer(cwd);
  expect(rows).toEqual([]);
  expect(equivalence).toBe('differs');
  expect(possible).toMatchObject([
    {
      change: 'broadened',
      from: { id: 'a pod with app=ghost in namespace shop' },
      to: { id: 'a pod with app=db in namespace shop' },
      ports: { TCP: [[5432, 5432]] },
      before: 'denied',
      after: 'allowed',
      causes: [{ kind: 'rule', policy: 'shop/db', path: 'ingress[0]', happened: 'changed' }],
    },
  ]);
  const { code } = await netpol(['diff', 'before', 'after', '--fail-on', 'broadened'], { cwd });
  expect(code).toBe(1);
});

test('one flow that two new policies let through is one change, by both', async () => {
  const opening = (name: string) => `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress: [{ from: [{ podSelector: { matchLabels: { app: ghost } } }], ports: [{ port: 9999 }] }]`;
  const cwd = sides(SHOP, `${SHOP}${opening('one')}${opening('two')}\n`);
  const { possible } = await answer(cwd);
  expect(possible.map(({ causes }) => causes)).toMatchObject([
    [{ policy: 'shop/one' }, { policy: 'shop/two' }],
  ]);
  const { stdout } = await netpol(['diff', 'before', 'after'], { cwd });
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(
    '0 broadened, 0 narrowed, 0 changed, 40 unchanged; 1 change for pods that do not exist yet.',
  );
});

test('a new workload that policies as they are let through is told, and fails nothing', async () => {
  const cwd = sides(SHOP, `${SHOP}\n${deployment('shop/cron')}`);
  const { code, stdout } = await netpol(['diff', 'before', 'after', '--fail-on', 'broadened'], {
    cwd,
  });
  expect(code).toBe(0);
  expect(stdout).toContain('+ shop/cron  reaches 5, reached by 6, not isolated');
  expect(stdout).toContain('0 broadened');
});

test('a new workload that only a changed policy lets through fails --fail-on broadened', async () => {
  const opened = SHOP.replace(
    'matchLabels: { app: web }',
    'matchExpressions: [{ key: app, operator: In, values: [web, cron] }]',
  );
  const cwd = sides(SHOP, `${opened}\n${deployment('shop/cron')}`);
  const { summary } = await answer(cwd);
  expect(summary).toMatchObject({ newWorkloads: 1, opened: 1, broadened: 0 });
  const { code, reason } = await netpol(['diff', 'before', 'after', '--fail-on', 'broadened'], {
    cwd,
  });
  expect(code).toBe(1);
  expect(reason).toContain('1 flow of new workloads opened by changed policies');
});

test('the last policy of a namespace cannot go unseen', async () => {
  const [withoutPolicy = ''] = SHOP.split('apiVersion: networking.k8s.io/v1');
  const policies = SHOP.slice(withoutPolicy.length);
  const cwd = sides(
    policies.replaceAll('namespace: shop', 'namespace: bank') + withoutPolicy,
    withoutPolicy,
  );
  const { possible, equivalence } = await answer(cwd, '-q');
  expect(equivalence).toBe('differs');
  expect(possible[0]).toMatchObject({
    change: 'broadened',
    causes: [{ kind: 'isolation', happened: 'gone' }],
  });
});

const INTENTS = `
intents:
- name: the api keeps away from the database
  none: { workload: shop/api }
  reaches: { workload: shop/db }
`;

test('an intent that held before and does not after is named, at the row that breaks it', async () => {
  const cwd = folderWith({
    'before/shop.yaml': SHOP,
    'after/shop.yaml': FOR_API,
    'intents.yaml': INTENTS,
  });
  const { rows, intents } = await answer(cwd);
  expect(rows.map(({ breaks }) => breaks)).toEqual([['the api keeps away from the database'], []]);
  expect(intents).toMatchObject({
    breaks: [{ before: 'holds', after: 'broken' }],
    mends: [],
    broken: 1,
  });
  const { stdout } = await netpol(['diff', 'before', 'after'], { cwd });
  expect(stdout).toContain('! breaks `the api keeps away from the database`');
});

test('intents are those that netpol.yaml names, where --intents names none', async () => {
  const cwd = folderWith({
    'before/shop.yaml': SHOP,
    'after/shop.yaml': FOR_API,
    'stated/must-hold.yaml': INTENTS,
    'netpol.yaml': 'intents: [stated/must-hold.yaml]\n',
  });
  const { intents } = await answer(cwd);
  expect(intents?.breaks.map(({ name }) => name)).toEqual(['the api keeps away from the database']);
});

test('intents that netpol.yaml names and that are not there leave no answer', async () => {
  const cwd = folderWith({
    'before/shop.yaml': SHOP,
    'after/shop.yaml': SHOP,
    'netpol.yaml': 'intents: [nowhere.yaml]\n',
  });
  const { code, reason } = await netpol(['diff', 'before', 'after'], { cwd });
  expect([code, reason]).toEqual([
    2,
    'error: there is no file `nowhere.yaml` of intents (correct `intents:` in netpol.yaml)',
  ]);
});

test('the answer may be narrowed to a namespace', async () => {
  const { rows } = await answer(sides(SHOP, FOR_API), '-n', 'blog');
  expect(rows).toEqual([]);
});

test.each([
  [['diff'], 'error: diff compares two sides, and none is named'],
  [['diff', 'before'], 'error: diff compares two files or folders, and got 1'],
  [['diff', 'before', 'after', 'more'], 'error: diff compares two files or folders, and got 3'],
  [['diff', '-', '-'], 'error: there is one standard input, and it cannot be both sides'],
  [
    ['diff', 'before', 'after', '--fail-on', 'brodened'],
    'error: there is no difference `brodened`. Did you mean `broadened`?',
  ],
  [
    ['diff', '--save', 'm.json', '--against', 'model.json', '--fail-on', 'any', 'after'],
    'error: --save keeps one side and compares nothing, so it does not go with --against, --fail-on',
  ],
  [
    ['diff', '--save', 'm.json', 'before', 'after'],
    'error: --save keeps one side and compares nothing, so it does not go with two sides',
  ],
  [
    ['diff', 'before', 'after', '-n', 'shopp'],
    'error: there is no namespace `shopp` on either side. Did you mean `shop`?',
  ],
  [
    ['diff', '--against', 'model.json', 'after'],
    'error: cannot read the model `model.json`: ENOENT',
  ],
  [['diff', '--against', 'after/shop.yaml', 'after'], 'error: 1 error in the input, so no answer'],
])('%j has no answer', async (argv, begins) => {
  const { code, stdout, reason } = await netpol(argv, { cwd: sides(SHOP, SHOP) });
  expect([code, stdout]).toEqual([2, '']);
  expect(reason.startsWith(begins)).toBe(true);
});

test('a saved model compares as the manifests that it was made from', async () => {
  const cwd = sides(SHOP, FOR_API);
  const saved = await netpol(['diff', '--save', '.netpol/model.json', 'before'], { cwd });
  expect([saved.code, saved.stdout]).toEqual([0, '']);
  const against = await netpol(['diff', '--against', '.netpol/model.json', 'after'], { cwd });
  const folders = await netpol(['diff', 'before', 'after'], { cwd });
  const body = (text: string) => text.split('\n').slice(1);
  expect(body(against.stdout)).toEqual(body(folders.stdout));
});

test('a saved model holds nothing of Secrets, and no environment of containers', async () => {
  const secrets = `${SHOP}
apiVersion: v1
kind: Secret
metadata: { name: keys, namespace: shop }
stringData: { key: hunter2 }
---
apiVersion: v1
kind: Pod
metadata: { name: job, namespace: shop, labels: { env: prod }, annotations: { note: hunter3 } }
spec: { containers: [{ name: main, env: [{ name: KEY, value: hunter4 }], args: [hunter5] }] }
`;
  const cwd = sides(secrets, SHOP);
  await netpol(['diff', '--save', 'model.json', 'before'], { cwd });
  const text = readFileSync(join(cwd, 'model.json'), 'utf8');
  expect(text).not.toContain('hunter');
  expect(text).toContain('"env":"prod"');
});

test('with how many workloads more or fewer fall is told, the greatest difference first', async () => {
  const before = `${SHOP}\n---\n${deployment('shop/jobs')}${CLOSED}`;
  const after = before.replace('ingress: []', 'ingress: [{ from: [{ podSelector: {} }] }]');
  const cwd = sides(before, after);
  const { blast = [] } = await answer(cwd);
  expect(blast.length).toBeGreaterThan(0);
  expect(blast.every((each) => each.after > each.before)).toBe(true);
  const { stdout } = await netpol(['diff', 'before', 'after'], { cwd });
  expect(stdout).toMatch(/\nBlast: .*\n {2}\S+ {2}\d -> \d\n/);
  const { stdout: markdown } = await netpol(['diff', 'before', 'after', '-o', 'md'], { cwd });
  expect(markdown).toMatch(/- ▲ `\S+`: \d to \d\n/);
});

test('-o csv is one record for each pair between which something else passes', async () => {
  const { stdout } = await netpol(['diff', 'before', 'after', '-o', 'csv'], {
    cwd: sides(SHOP, FOR_API),
  });
  expect(
    stdout,
  ).toBe(`change,from,to,before,after,gained,lost,because,undecided until settled,breaks
broadened,shop/api,shop/db,none,5432/TCP,5432/TCP,none,by shop/db ingress[0] (changed) after/shop.yaml:61:7,,
narrowed,shop/web,shop/db,5432/TCP,none,none,5432/TCP,by shop/db ingress[0] (changed) before/shop.yaml:61:7,,
`);
});

test('nothing is told about workloads that fall where no flow changes', async () => {
  expect(await answer(sides(SHOP, SHOP))).not.toHaveProperty('blast');
});

/** Nobody gets at the jobs of the shop. */
const CLOSED = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: jobs, namespace: shop }
spec: { podSelector: { matchLabels: { app: jobs } }, policyTypes: [Ingress], ingress: [] }
`;
