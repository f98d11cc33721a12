import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { deployment, folderWith, netpol, removeFolders } from './support/session';

afterAll(removeFolders);

/** A policy that a check finds something in, once for each port. */
function open(name: string, ...ports: readonly number[]): string {
  const rules = ports.map((port) => `\n    - from: []\n      ports: [{ port: ${port} }]`).join('');
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
  ingress: ${rules === '' ? '[]' : rules}
---`;
}

const WORKLOAD = deployment('shop/web');
const FILE = 'netpol.baseline.json';

async function linted(cwd: string, ...argv: readonly string[]) {
  const session = await netpol(['lint', '--select', 'NP002', ...argv], { cwd });
  return { ...session, last: session.stdout.trimEnd().split('\n').at(-1) };
}

/** A folder with a policy of two findings, and their baseline. */
async function begun(): Promise<string> {
  const cwd = folderWith({ 'k8s/web.yaml': WORKLOAD + open('web', 80, 443) });
  await linted(cwd, 'k8s', '--write-baseline', FILE);
  return cwd;
}

function write(cwd: string, text: string): void {
  writeFileSync(join(cwd, 'k8s/web.yaml'), text);
}

function entriesIn(cwd: string): readonly { readonly object: string; readonly message: string }[] {
  return JSON.parse(readFileSync(join(cwd, FILE), 'utf8')).findings;
}

describe('a baseline', () => {
  test('is written with what is found, one a line, and counts at once', async () => {
    const cwd = folderWith({ 'k8s/web.yaml': WORKLOAD + open('web', 80, 443) });
    const { code, last, stderr } = await linted(cwd, 'k8s', '--write-baseline', FILE);
    expect(code).toBe(0);
    expect(last).toContain('0 findings, 2 baselined');
    expect(stderr).toContain(`wrote 2 findings to ${FILE}`);
    const lines = readFileSync(join(cwd, FILE), 'utf8').split('\n');
    expect(lines.filter((line) => line.startsWith('{"fingerprint"'))).toHaveLength(2);
  });

  test('is the same whatever the order of the rules, and whatever is written above', async () => {
    const cwd = await begun();
    const before = readFileSync(join(cwd, FILE), 'utf8');
    write(cwd, `# moved\n\n${open('web', 443, 80)}${WORKLOAD}`);
    const { code, last } = await linted(cwd, 'k8s');
    expect([code, last]).toEqual([0, expect.stringContaining('2 baselined')]);
    expect(before).not.toContain('line');
  });

  test('lets new findings count', async () => {
    const cwd = await begun();
    write(cwd, WORKLOAD + open('web', 80, 443, 9090));
    const { code, last } = await linted(cwd, 'k8s');
    expect(code).toBe(1);
    expect(last).toContain('1 finding (1 error), 2 baselined');
  });

  test('is used by check as well', async () => {
    const cwd = await begun();
    const argv = ['check', 'k8s', '--allow-no-intents', '-o', 'json'];
    const { stdout } = await netpol(argv, { cwd });
    const { findings } = JSON.parse(stdout).lint;
    const standing = findings.filter(({ check }: { check: string }) => check === 'NP002');
    expect(standing).toMatchObject([{ standing: 'baselined' }, { standing: 'baselined' }]);
  });

  test('is that of the configuration, seen from its folder', async () => {
    const cwd = await begun();
    writeFileSync(join(cwd, 'netpol.yaml'), 'baseline: ci/known.json\n');
    expect((await linted(cwd, 'k8s')).code).toBe(2);
    const none = await linted(cwd, 'k8s', '--baseline', FILE);
    expect(none.last).toContain('2 baselined');
  });
});

describe('what is found no more', () => {
  test('is told, and taken out of the baseline on request', async () => {
    const cwd = await begun();
    write(cwd, WORKLOAD + open('web', 80));
    const told = await linted(cwd, 'k8s', '--fail-on', 'never');
    expect(told.stdout.replace(/\s+/g, ' ')).toContain(
      'NetworkPolicy shop/web has no such finding any more',
    );
    expect(entriesIn(cwd)).toHaveLength(2);

    const pruned = await linted(cwd, 'k8s', '--prune-baseline');
    expect(pruned.stderr).toContain(`took 1 finding out of ${FILE}, and left 1`);
    expect(pruned.stdout).not.toContain('any more');
    expect(entriesIn(cwd)).toHaveLength(1);
  });

  test('is not told of objects that were not looked at', async () => {
    const cwd = await begun();
    writeFileSync(join(cwd, 'other.yaml'), deployment('shop/api') + open('api'));
    expect((await linted(cwd, 'other.yaml', '--fail-on', 'warning')).code).toBe(0);
  });

  test('is left alone where its check did not run', async () => {
    const cwd = await begun();
    write(cwd, WORKLOAD + open('web'));
    const argv = ['lint', 'k8s', '--ignore', 'NP002', '--prune-baseline', '--fail-on', 'never'];
    await netpol(argv, { cwd });
    expect(entriesIn(cwd)).toHaveLength(2);
  });
});

test('a baseline among the manifests is no manifest, whatever it is called', async () => {
  const cwd = folderWith({ 'web.yaml': WORKLOAD + open('web', 80) });
  for (const flag of ['--write-baseline', '--write-baseline', '--baseline']) {
    expect((await linted(cwd, '.', flag, 'known.json')).last).toContain('1 baselined');
  }
});

test('writing a baseline again leaves out what is gone, and takes in what is new', async () => {
  const cwd = await begun();
  write(cwd, WORKLOAD + open('web', 443, 9090));
  await linted(cwd, 'k8s', '--write-baseline', FILE);
  expect(entriesIn(cwd)).toHaveLength(2);
  expect((await linted(cwd, 'k8s', '--fail-on', 'warning')).code).toBe(0);
});

describe('a baseline is refused', () => {
  const refusal = async (files: Readonly<Record<string, string>>, ...argv: readonly string[]) => {
    const cwd = folderWith({ 'k8s/web.yaml': WORKLOAD + open('web', 80), ...files });
    const { code, stderr, stdout } = await linted(cwd, 'k8s', ...argv);
    expect([code, stdout]).toEqual([2, '']);
    return stderr;
  };

  test('that is named and not there', async () => {
    expect(await refusal({}, '--baseline', 'a.json')).toContain(
      'cannot read the baseline `a.json`: ENOENT',
    );
  });

  test('that is to be pruned and not there', async () => {
    expect(await refusal({}, '--prune-baseline')).toContain('there is no baseline to prune');
  });

  test.each([
    ['[]', 'is no JSON object'],
    ['nothing', 'is no JSON object'],
    ['{"schemaVersion":"2","findings":[]}', 'has no `"schemaVersion": "1"`'],
    ['{"schemaVersion":"1"}', 'has no list `findings`'],
    ['{"schemaVersion":"1","findings":[{"fingerprint":"a"}]}', 'findings[0] lacks'],
  ])('that holds %s', async (text, told) => {
    expect(await refusal({ [FILE]: text })).toContain(told);
  });

  test('beside another one to write', async () => {
    const told = await refusal({}, '--write-baseline', 'a.json', '--baseline', 'b.json');
    expect(told).toContain('--write-baseline and --baseline exclude each other');
  });

  test('where it cannot be written', async () => {
    const cwd = folderWith({ 'k8s/web.yaml': WORKLOAD + open('web', 80) });
    const { code, stderr } = await linted(cwd, 'k8s', '--write-baseline', 'nowhere/a.json');
    expect(code).toBe(2);
    expect(stderr).toContain('cannot write the baseline `nowhere/a.json`: ENOENT');
  });
});
