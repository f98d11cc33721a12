import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { afterAll, describe, expect, test } from 'vitest';
import { type Check, lint } from '../../../lib/analyses';
import { PolicyApp } from '../../../lib/cdk8s';
import { type Fixable, fixManifests } from '../../../lib/cli/fix/fix-manifests';
import { parseManifests } from '../../../lib/manifests';
import { buildCluster } from '../../../lib/model';
import { portable } from '../../../lib/platform';
import type { Fix } from '../../../lib/results';
import { deployment, folderWith, netpol, removeFolders } from './support/session';

afterAll(removeFolders);

/** A port that is written twice, which a check removes for certain, and a comment beside it. */
const TWICE = `${deployment('shop/web')}${deployment('shop/db', 5432)}
# Who reaches the database.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
    podSelector: {matchLabels: {app: db}}
    policyTypes: [Ingress]
    ingress:
    - from: [{podSelector: {matchLabels: {app: web}}}]   # the web tier
      ports:
      - {port: 5432, protocol: TCP}
      - {port: 5432, protocol: TCP}
`;
const ONCE = TWICE.replace(/( {6}- \{port: 5432, protocol: TCP\}\n)\1/, '$1');
const ONLY = ['--select', 'duplicate-entry', '--fail-on', 'info'];

describe('netpol lint --fix', () => {
  test('changes the file, and nothing else in it', async () => {
    const cwd = folderWith({ 'shop.yaml': TWICE });
    const { code, stdout, stderr } = await netpol(['lint', 'shop.yaml', '--fix', ...ONLY], { cwd });
    expect(readFileSync(join(cwd, 'shop.yaml'), 'utf8')).toBe(ONCE);
    expect([code, stdout]).toEqual([0, '0 findings; 1 policy, 2 workloads, profile portable.\n']);
    expect(stderr).toMatch(
      /^fixed {6}shop\.yaml:\d+:9 {2}NP305 shop\/db: remove .+\n1 fix made\n$/,
    );
  });

  test('changes several places until nothing is left', async () => {
    const thrice = TWICE.replace(/( {6}- \{port: 5432.*\n)$/, '$1$1$1');
    const cwd = folderWith({ 'shop.yaml': thrice });
    const { code } = await netpol(['lint', 'shop.yaml', '--fix', ...ONLY], { cwd });
    expect([code, readFileSync(join(cwd, 'shop.yaml'), 'utf8')]).toEqual([0, ONCE]);
  });

  test('keeps the mark at the beginning of a file', async () => {
    const cwd = folderWith({ 'shop.yaml': `\uFEFF${TWICE}` });
    await netpol(['lint', 'shop.yaml', '--fix', ...ONLY], { cwd });
    expect(readFileSync(join(cwd, 'shop.yaml'), 'utf8')).toBe(`\uFEFF${ONCE}`);
  });

  test('changes JSON', async () => {
    const { manifests } = parseManifests(TWICE, 'shop.yaml');
    const items = manifests.map(({ body }) => body);
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, undefined, 2);
    const cwd = folderWith({ 'shop.json': list });
    const { code } = await netpol(['lint', 'shop.json', '--fix', ...ONLY], { cwd });
    const fixed: unknown = JSON.parse(readFileSync(join(cwd, 'shop.json'), 'utf8'));
    const once = parseManifests(ONCE, 'shop.yaml').manifests.map(({ body }) => body);
    expect([code, fixed]).toEqual([0, { apiVersion: 'v1', kind: 'List', items: once }]);
  });

  test('says of standard input that it cannot be changed', async () => {
    const { code, stderr } = await netpol(['lint', '-', '--fix', ...ONLY], { stdin: () => TWICE });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^not fixed {2}<stdin>:.+; it came by standard input\n0 fixes made, 1 not/,
    );
  });

  test('leaves what somebody accepts', async () => {
    const comment = '# netpol-ignore NP305 -- the second one is for the next release';
    const text = TWICE.replace(/( {6})(- \{port: 5432.*\n)$/, `$1${comment}\n$1$2`);
    const cwd = folderWith({ 'shop.yaml': text });
    const { code } = await netpol(['lint', 'shop.yaml', '--fix', ...ONLY], { cwd });
    expect([code, readFileSync(join(cwd, 'shop.yaml'), 'utf8')]).toEqual([0, text]);
  });

  test('names the app that writes a file, and leaves the file alone', async () => {
    const cwd = folderWith({
      'cdk8s.yaml': 'app: mkdir -p "$CDK8S_OUTDIR" && cp shop.yaml "$CDK8S_OUTDIR/shop.k8s.yaml"\n',
      'shop.yaml': TWICE,
      'dist/shop.k8s.yaml': TWICE,
    });
    const { env } = process;
    const { stderr } = await netpol(['lint', '--fix', ...ONLY], { cwd, env });
    expect(stderr).toMatch(
      /^not fixed {2}dist\/shop\.k8s\.yaml:.+; an app writes dist\/shop\.k8s\.yaml: change the app$/m,
    );
    expect(readFileSync(join(cwd, 'dist/shop.k8s.yaml'), 'utf8')).toBe(TWICE);
  });

  test('names the line of TypeScript that writes an object', async () => {
    const cwd = folderWith({});
    const app = new PolicyApp({ outdir: join(cwd, 'dist') });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    // As an Include would bring it along, because no construct writes an entry twice.
    new ApiObject(chart, 'db', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'db' },
      spec: { podSelector: {}, ingress: [{ ports: [{ port: 1 }, { port: 1 }] }] },
    });
    app.synth();
    const file = join(cwd, 'dist/shop.k8s.yaml');
    const before = readFileSync(file, 'utf8');
    const { stderr } = await netpol(['lint', 'dist', '--fix', ...ONLY], { cwd });
    expect(stderr).toMatch(
      /^not fixed .+; an app writes dist\/shop\.k8s\.yaml: change .+:\d+:\d+$/m,
    );
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test.each([
    [['--fix', '--fix-dry-run'], 'error: --fix and --fix-dry-run contradict each other (give one)'],
    [
      ['--fix-dry-run', '-o', 'json'],
      'error: --fix-dry-run prints a diff, and nothing else (leave -o and --report out)',
    ],
  ])('%j is refused', async (flags, said) => {
    const cwd = folderWith({ 'shop.yaml': TWICE });
    const { code, reason } = await netpol(['lint', 'shop.yaml', ...flags], { cwd });
    expect([code, reason]).toEqual([2, said]);
  });
});

test('--fix-dry-run shows the change as a diff, and changes nothing', async () => {
  const cwd = folderWith({ 'shop.yaml': TWICE });
  const { code, stdout, stderr } = await netpol(['lint', 'shop.yaml', '--fix-dry-run', ...ONLY], {
    cwd,
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^would fix {6}shop\.yaml:.+\n1 fix possible\n/);
  expect(stdout).toMatch(
    /^--- a\/shop\.yaml\n\+\+\+ b\/shop\.yaml\n@@ -\d+,4 \+\d+,3 @@\n(?: .*\n){3}- {6}- \{port: 5432, protocol: TCP\}\n$/,
  );
  expect(readFileSync(join(cwd, 'shop.yaml'), 'utf8')).toBe(TWICE);
});

describe('a fix', () => {
  /** A check that offers one change of the policy `db`, whatever it does. */
  function offering(fix: Fix): Check {
    const words = { summary: '', why: '', how: '', help: '', acknowledge: '', references: [] };
    const none = { yaml: '', typescript: '' };
    return {
      ...{ id: 'NP999', name: 'offer', severity: 'error', ...words },
      examples: { avoid: none, prefer: none },
      *find({ cluster }) {
        for (const { namespace, name, origin } of cluster.policies) {
          const about = { kind: 'NetworkPolicy', namespace, name, origin };
          yield { about, path: ['spec'], message: 'x', fix };
        }
      },
    };
  }

  /** A policy that closes pods for egress that nobody runs, and leaves it to its rules to say so. */
  const CLOSED = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: shop }
spec: { podSelector: { matchLabels: { app: x } }, policyTypes: [Egress, Ingress] }
`;

  /** What comes of one fix of every policy of a text. */
  function fixedBy(fix: Fix, text: string) {
    const { manifests: objects, texts } = parseManifests(text, 'shop.yaml');
    const input: Fixable = {
      cluster: buildCluster(objects).cluster,
      profile: portable,
      objects,
      texts,
    };
    return fixManifests(input, {
      lint: (state) => lint(state, { checks: [offering(fix)] }),
      build: (changed) => buildCluster(changed).cluster,
      whyNot: () => undefined,
    });
  }

  /** What becomes of the shop by a fix, or why it is not made. */
  function madeOf(fix: Fix): string {
    const { after, refused } = fixedBy(fix, ONCE);
    return refused[0]?.why ?? after.texts.get('shop.yaml') ?? '';
  }

  const ports = ['spec', 'ingress', 0, 'ports'];
  const dns = { port: 53, protocol: 'TCP' };

  test('that lets more through than it says is not made', () => {
    const edits = [{ path: [...ports, 1], set: dns }];
    expect(madeOf({ title: 'x', edits })).toBe('it would let shop/web reach shop/db on 53/TCP');
    const other = madeOf({ title: 'x', edits, opens: { UDP: [[53, 53]] } });
    expect(other).toBe('it would let shop/web reach shop/db on 53/TCP');
  });

  test('that lets through what it says is made', () => {
    const edits = [{ path: [...ports, 1], set: dns }];
    const made = madeOf({ title: 'x', edits, opens: { TCP: [[53, 53]] } });
    expect(made).toBe(`${ONCE}      - port: 53\n        protocol: TCP\n`);
  });

  test('that takes a flow away is not made', () => {
    expect(madeOf({ title: 'x', edits: [{ path: ['spec', 'ingress', 0], remove: true }] })).toBe(
      'it would stop shop/web to shop/db on 5432/TCP',
    );
  });

  test('that matters only to pods that nobody runs yet is not made', () => {
    const set = [
      { podSelector: { matchLabels: { app: 'web' } } },
      { podSelector: { matchLabels: { app: 'next' } } },
    ];
    const why = madeOf({ title: 'x', edits: [{ path: ['spec', 'ingress', 0, 'from'], set }] });
    expect(why).toMatch(/^it would let .*app=next.* pass on 5432\/TCP$/);
  });

  test('that says the same in other words is made', () => {
    const edits = [{ path: [...ports, 0, 'endPort'], set: 5432 }];
    expect(madeOf({ title: 'x', edits })).toContain('- {port: 5432, protocol: TCP, endPort: 5432}');
  });

  test('is made in every file that needs it', async () => {
    const policy = (name: string) =>
      TWICE.slice(TWICE.indexOf('# Who')).replace('name: db', `name: ${name}`);
    const pods = TWICE.slice(0, TWICE.indexOf('# Who'));
    const files = { 'a.yaml': pods + policy('db'), 'b.yaml': `${policy('b')}---\n${policy('c')}` };
    const cwd = folderWith(files);
    const { stderr } = await netpol(['lint', 'a.yaml', 'b.yaml', '--fix', ...ONLY], { cwd });
    expect(stderr).toMatch(/\n3 fixes made\n$/);
    expect(readFileSync(join(cwd, 'b.yaml'), 'utf8').match(/port: 5432/g)).toHaveLength(2);
  });

  test('that is not proven keeps no other one from being made', () => {
    const edits = [{ path: ['spec', 'policyTypes'], set: ['Ingress', 'Egress'] }];
    const apart = `${ONCE}---\n${CLOSED}`;
    const { made, refused } = fixedBy({ title: 'x', edits }, apart);
    expect(made.map(({ object }) => object.name)).toContain('closed');
    expect(refused.map(({ finding }) => finding.object.name)).toEqual(['db']);
  });
});
