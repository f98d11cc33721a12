import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../lib/kernel';
import {
  alikePod,
  type Manifest,
  parseManifests,
  type ReadResult,
  wholeBody,
} from '../../../lib/manifests';
import { inPieces } from '../../../lib/manifests/disk';
import { parseDump } from '../../../lib/manifests/dump';
import { AlikeLabels } from '../../../lib/manifests/dump/alike-labels';
import { buildCluster } from '../../../lib/model';
import { variations, variedPod } from '../../support/varied-pods';

const FILE = 'dump.json';

function dumped(text: string, window = 1 << 20): ReadResult | undefined {
  return parseDump(inPieces([Buffer.from(text)]), FILE, { window });
}

const varied = variations([
  'web',
  'db',
  'web-abc',
  'x',
  '',
  'é',
  'a b',
  '-a',
  'q"',
  '\n',
  '\ud800',
]);

function listOf(pods: readonly string[]): string {
  return `{"apiVersion":"v1","kind":"List","items":[${pods.join(',')}]}`;
}

/** Everything that is made of manifests, and everything that anybody can learn of them. */
function learnt(read: ReadResult | undefined) {
  const manifests = read?.manifests ?? [];
  const { cluster, diagnostics } = buildCluster(manifests);
  const said = manifests.map(({ apiVersion, kind, name, namespace, body, origin }) => {
    const places = [origin.at([]), origin.at(['metadata', 'labels', 'app'])];
    return { apiVersion, kind, name, namespace, places, ...seen(body) };
  });
  const refused = read?.diagnostics;
  return { refused, said, diagnostics, cluster: JSON.stringify(cluster, plain) };
}

/** A body as those see it who look at fields that are never left out. */
function seen({ metadata, status }: Manifest['body']) {
  return { metadata: withoutManagers(metadata), phase: Object(status).phase };
}

function withoutManagers(metadata: Json | undefined): string {
  return JSON.stringify(metadata, (key, value: unknown) =>
    key === 'managedFields' ? undefined : value,
  );
}

function plain(key: string, value: unknown): unknown {
  if (key === 'origin') return undefined;
  if (value instanceof Map || value instanceof AlikeLabels) return [...value];
  return typeof value === 'bigint' ? String(value) : value;
}

function expectSame(written: string, window?: number): ReadResult | undefined {
  const read = dumped(written, window);
  expect(learnt(read)).toEqual(learnt(parseManifests(written, FILE)));
  return read;
}

describe('pods that are written alike', () => {
  test('are read, and become a cluster, as if each were read with care', () => {
    let alike = 0;
    fc.assert(
      fc.property(
        fc.array(varied, { minLength: 2, maxLength: 8 }),
        fc.constantFrom(undefined, 1, '\t'),
        fc.constantFrom(1 << 20, 5_000),
        (changes, indent, window) => {
          const pods = changes.map((change, i) => variedPod({ name: `web-${i}`, ...change }));
          const read = expectSame(
            listOf(pods.map((pod) => JSON.stringify(pod, null, indent))),
            window,
          );
          alike += read?.manifests.filter(alikePod).length ?? 0;
        },
      ),
      { numRuns: 300 },
    );
    expect(alike).toBeGreaterThan(200);
  });

  test('are read the same, or left to who reads texts, when something in one of them changes', () => {
    const pods = [1, 2, 3, 4].map((i) => JSON.stringify(variedPod({ name: `web-${i}` })));
    const put = fc.constantFrom(
      ...['"', '{', '}', '[', ']', ',', ':', '\\', '\n', '\u0000', 'é', '\\u00e9', '\\x', '\\u12'],
      ...['0', '1.', '-', 'e9', 'null', 'z', ' ', '"a":1,', '"name":"b",', '"__proto__":{"a":1},'],
      ...['"\\u006bind":"x",', '"metadata":{},', '{},', '"1":"x",'],
    );
    const anywhere = fc.double({ min: 0, max: 1, noNaN: true });
    let read = 0;
    fc.assert(
      fc.property(fc.nat(3), anywhere, fc.nat(2), put, (which, place, cut, insert) => {
        const changed = pods.map((pod, i) => {
          const at = Math.floor(place * pod.length);
          return i === which ? pod.slice(0, at) + insert + pod.slice(at + cut) : pod;
        });
        const written = Buffer.from(listOf(changed)).toString();
        if (dumped(written) === undefined) return;
        read += 1;
        expectSame(written);
      }),
      { numRuns: 1_500 },
    );
    expect(read).toBeGreaterThan(50);
  });

  test.each(['x', 5, [], null, {}])('are refused alike where their metadata is %j', (metadata) => {
    const pod = JSON.stringify({ ...Object(variedPod({})), metadata });
    expectSame(listOf([pod, pod, pod]));
  });

  test('have bodies that show all of a pod to whoever looks into them', () => {
    const pods = ['a', 'b', 'c'].map((name) => variedPod({ name }));
    const { manifests = [] } = dumped(listOf(pods.map((pod) => JSON.stringify(pod)))) ?? {};
    expect(manifests.filter(alikePod).length).toBe(2);
    const { body } = manifests[2] ?? { body: {} };
    expect({ ...body }).toEqual(pods[2]);
    expect(JSON.stringify(body)).toBe(JSON.stringify(pods[2]));
    expect('spec' in body).toBe(true);
    expect(Reflect.set(body, 'spec', 1)).toBe(false);
    expect(Reflect.deleteProperty(body, 'spec')).toBe(false);
  });

  test('are alike no more once somebody gives one another body', () => {
    const pods = ['a', 'b'].map((name) => JSON.stringify(variedPod({ name })));
    const [, pod] = dumped(listOf(pods))?.manifests ?? [];
    expect(pod && alikePod({ ...pod })).toBeDefined();
    expect(pod && alikePod({ ...pod, body: {} })).toBeUndefined();
  });

  test('keep the order of their labels, also where these are numbers', () => {
    const pod = (b: string, one: string) =>
      JSON.stringify(variedPod({})).replace('"labels":{', `"labels":{"b":"${b}","1":"${one}",`);
    expectSame(listOf([pod('x', 'x'), pod('y', 'z'), pod('z', 'y')]));
  });

  test('are alike within a list only, because another one may say another kind of them', () => {
    const pod = JSON.stringify(variedPod({})).replace('"apiVersion":"v1","kind":"Pod",', '');
    const typed = (kind: string) =>
      `{"apiVersion":"v1","kind":"${kind}","items":[${pod},${pod.replace('web-1', 'web-2')}]}`;
    const read = expectSame(`${typed('PodList')}\n${typed('RodList')}`);
    expect(read?.manifests.map(({ kind }) => kind)).toEqual(['Pod', 'Pod', 'Rod', 'Rod']);
  });

  test('are manifests of which a copy has all that the manifest has', () => {
    const pods = ['web-1', 'web-2', 'web-3'].map((name) => variedPod({ name }));
    const read = dumped(listOf(pods.map((pod) => JSON.stringify(pod))));
    const alike = read?.manifests.filter((each) => alikePod(each) !== undefined) ?? [];
    const copies = alike.map((each): Manifest => ({ ...each, name: 'copied' }));
    expect(alike.map(({ name }) => name)).toEqual(['web-2', 'web-3']);
    for (const [i, copy] of copies.entries()) {
      const { apiVersion, kind, name, namespace, body, origin } = copy;
      expect({ apiVersion, kind, name, namespace }).toEqual({
        ...{ apiVersion: 'v1', kind: 'Pod', name: 'copied', namespace: 'shop' },
      });
      expect(body).toBe(alike[i]?.body);
      expect(origin.at([])).toEqual(alike[i]?.origin.at([]));
      expect(wholeBody(copy)).toEqual(pods[i + 1]);
    }
  });
});
