import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseManifests } from '../../../lib/manifests';
import { hashOf } from '../../../lib/sidecar';
import { DB_POLICY, deployment, folderWith, netpol, removeFolders, SHOP } from './support/session';

afterAll(removeFolders);

const HOLDS = `
intents:
  - name: web reaches the database
    every: shop/web
    reaches: shop/db
    ports: [5432]
`;

const BROKEN = `
intents:
  - name: the api reaches the database
    every: shop/api
    reaches: shop/db
    ports: [5432]
`;

const WARNS = `${BROKEN}    severity: warning\n`;

function accepted(until: string): string {
  return `${BROKEN}    acknowledge: { reason: the api moves out soon, until: ${until} }\n`;
}

/** The shop, and a file of intents beside it. */
function shopWith(intents: string): string {
  return folderWith({ 'shop.yaml': SHOP, 'intents.yaml': intents });
}

test('an intent that holds is the answer yes, in two lines', async () => {
  const { code, stdout, stderr } = await netpol(['check', 'shop.yaml', '--no-lint'], {
    cwd: shopWith(HOLDS),
  });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toBe(
    'profile portable; not counted: host-network pods yet to come in shop\nIntents: 1 passed, 0 failed, 0 undecided.\n',
  );
});

test('a broken intent is the answer no, with the line that states it and the reason last', async () => {
  const { code, stdout, reason } = await netpol(['check', 'shop.yaml'], { cwd: shopWith(BROKEN) });
  expect(code).toBe(1);
  expect(stdout).toContain('FAIL  the api reaches the database  intents.yaml:3\n');
  expect(stdout).toContain('Intents: 0 passed, 1 failed, 0 undecided.\n');
  expect(reason).toBe('error: 1 intent failed');
});

test('the command that is offered explains the same flow', async () => {
  const cwd = shopWith(BROKEN);
  const { stdout } = await netpol(['check', 'shop.yaml', '--cni', 'calico'], { cwd });
  const [, command = ''] = /why +netpol (.+)/.exec(stdout) ?? [];
  expect(command).toBe('explain shop/api shop/db:5432 shop.yaml --cni calico');
  expect((await netpol(command.split(' '), { cwd })).stdout).toContain('DENIED');
});

test('JSON is the whole answer, also where it is no', async () => {
  const { code, stdout } = await netpol(['check', 'shop.yaml', '-o', 'json'], {
    cwd: shopWith(BROKEN),
  });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: '1', summary: { broken: 1 } });
});

test('an intent that only warns does not fail, unless warnings do', async () => {
  const cwd = shopWith(WARNS);
  expect((await netpol(['check', 'shop.yaml'], { cwd })).code).toBe(0);
  const strict = await netpol(['check', 'shop.yaml', '--no-lint', '--fail-on', 'warning'], { cwd });
  expect([strict.code, strict.reason]).toEqual([1, 'error: 1 intent of severity warning']);
});

test('--fail-on never answers without judging', async () => {
  const { code, stdout } = await netpol(['check', 'shop.yaml', '--fail-on', 'never'], {
    cwd: shopWith(BROKEN),
  });
  expect([code, stdout.includes('1 failed')]).toEqual([0, true]);
});

test('an acknowledged failure is listed with its reason, and counts until its last day', async () => {
  const cwd = shopWith(accepted('2027-01-31'));
  const argv = ['check', 'shop.yaml', '--today'];
  const counts = await netpol([...argv, '2027-01-31'], { cwd });
  expect(counts.code).toBe(0);
  expect(counts.stdout).toContain('acknowledged until 2027-01-31: the api moves out soon\n');
  const expired = await netpol([...argv, '2027-02-01'], { cwd });
  expect([expired.code, expired.reason]).toEqual([1, 'error: 1 intent failed']);
});

test('an acknowledgement that nothing needs is a warning', async () => {
  const intents = `${HOLDS}    acknowledge: { reason: the web moves out soon }\n`;
  const cwd = shopWith(intents);
  const { code, stderr } = await netpol(['check', 'shop.yaml'], { cwd });
  expect(code).toBe(0);
  expect(stderr).toContain('warning[intents/unused-acknowledgement]');
  const strict = await netpol(['check', 'shop.yaml', '--no-lint', '--fail-on', 'warning'], { cwd });
  expect([strict.code, strict.reason]).toEqual([1, 'error: 1 warning']);
});

test('-q hides a warning, and it counts', async () => {
  const intents = `${HOLDS}    acknowledge: { reason: the web moves out soon }\n`;
  const { code, stderr } = await netpol(
    ['check', 'shop.yaml', '--no-lint', '-q', '--fail-on', 'warning'],
    {
      cwd: shopWith(intents),
    },
  );
  expect([code, stderr]).toEqual([1, 'error: 1 warning\n']);
});

test('a set without policies fails, whatever its intents say', async () => {
  const cwd = folderWith({
    'shop.yaml': deployment('shop/web') + deployment('shop/db', 5432),
    'intents.yaml': HOLDS,
  });
  const { code, stdout, reason } = await netpol(['check', 'shop.yaml'], { cwd });
  expect([code, reason]).toEqual([1, 'error: no policies, so everything is allowed']);
  expect(stdout).toContain('Intents: 1 passed');
});

const CILIUM = `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: dns, namespace: other }
`;

test('a policy of a kind that is not modelled fails until somebody says why it may', async () => {
  const intents = 'intents: [{ every: shop/web, reaches: shop/db, ports: [5432] }]';
  const files = { 'shop.yaml': SHOP, 'intents.yaml': intents };
  const found = await netpol(['check', 'shop.yaml', 'dns.yaml'], {
    cwd: folderWith({ ...files, 'dns.yaml': CILIUM }),
  });
  expect(found.code).toBe(1);
  expect(found.stderr).toContain('error[model/unacknowledged-kind]');
  expect(found.reason).toBe('error: 1 error');
  const annotations = `annotations: { cdk8s-netpol/acknowledge.unmodelled-kind: only names are filtered }`;
  const accepted = await netpol(['check', 'shop.yaml', 'dns.yaml'], {
    cwd: folderWith({
      ...files,
      'dns.yaml': CILIUM.replace('name: dns', `name: dns, ${annotations}`),
    }),
  });
  expect([accepted.code, accepted.stderr]).toEqual([0, '']);
});

test('no intents at all are no answer, and how to begin is said', async () => {
  const cwd = folderWith({ 'shop.yaml': SHOP });
  const { code, stdout, reason } = await netpol(['check', 'shop.yaml'], { cwd });
  expect([code, stdout]).toEqual([2, '']);
  expect(reason).toBe(
    'error: no intents: nothing says what must hold, so there is nothing to prove (state one in intents.yaml, or with new Intent(...) in an app that is a PolicyApp or calls verify(app): a plain App leaves none; --allow-no-intents accepts none)',
  );
});

test('--allow-no-intents accepts none, and still wants policies', async () => {
  const argv = ['check', 'k8s', '--allow-no-intents'];
  const policed = folderWith({ 'k8s/shop.yaml': SHOP });
  expect((await netpol(argv, { cwd: policed })).code).toBe(0);
  const open = folderWith({ 'k8s/shop.yaml': deployment('shop/web') });
  expect((await netpol(argv, { cwd: open })).code).toBe(1);
});

test('files of intents are found here and among the paths, and -v says which', async () => {
  const cwd = folderWith({
    'k8s/shop.yaml': SHOP,
    'k8s/team/intents.yml': HOLDS,
    'intents.yaml': HOLDS.replace('web reaches', 'the web reaches'),
  });
  const { code, stdout, stderr } = await netpol(['check', 'k8s', '-v'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('Intents: 2 passed');
  expect(stderr).toContain('intents k8s/team/intents.yml\nintents intents.yaml\n');
});

test('a file of intents that is found twice counts once', async () => {
  const { stdout } = await netpol(['check', '.'], { cwd: shopWith(HOLDS) });
  expect(stdout).toContain('Intents: 1 passed');
});

test('--intents names the files, and no other counts', async () => {
  const cwd = folderWith({
    'k8s/shop.yaml': SHOP,
    'k8s/wanted.yaml': HOLDS,
    'intents.yaml': BROKEN,
  });
  const argv = ['check', 'k8s', '--intents', 'k8s/wanted.yaml', '-v'];
  const { code, stdout, stderr } = await netpol(argv, { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('Intents: 1 passed');
  expect(stderr).toContain('intents intents.yaml left out: --intents names others\n');
});

test.each(['reach', 'matrix'])('%s reads a folder that holds intents too', async (verb) => {
  const { code, stderr } = await netpol([verb, '.'], { cwd: shopWith(HOLDS) });
  expect([code, stderr]).toEqual([0, '']);
});

test('a file called so that holds objects is manifests', async () => {
  const objects = `${SHOP}\napiVersion: k8s.otterize.com/v1alpha3\nkind: ClientIntents\nmetadata: { name: web, namespace: shop }\n`;
  const cwd = folderWith({ 'k8s/intents.yaml': objects });
  const { code, stdout } = await netpol(['matrix', 'k8s'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('shop/db');
});

test('a file of another name that is no manifest is refused as before', async () => {
  const cwd = folderWith({ 'k8s/shop.yaml': SHOP, 'k8s/values.yaml': 'replicas: 3\n' });
  const { code, stderr } = await netpol(['reach', 'k8s'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('error[manifests/no-kind]');
});

test('what is wrong with a file of intents is said with its place, and is no answer', async () => {
  const cwd = shopWith(`${HOLDS}    severty: warning\n`);
  const { code, stdout, stderr, reason } = await netpol(['check', 'shop.yaml'], { cwd });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('at    intents.yaml:7:5');
  expect(reason).toBe('error: 1 error in the input, so no answer');
});

test.each([
  [
    ['--intents', 'nowhere.yaml'],
    'error: there is no file `nowhere.yaml` of intents (correct --intents, or `intents:` of netpol.yaml)',
  ],
  [['--intents', '.'], 'error: --intents . is a folder (name the files in it)'],
  [
    ['--fail-on', 'eror'],
    'error: there is no level `eror`. Did you mean `error`? (use one of error, warning, never)',
  ],
  [['--today', '2027-02-30'], 'error: `2027-02-30` is no day (write 2027-01-31)'],
  [
    ['-o', 'sraif'],
    'error: there is no output format `sraif`. Did you mean `sarif`? (use one of pretty, plain, json, csv, markdown, mermaid, dot, sarif, junit, github, gitlab; unlike in cdk8s, -o is a format and not a directory)',
  ],
  [
    ['--fail-one', 'never'],
    "error: unknown option '--fail-one'. Did you mean --fail-on? (run netpol check --help)",
  ],
])('check %j is refused with the reason last', async (argv, expected) => {
  const { code, stdout, reason } = await netpol(['check', 'shop.yaml', ...argv], {
    cwd: shopWith(HOLDS),
  });
  expect([code, stdout, reason]).toEqual([2, '', expected]);
});

test('a mistyped verb is known', async () => {
  expect((await netpol(['chek'])).reason).toContain('Did you mean check?');
});

const POLICY = parseManifests(DB_POLICY, 'db.yaml').manifests[0];

/** The sidecar of an app that promises what `shop/db` does not keep. */
function sidecar(sha256 = hashOf(POLICY?.body ?? null)): string {
  const at = (line: number) => ({ file: 'main.ts', line, column: 1 });
  const end = (name: string) => [{ kind: 'workload', namespace: 'shop', name }];
  const flows = [{ from: end('api'), to: end('db'), ports: [{ protocol: 'TCP', port: 5432 }] }];
  const name = 'the api reaches the database';
  const intent = { kind: 'reaches', flows, name, severity: 'error', hard: true };
  const rules = { ingress: [{ typescript: at(9) }], egress: [] };
  return JSON.stringify({
    schemaVersion: '1',
    statements: [{ construct: 'shop/intent', typescript: at(21), intents: [intent], flows }],
    objects: [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        namespace: 'shop',
        name: 'db',
        sha256,
        construct: 'shop/db',
        typescript: at(7),
        rules,
      },
    ],
  });
}

test('the intents of an app are checked, and named by their lines of TypeScript', async () => {
  const cwd = folderWith({ 'dist/shop.yaml': SHOP, '.netpol/dist.json': sidecar() });
  const { code, stdout, stderr } = await netpol(['check', 'dist'], { cwd });
  expect([code, stderr]).toEqual([1, 'error: 1 intent failed\n']);
  expect(stdout).toContain('FAIL  the api reaches the database  main.ts:21\n');
  expect(stdout).toContain('main.ts:9');
});

test('workloads that the app declares are known to every verb', async () => {
  const app = JSON.parse(sidecar());
  const workloads = [{ namespace: 'ops', name: 'backup', labels: { app: 'web' }, ports: [] }];
  const cwd = folderWith({
    'dist/shop.yaml': SHOP,
    '.netpol/dist.json': JSON.stringify({ ...app, workloads }),
  });
  const { stdout } = await netpol(['reach', 'dist', '--from', 'ops/backup'], { cwd });
  expect(stdout).toContain('ops/backup');
});

test('the intents of several folders come together', async () => {
  const cwd = folderWith({
    'a/shop.yaml': SHOP,
    '.netpol/a.json': sidecar(),
    'b/shop.yaml': deployment('shop/cache'),
    '.netpol/b.json': sidecar(),
    'intents.yaml': HOLDS,
  });
  const { stdout } = await netpol(['check', 'a', 'b'], { cwd });
  expect(stdout).toContain('Intents: 1 passed, 2 failed, 0 undecided.');
});

test('objects that are not what the app synthesized are warned about', async () => {
  const cwd = folderWith({ 'dist/shop.yaml': SHOP, '.netpol/dist.json': sidecar('0') });
  const { stderr } = await netpol(['check', 'dist'], { cwd });
  expect(stderr).toContain(
    'warning[cli/stale-sidecar]  1 object not as the app synthesized it: NetworkPolicy shop/db\n',
  );
  expect(stderr).toContain('.netpol/dist.json');
});

test('without paths the intents of the app are checked', async () => {
  const write =
    'mkdir -p "$CDK8S_OUTDIR" "$CDK8S_OUTDIR/../.netpol" && cp shop.yaml "$CDK8S_OUTDIR/shop.k8s.yaml" && cp app.json "$CDK8S_OUTDIR/../.netpol/dist.json"';
  const cwd = folderWith({
    'cdk8s.yaml': `app: ${JSON.stringify(write)}\n`,
    'shop.yaml': SHOP,
    'app.json': sidecar(),
  });
  const { code, stdout } = await netpol(['check'], { cwd: join(cwd), env: process.env });
  expect(code).toBe(1);
  expect(stdout).toContain('netpol explain shop/api shop/db:5432\n');
});

/** A rule that lets everyone in because its list of peers is empty. */
const OPENED = DB_POLICY.replace('metadata: { name: db,', 'metadata: { name: open,').replace(
  /from:[\s\S]*?ports/,
  'from: []\n      ports',
);

describe('what the checks report', () => {
  const shopWithMistake = () => folderWith({ 'shop.yaml': SHOP + OPENED, 'intents.yaml': HOLDS });

  test('an error fails a check whose intents hold, and is told in short', async () => {
    const { code, stdout, reason } = await netpol(['check', 'shop.yaml'], {
      cwd: shopWithMistake(),
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Lint {2}1 error.* netpol lint shop\.yaml$/m);
    expect(stdout).toMatch(/^ {2}error {4}NP002 {2}shop\/open ingress\[0\] has an empty `from`/m);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('Intents: 1 passed, 0 failed, 0 undecided.');
    expect(reason).toBe('error: lint found 1 error');
  });

  test('--no-lint leaves it out', async () => {
    const { code, stdout } = await netpol(['check', 'shop.yaml', '--no-lint'], {
      cwd: shopWithMistake(),
    });
    expect(code).toBe(0);
    expect(stdout).not.toContain('Lint');
  });

  test('is part of the JSON, beside what intents say', async () => {
    const { stdout } = await netpol(['check', 'shop.yaml', '-o', 'json'], {
      cwd: shopWithMistake(),
    });
    const answer: unknown = JSON.parse(stdout);
    expect(answer).toMatchObject({ summary: { holds: 1 }, lint: { summary: { errors: 1 } } });
  });

  test('does not make up for intents that nobody states', async () => {
    const cwd = folderWith({ 'shop.yaml': SHOP + OPENED });
    const refused = await netpol(['check', 'shop.yaml'], { cwd });
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    const judged = await netpol(['check', 'shop.yaml', '--allow-no-intents'], { cwd });
    expect([judged.code, judged.reason]).toEqual([1, 'error: lint found 1 error']);
  });

  test('the answer is written to a file as well', async () => {
    const cwd = shopWithMistake();
    const argv = ['check', 'shop.yaml', '-o', 'json', '--report', 'json=check.json'];
    const { stdout } = await netpol(argv, { cwd });
    expect(readFileSync(join(cwd, 'check.json'), 'utf8')).toBe(stdout);
  });
});
