import { createHash } from 'node:crypto';
import { Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import { PolicyApp } from '../../../lib/cdk8s';
import {
  AllowDns,
  DefaultDenyNamespace,
  from,
  NetworkPolicy,
  pods,
  tcp,
} from '../../../lib/constructs';
import { eks } from '../../../lib/platform';
import { formatSidecar, hashOf, parseSidecar, SIDECAR_VERSION } from '../../../lib/sidecar';
import { refusalOf } from '../constructs/dsl/refusals';

function exampleApp(): PolicyApp {
  const app = new PolicyApp({ profile: eks() });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const shop = new DefaultDenyNamespace(chart, 'shop', { createNamespace: {} });
  new AllowDns(shop, 'dns');
  const web = from(pods({ app: 'web' })).on(tcp(80));
  new NetworkPolicy(shop, 'api', {
    select: pods({ app: 'api' }),
    ingress: [
      web,
      from(pods({ app: 'ops' }))
        .on(tcp(81))
        .because('metrics', { owner: 'ops' }),
    ],
  });
  return app;
}

const LINE = {
  file: 'test/unit/cdk8s/sidecar.test.ts',
  line: expect.any(Number),
  column: expect.any(Number),
};

test('objects are sorted, and each knows its construct and its lines', () => {
  const { objects } = exampleApp().sidecar();
  expect(objects.map(({ namespace, kind, name }) => [namespace, kind, name])).toEqual([
    [undefined, 'Namespace', 'shop'],
    ['shop', 'NetworkPolicy', 'api'],
    ['shop', 'NetworkPolicy', 'default-deny'],
    ['shop', 'NetworkPolicy', 'dns'],
  ]);
  expect(objects[1]).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    namespace: 'shop',
    name: 'api',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    construct: 'shop/shop/api',
    typescript: LINE,
    rules: {
      ingress: [
        { typescript: LINE },
        { typescript: LINE, because: { reason: 'metrics', owner: 'ops' } },
      ],
      egress: [],
    },
  });
});

test('each rule points at its own line', () => {
  const [, api] = exampleApp().sidecar().objects;
  const lines = api?.rules.ingress.map(({ typescript }) => typescript?.line);
  expect(new Set(lines).size).toBe(2);
});

test('the profile and the statements are recorded', () => {
  const { profile, statements, schemaVersion } = exampleApp().sidecar();
  expect(schemaVersion).toBe(SIDECAR_VERSION);
  expect(profile?.name).toBe('eks');
  expect(statements.flatMap(({ intents }) => intents.map(({ name }) => name))).toEqual([
    'namespace shop is closed',
    'pods of shop resolve names',
  ]);
});

test('no path in it is absolute', () => {
  expect(JSON.stringify(exampleApp().sidecar())).not.toContain(process.cwd());
});

test('the hash is that of the object as it is emitted, whatever the order of its keys', () => {
  const canonical = '{"a":true,"b":[1,{"c":"x","d":null}]}';
  expect(hashOf({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
    createHash('sha256').update(canonical).digest('hex'),
  );
  const app = exampleApp();
  const [, , deny] = app.sidecar().objects;
  const [chart] = app.charts;
  const emitted = chart?.toJson().find(({ metadata }) => metadata.name === 'default-deny');
  expect(deny?.sha256).toBe(hashOf(emitted));
});

test('a sidecar that was written is read back as it was', () => {
  const sidecar = exampleApp().sidecar();
  expect(parseSidecar(formatSidecar(sidecar), '.netpol/dist.json')).toEqual(
    JSON.parse(JSON.stringify(sidecar)),
  );
});

const broken = (text: string) => refusalOf(() => parseSidecar(text, '.netpol/dist.json'));

test('a sidecar that is no JSON is refused', () => {
  expect(broken('{')).toMatchInlineSnapshot(
    `"the sidecar is not JSON => synthesize the app again, or delete the file"`,
  );
});

test('a sidecar that is no object is refused', () => {
  expect(broken('[]')).toMatchInlineSnapshot(
    `"the sidecar is not a JSON object => synthesize the app again, or delete the file"`,
  );
});

test('a sidecar of another version is refused', () => {
  expect(broken('{"schemaVersion":"2"}')).toMatchInlineSnapshot(
    `"\`schemaVersion\` is "2", and only "1" is known => synthesize the app again, or delete the file"`,
  );
  expect(broken('{}')).toMatchInlineSnapshot(
    `"\`schemaVersion\` is missing, and only "1" is known => synthesize the app again, or delete the file"`,
  );
});

test('a sidecar without its lists is refused', () => {
  expect(broken('{"schemaVersion":"1","statements":{}}')).toMatchInlineSnapshot(
    `"\`statements\` is not a list => synthesize the app again, or delete the file"`,
  );
});

test('an entry that cannot be looked up is refused', () => {
  const text = '{"schemaVersion":"1","statements":[],"objects":[{"kind":"NetworkPolicy"}]}';
  expect(broken(text)).toMatchInlineSnapshot(
    `"\`objects[0].apiVersion\` is missing => synthesize the app again, or delete the file"`,
  );
});
