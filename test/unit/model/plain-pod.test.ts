import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagnostic, Json, Origin } from '../../../lib/kernel';
import { fieldsOf } from '../../../lib/manifests';
import { PodParts, plainPod } from '../../../lib/model/plain-pod';
import { isFinished, readPod } from '../../../lib/model/pod';
import { slots } from '../../support/json-slots';

const origin: Origin = { file: 'f.yaml', at: () => ({ file: 'f.yaml' }) };
const identity = { namespace: 'shop', name: 'web', stands: 'for-one-pod', origin } as const;

const usual = (): { [key: string]: Json } => ({
  metadata: { labels: { app: 'web', 'example.com/tier': 'front' } },
  spec: {
    nodeName: 'node-1',
    hostNetwork: false,
    dnsPolicy: 'ClusterFirst',
    containers: [
      {
        ports: [
          { name: 'http', containerPort: 80 },
          { containerPort: 53, protocol: 'UDP' },
        ],
      },
      { name: 'without-ports' },
    ],
    initContainers: [{ ports: [{ name: 'probe', containerPort: 81, protocol: 'TCP' }] }],
  },
  status: { phase: 'Running', podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }] },
});

const COUNT = slots(usual()).length;

const found = fc.oneof(
  fc.constantFrom<Json>(null, 0, 1.5, 70_000, true, false, '', 'None', 'Default', 'UDP', 'Pending'),
  fc.constantFrom<Json>('Failed', 'a-', '010.0.0.1', '10.0.0.2', [], {}, [null], [{}], { a: null }),
  fc.constantFrom<Json>({ a: 'b' }, { 'a/b/c': 'x' }, JSON.parse('{"__proto__": "x"}')),
);

function read(body: { [key: string]: Json }) {
  const diagnostics: Diagnostic[] = [];
  const manifest = { apiVersion: 'v1', kind: 'Pod', ...identity, body };
  const fields = fieldsOf(manifest, diagnostics);
  return { finished: isFinished(fields), pod: readPod(fields, identity, diagnostics), diagnostics };
}

test('a pod as the API server writes it is plain', () => {
  expect(plainPod(usual(), identity)).toEqual(read(usual()).pod);
});

test('pods of one template share what is made of it, and nothing else', () => {
  const parts = new PodParts();
  const containers = [{ ports: [{ name: 'http', containerPort: 80 }] }];
  const first = { ...usual(), spec: { containers } };
  const status = { phase: 'Running', podIPs: [{ ip: '10.0.0.2' }] };
  const second = { ...first, spec: { containers, nodeName: 'node-2' }, status };
  const third = { ...second, metadata: { labels: {} }, spec: { containers: [] } };
  const bodies = [first, second, third];
  const [one, other, stranger] = bodies.map((body) => plainPod(body, identity, parts));
  expect([one, other, stranger]).toEqual(bodies.map((body) => read(body).pod));
  expect(other?.labels).toBe(one?.labels);
  expect(other?.ports).toBe(one?.ports);
});

test('a plain pod is what reading it with care gives, and nothing is wrong with it', () => {
  const change = fc.record({
    slot: fc.nat(COUNT - 1),
    value: fc.option(found, { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const body = usual();
      for (const { slot, value } of changes) {
        const [holder, key] = slots(body)[slot] ?? [];
        if (holder === undefined || key === undefined) continue;
        if (value !== undefined) Reflect.set(holder, key, structuredClone(value));
        else if (!Array.isArray(holder)) Reflect.deleteProperty(holder, key);
      }
      const plain = plainPod(body, identity);
      if (plain === undefined) return;
      expect(read(body)).toEqual({ finished: false, pod: plain, diagnostics: [] });
    }),
    { numRuns: 3_000 },
  );
});
