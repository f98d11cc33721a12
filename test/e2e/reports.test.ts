import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../support/repository';
import { run, temporaryDirectory } from '../support/run';

const POLICIES = Array.from(
  { length: 300 },
  (_, i) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p${i}, namespace: shop }
spec: { podSelector: {}, ingress: [{ from: [], ports: [{ port: ${i + 1} }] }] }
---
`,
).join('');

test.each(['sarif', 'json', 'github'])(
  'a reader that closes the pipe of lint -o %s early is no error',
  (format) => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, 'shop.yaml'), POLICIES);
    const tsx = require.resolve('tsx/cjs', { paths: [REPOSITORY] });
    const main = join(REPOSITORY, 'lib/cli/main.ts');
    const command = `set -o pipefail; "${process.execPath}" -C @netpol/source -r "${tsx}" "${main}" lint shop.yaml --fail-on never -o ${format} | head -c 1`;
    const { code, stdout, stderr } = run('bash', ['-c', command], { cwd });
    expect(stderr).not.toContain('EPIPE');
    expect([code, stdout.length]).toEqual([0, 1]);
  },
);
