import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lint } from '../../../lib/analyses';
import type { Json, ObjectPath } from '../../../lib/kernel';
import { type Manifest, parseManifests, type ReadResult, wholeBody } from '../../../lib/manifests';
import { inPieces } from '../../../lib/manifests/disk';
import { parseDump } from '../../../lib/manifests/dump';
import { AlikeLabels } from '../../../lib/manifests/dump/alike-labels';
import { buildCluster } from '../../../lib/model';
import { portable } from '../../../lib/platform';

const FILE = 'dump.json';

/** Reads a text from its bytes, so many of which are looked at together. */
function dumped(text: string, window = 1 << 20): ReadResult | undefined {
  const bytes = Buffer.from(text);
  // Pieces of a prime number of bytes: objects, characters and windows lie across them.
  const pieces = [];
  for (let at = 0; at < bytes.length; at += 997) pieces.push(bytes.subarray(at, at + 997));
  return parseDump(inPieces(pieces, 997), FILE, { window });
}

/** Everything that anybody can learn of a manifest. */
function learnt(manifest: Manifest) {
  const { apiVersion, kind, name, namespace, origin } = manifest;
  const body = wholeBody(manifest);
  const places = pathsIn(body).map((path) => origin.at(path));
  return { apiVersion, kind, name, namespace, body, text: JSON.stringify(body), places };
}

function pathsIn(value: Json, path: ObjectPath = []): readonly ObjectPath[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  const inner = entries.flatMap(([step, each]) => pathsIn(each, [...path, step]));
  return [path, [...path, 'not there'], ...inner];
}

function expectSame(read: ReadResult | undefined, text: string): void {
  const slow = parseManifests(text, FILE);
  expect(read?.diagnostics).toEqual(slow.diagnostics);
  expect(read?.manifests.map(learnt)).toEqual(slow.manifests.map(learnt));
  expect(read?.texts.get(FILE)).toBe(text);
}

const word = fc.constantFrom('a', 'web', 'é', '😀', '\ud800', 'q"uote', 'back\\slash', '', 'x\ny');
const leaf: fc.Arbitrary<Json> = fc.oneof(
  word,
  fc.constantFrom<Json>(null, true, false, 0, -0, 1e21, 0.1, 123456789012345680000),
);
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(word, fc.constantFrom('kind', 'items', 'metadata', 'env')),
      tie('tree'),
      {
        maxKeys: 4,
      },
    ),
  ),
}));
const labels = fc.dictionary(word, word, { maxKeys: 3 });
const container = fc.record(
  { name: word, ports: tree, env: tree, volumeMounts: tree },
  { requiredKeys: [] },
);
const containers = fc.oneof(fc.array(fc.oneof(container, leaf), { maxLength: 3 }), leaf);
const metadata = fc.record(
  { name: word, namespace: word, labels: fc.oneof(labels, leaf), managedFields: tree, x: tree },
  { requiredKeys: [] },
);
const object: fc.Arbitrary<Json> = fc
  .record(
    {
      apiVersion: fc.constantFrom('v1', 'apps/v1'),
      kind: fc.constantFrom('Pod', 'Deployment'),
      metadata: fc.oneof({ weight: 9, arbitrary: metadata }, { weight: 1, arbitrary: tree }),
      spec: fc.oneof(fc.record({ containers, volumes: tree, nodeName: leaf }), tree),
      status: fc.oneof(fc.record({ podIPs: tree, conditions: tree, phase: leaf }), tree),
    },
    { requiredKeys: ['apiVersion', 'kind'] },
  )
  .chain((value) => fc.shuffledSubarray(Object.entries(value), { minLength: 2 }))
  .map((entries) => Object.fromEntries(entries));
const list: fc.Arbitrary<Json> = fc
  .tuple(fc.constantFrom('List', 'PodList'), fc.array(object, { maxLength: 5 }), fc.nat(3))
  .map(([kind, items, at]) => {
    const head: [string, Json][] = [
      ['apiVersion', 'v1'],
      ['kind', kind],
      ['metadata', { resourceVersion: '' }],
    ];
    return Object.fromEntries([...head.slice(0, at), ['items', items], ...head.slice(at)]);
  });
const space = fc.constantFrom(undefined, 1, '\t', '\r\n ');
const text = fc
  .tuple(fc.array(fc.oneof(list, object), { minLength: 1, maxLength: 3 }), space)
  .map(([values, indent]) => values.map((each) => JSON.stringify(each, null, indent)).join('\n'));

describe('a dump', () => {
  test('is read from its bytes as it is from its text', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(60, 500, 1 << 20), (written, window) => {
        expectSame(dumped(written, window), written);
      }),
      { numRuns: 150 },
    );
  });

  test('that is changed at random is read the same, or left to who reads texts', () => {
    const put = fc.constantFrom(
      ...['"', '{', '}', '[', ']', ',', ':', '\\', '\n', '\u0000', '\u0001', '\u00a0', '\ufeff'],
      ...['0', '1.', '-', 'e9', 'null', '"kind":1,', '"a":', '"__proto__":{"a":1},', '"items":[],'],
      ...['"\\u006bind":"x",', '"metadata":{},', '/**/', "'", '\ud800'],
    );
    const harmless = fc.constantFrom(' ', '\n', 'z', '\t', '0');
    const anywhere = fc.double({ min: 0, max: 1, noNaN: true });
    const edit = fc.oneof(
      fc.tuple(anywhere, fc.constant(0), harmless),
      fc.tuple(anywhere, fc.nat(3), put),
    );
    let read = 0;
    fc.assert(
      fc.property(text, fc.array(edit, { minLength: 1, maxLength: 2 }), (written, edits) => {
        const changed = edits.reduce((now, [place, cut, insert]) => {
          const at = Math.floor(place * now.length);
          return now.slice(0, at) + insert + now.slice(at + cut);
        }, written);
        // Half a character is not what a file can hold.
        const bytes = Buffer.from(changed).toString();
        const result = dumped(bytes, 200);
        if (result === undefined) return;
        read += 1;
        expectSame(result, bytes);
      }),
      { numRuns: 600 },
    );
    expect(read).toBeGreaterThan(50);
  });

  test.each([
    ['a field twice', '{"kind":"List","apiVersion":"v1","items":[{"a":{"b":1,"b":1}}]}'],
    ['a field twice that is left out', pods('{"managedFields":[{"a":1,"a":1}]}')],
    ['a field twice, once with escapes', pods('{"name":"a","n\\u0061me":"b"}')],
    ['items twice', '{"kind":"List","apiVersion":"v1","items":[],"items":[]}'],
    ['a comma too many', '{"kind":"List","apiVersion":"v1","items":[{},]}'],
    ['no end', '{"kind":"List","apiVersion":"v1","items":[{"kind":"Pod"}'],
    ['something behind it', `${pods('{}')} x`],
    ['a kind that is no list', '{"kind":"Lost","apiVersion":"v1","items":[{}]}'],
    ['nesting', pods(`{"a":${'['.repeat(300)}${']'.repeat(300)}}`)],
    ['nesting beyond any stack', pods('['.repeat(100_000) + ']'.repeat(100_000))],
    ['another kind of space', `${pods('{}')}\u00a0`],
    ['a control character in what is left out', pods('{"managedFields":"\u0001"}')],
  ])('with %s is left to who reads texts', (_what, odd) => {
    expect(dumped(odd)).toBeUndefined();
  });

  test('that is no UTF-8 is left to who reads texts', () => {
    const bytes = Buffer.concat([Buffer.from(pods('{"name":"')), Buffer.of(0xff)]);
    expect(parseDump(inPieces([bytes]), FILE)).toBeUndefined();
  });

  test('keeps `__proto__` as a field like any other', () => {
    const written = pods('{"__proto__":{"polluted":true},"name":"a"}');
    expectSame(dumped(written), written);
    expect('polluted' in {}).toBe(false);
  });

  test('takes no name for that of the object before', () => {
    const item = (field: string) => `{"apiVersion":"v1","kind":"X","metadata":{${field}}}`;
    const fields = ['"name":"a"', '"__proto__":"b"', '"__proto__":"c"', '"name":"d","nam":"e"'];
    const written = `{"apiVersion":"v1","items":[${fields.map(item).join(',')}],"kind":"List"}`;
    expectSame(dumped(written), written);
  });

  test('whose objects have nothing in common for a long time, and then much, is read all the same', () => {
    const pod = (app: string, i: number) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `p${i}`, labels: { app, tier: 'web' } },
      spec: { containers: [{ name: app, volumeMounts: [{ name: 'x' }] }] },
    });
    const alone = Array.from({ length: 1_500 }, (_, i) => pod(`app-${i}`, i));
    const alike = Array.from({ length: 500 }, (_, i) => pod('db', i));
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...alone, ...alike] });
    expectSame(dumped(text, 1 << 22), text);
  });

  test('tells how much of it has been read', () => {
    const many = JSON.stringify({
      apiVersion: 'v1',
      kind: 'PodList',
      items: Array.from({ length: 600 }, (_, i) => ({
        metadata: { name: `p${i}`, x: 'x'.repeat(20_000) },
      })),
    });
    const told: number[] = [];
    parseDump(inPieces([Buffer.from(many)]), FILE, { progress: (done) => told.push(done) });
    expect(told.length).toBeGreaterThan(1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBeLessThanOrEqual(many.length);
  });
});

describe('a pod of a dump', () => {
  const fat = pods('{"name":"a","managedFields":[{"manager":"kubectl"}],"labels":{"app":"web"}}');

  test('holds what policies see, and knows the rest', () => {
    const [pod] = dumped(fat)?.manifests ?? [];
    expect(pod?.body['metadata']).toEqual({ name: 'a', labels: { app: 'web' } });
    expect(pod && wholeBody(pod)['metadata']).toMatchObject({
      managedFields: [{ manager: 'kubectl' }],
    });
  });

  test('has its labels in common with its replicas', () => {
    const twice = `${fat}\n${fat}`;
    const [one, other] = dumped(twice)?.manifests ?? [];
    const labelsOf = (manifest: Manifest | undefined) =>
      Object.entries(manifest?.body['metadata'] ?? {}).find(([name]) => name === 'labels')?.[1];
    expect(labelsOf(one)).toEqual({ app: 'web' });
    expect(labelsOf(one)).toBe(labelsOf(other));
  });

  test('keeps all of its fields where it is a template, or of another kind', () => {
    const other = fat.replace('"Pod"', '"Rod"');
    const [rod] = dumped(other)?.manifests ?? [];
    expect(rod?.body['metadata']).toHaveProperty('managedFields');
    expect(rod?.whole).toBeUndefined();
  });
});

describe('what is made of a dump', () => {
  test('is what is made of its text: cluster, diagnostics and findings', () => {
    const written = JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [...RUNNING, ...RUNNING.slice(0, 2), ...OTHERS],
    });
    const [fast, slow] = [dumped(written), parseManifests(written, FILE)].map(answers);
    expect(fast?.parts).toBe(RUNNING.length + 2);
    expect(fast?.checks.size).toBeGreaterThan(2);
    expect({ ...fast, parts: 0 }).toEqual({ ...slow, parts: 0 });
  });
});

/** The cluster without origins, which are compared by the places that diagnostics and findings name. */
function answers(read: ReadResult | undefined) {
  const manifests = read?.manifests ?? [];
  const { cluster, diagnostics } = buildCluster(manifests);
  const { findings } = lint({ cluster, profile: portable, objects: manifests }, {});
  return {
    cluster: JSON.stringify(cluster, plain),
    diagnostics,
    findings,
    checks: new Set(findings.map(({ check }) => check)),
    parts: manifests.filter(({ whole }) => whole !== undefined).length,
  };
}

function plain(key: string, value: unknown): unknown {
  if (key === 'origin') return undefined;
  if (value instanceof Map || value instanceof AlikeLabels) return [...value];
  return typeof value === 'bigint' ? String(value) : value;
}

/** Pods with everything that kubectl prints of one that runs. */
const RUNNING = Array.from({ length: 6 }, (_, i) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: `web-${i}`,
    namespace: 'shop',
    labels: { app: 'web', 'pod-template-hash': 'abc' },
    annotations: { 'cdk8s-netpol/acknowledge.NP999': 'no such check', note: 'x' },
    managedFields: [{ manager: 'kubelet', operation: 'Update', fieldsV1: { 'f:status': {} } }],
    ownerReferences: [
      { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-abc', controller: true, uid: 'u' },
    ],
  },
  spec: {
    nodeName: `node-${i}`,
    serviceAccountName: 'web',
    hostNetwork: i === 0,
    dnsPolicy: i === 1 ? 'None' : 'ClusterFirst',
    containers: [
      {
        name: 'web',
        image: 'web',
        env: [{ name: 'HTTPS_PROXY', value: 'http://proxy' }],
        ports: [{ name: 'http', containerPort: 8080 }],
        readinessProbe: { httpGet: { path: '/', port: 'http' } },
        volumeMounts: [{ name: `kube-api-access-${i}`, mountPath: '/var/run' }],
      },
    ],
    initContainers: [{ name: 'side', restartPolicy: 'Always', ports: [{ containerPort: 15000 }] }],
    volumes: [{ name: `kube-api-access-${i}`, projected: { sources: [] } }],
  },
  status: {
    phase: i === 2 ? 'Succeeded' : 'Running',
    podIP: `10.0.0.${i}`,
    podIPs: [{ ip: `10.0.0.${i}` }, { ip: i === 3 ? 'nonsense' : `fd00::${i}` }],
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [{ name: 'web', ready: true }],
  },
}));

const OTHERS = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: 'web',
      namespace: 'shop',
      annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/web' },
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [{ podSelector: { matchLabels: { app: 'wep' } } }], ports: [{ port: 'htp' }] },
      ],
      egress: [],
    },
  },
];

/** A list of one pod with such metadata. */
function pods(written: string): string {
  const pod = `{"apiVersion":"v1","kind":"Pod","metadata":${written}}`;
  return `{"apiVersion":"v1","items":[${pod}],"kind":"List"}`;
}
