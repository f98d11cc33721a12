import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { afterAll, expect, test } from 'vitest';
import { type WaitForProps, waitFor } from '../../../../lib/constructs';
import { run } from '../../../support/run';
import { newChart, told } from '../charts';
import { javascript, refusalsOf } from '../dsl/refusals';

const image = 'busybox:1.37.0';
const db: WaitForProps = { host: 'db.shop.svc', port: 5432, image };
const tools = mkdtempSync(join(tmpdir(), 'wait-for-'));
afterAll(() => rmSync(tools, { recursive: true, force: true }));

/** Runs the container's command with an `nc` that writes down its arguments and exits with `code`. */
function ran(props: WaitForProps, code: number) {
  const [program = '', ...args] = waitFor(props).command;
  const nc = join(tools, 'nc');
  writeFileSync(nc, `#!/bin/sh\nprintf '%s|' "$@"\nexit ${code}\n`);
  chmodSync(nc, 0o755);
  return run(program, args, { env: { PATH: `${tools}:${process.env['PATH']}` } });
}

test('it is an init container as it stands in YAML', async () => {
  await expect(Yaml.stringify(waitFor(db))).toMatchFileSnapshot('__snapshots__/wait-for.yaml');
});

test('it ends as soon as the port answers', () => {
  expect(ran(db, 0)).toMatchObject({ code: 0, stdout: '-z|-w|2|db.shop.svc|5432|', stderr: '' });
});

test('it fails with a sentence when nothing answers in time', () => {
  const { code, stderr } = ran({ ...db, timeoutSeconds: 1 }, 1);
  expect(code).toBe(1);
  expect(stderr).toBe(
    'db.shop.svc port 5432 did not answer within 1s: is it running, and do the policies of both ends allow it?\n',
  );
});

test('Kubernetes finds no variable of its own in what it runs', () => {
  expect(waitFor(db).command.join('\n')).not.toMatch(/\$\(|\$\$/);
});

test('cdk8s-plus takes it as an init container', () => {
  const chart = newChart();
  const deployment = new kplus.Deployment(chart, 'web', { containers: [{ image: 'web:1' }] });
  deployment.addInitContainer({ ...waitFor(db), securityContext: { user: 65_534 } });
  const [{ spec }] = Chart.of(deployment).toJson();
  expect(spec.template.spec.initContainers).toMatchObject([waitFor(db)]);
});

test.each([
  ['db', 'wait-for-db-5432'],
  ['2001:db8::1', 'wait-for-2001-db8-1-5432'],
  [`${'a'.repeat(60)}.shop`, `wait-for-${'a'.repeat(48)}-5432`],
])('waiting for %s is called %s', (host, name) => {
  expect(waitFor({ ...db, host }).name).toBe(name);
});

test.each([
  'busybox:1.37',
  'registry.example:5000/tools/busybox:1.37',
  `busybox@sha256:${'0'.repeat(64)}`,
  `busybox:latest@sha256:${'0'.repeat(64)}`,
])('%s is an image that stays the same', (pinned) => {
  expect(waitFor({ ...db, image: pinned }).image).toBe(pinned);
});

test.each([
  'busybox',
  'busybox:latest',
  'registry.example:5000/busybox',
  'busybox@sha256:beef',
  'busybox: 1',
  '',
  undefined,
])('%j is no image that stays the same', (loose) => {
  const props = javascript<WaitForProps>({ host: 'db', port: 1, ...(loose && { image: loose }) });
  expect(refusalsOf(() => waitFor(props)).map(({ code }) => code)).toEqual([
    'constructs/unpinned-image',
  ]);
});

test('an image that moves is refused', () => {
  const refusals = refusalsOf(() => waitFor({ ...db, image: 'busybox' }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/unpinned-image: \`image\` of \`waitFor\` is \`'busybox'\`, which is another one tomorrow
    => write a tag or a digest, such as 'busybox:1.37.0'
    at const refusals = refusalsOf(() => waitFor({ ...db, image: 'busybox' }));",
    ]
  `);
});

test('a host that is a piece of a script is refused', () => {
  const refusals = refusalsOf(() => waitFor({ ...db, host: 'db; rm -rf /' }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/illegal-wait: \`host\` of \`waitFor\` is \`'db; rm -rf /'\`, neither a name nor an address
    => write a name such as 'db.shop.svc'
    at const refusals = refusalsOf(() => waitFor({ ...db, host: 'db; rm -rf /' }));",
    ]
  `);
});

test.each([
  [{ host: '' }],
  [{ host: '-e' }],
  [{ host: '$(reboot)' }],
  [{ host: "db' || true '" }],
  [{ host: 'db\nreboot' }],
  [{ host: 'fe80::1%eth0' }],
  [{ host: ['db'] }],
  [{ port: 0 }],
  [{ port: 65_536 }],
  [{ port: '5432' }],
  [{ port: '1; reboot' }],
  [{ timeoutSeconds: 0 }],
  [{ timeoutSeconds: 1.5 }],
  [{ timeoutSeconds: Number.POSITIVE_INFINITY }],
  [{ timeoutSeconds: '60' }],
  [{ name: 'Wait' }],
  [{ name: 5 }],
])('%j is refused', (wrong) => {
  const props = javascript<WaitForProps>({ ...db, ...wrong });
  expect(refusalsOf(() => waitFor(props)).map(({ code }) => code)).toEqual([
    'constructs/illegal-wait',
  ]);
});
