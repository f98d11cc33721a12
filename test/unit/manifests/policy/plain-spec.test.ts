import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../../../lib/kernel';
import { decodeNetworkPolicy, manifestsOf, policyDecoder } from '../../../../lib/manifests';
import { isPlainSpec } from '../../../../lib/manifests/policy/plain-spec';
import { slots } from '../../../support/json-slots';

const usual = (): { [key: string]: Json } => ({
  podSelector: { matchLabels: { app: 'web', 'example.com/tier': '' } },
  policyTypes: ['Ingress', 'Egress'],
  ingress: [
    {},
    {
      from: [
        { podSelector: {}, namespaceSelector: { matchLabels: { team: 'a' } } },
        {
          namespaceSelector: {
            matchExpressions: [
              { key: 'env', operator: 'In', values: ['dev', 'test'] },
              { key: 'old', operator: 'DoesNotExist' },
            ],
          },
        },
      ],
      ports: [{ port: 80 }, { port: 'http', protocol: 'UDP' }, { protocol: 'SCTP' }],
    },
  ],
  egress: [
    {
      to: [
        { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.3.4/32'] } },
        { ipBlock: { cidr: '2001:db8::/32' } },
        { podSelector: { matchLabels: { app: 'db' } } },
      ],
      ports: [{ port: 8000, endPort: 8999, protocol: 'TCP' }],
    },
  ],
});

const COUNT = slots(usual()).length;

const found = fc.oneof(
  fc.constantFrom<Json>(
    null,
    0,
    1,
    1.5,
    65_536,
    8500,
    -1,
    true,
    '',
    'In',
    'Exists',
    'Egress',
    '80',
  ),
  fc.constantFrom<Json>('a-', '10.0.0.1/8', '010.0.0.0/8', '::ffff:10.0.0.0/104', '10.0.0.0/9'),
  fc.constantFrom<Json>('192.168.0.0/16', '10.0.0.0/08', '0.0.0.0/0', 'no-cidr', 'UDP', 'ICMP'),
  fc.constantFrom<Json>([], {}, [null], [{}], [''], ['a', 'b'], { a: null }, { a: 'b' }),
  fc.constantFrom<Json>(['Ingress', 'Ingress'], ['Ingress', 'Egress', 'Egress'], { app: 'x_y' }),
  fc.constantFrom<Json>({ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }, { port: 'http' }),
  fc.constantFrom<Json>({ 'a/b/c': 'x' }, { 2: 'y', 1: 'x' }, JSON.parse('{"__proto__": "x"}')),
);

const added = fc.constantFrom(
  'from',
  'to',
  'ports',
  'endPort',
  'values',
  'except',
  'unknown',
  'constructor',
);

interface Change {
  readonly at: number;
  readonly does: { readonly value: Json } | { readonly name: string } | 'remove';
  readonly value: Json;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(COUNT - 1),
  does: fc.oneof(
    found.map((value) => ({ value })),
    added.map((name) => ({ name })),
    fc.constant('remove' as const),
  ),
  value: found,
});

/** Puts another value in a place, adds one beside it, or takes it away. */
function changed(changes: readonly Change[]): Json {
  const spec = usual();
  for (const { at, does, value } of changes) {
    const all = slots(spec);
    const [holder, key] = all[at % all.length] ?? [spec, 'podSelector'];
    if (does !== 'remove' && 'value' in does)
      Object.assign(holder, { [key]: structuredClone(does.value) });
    else if (does !== 'remove' && 'name' in does && !Array.isArray(holder))
      holder[does.name] = structuredClone(value);
    else if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  }
  return spec;
}

function manifestOf(spec: Json) {
  const metadata = { name: 'web', namespace: 'shop' };
  return manifestsOf([
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec },
  ]).manifests;
}

test('a spec as most are written is plain', () => {
  expect(isPlainSpec(usual())).toBe(true);
});

test.each(['1.30', '1.36'])(
  'for %s any spec is decoded as without a look at what is plain',
  (version) => {
    const options = { kubernetesVersion: version };
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
        const manifests = manifestOf(changed(changes));
        expect(manifests.map(policyDecoder(options))).toStrictEqual(
          manifests.map((manifest) => decodeNetworkPolicy(manifest, options)),
        );
      }),
      { numRuns: 1000 },
    );
  },
);

test.each(slots(usual()).map(([, key], at) => [key, at] as const))(
  'a spec without `%s` at place %i is decoded as without a look at what is plain',
  (_, at) => {
    const manifests = manifestOf(changed([{ at, does: 'remove', value: null }]));
    expect(manifests.map(policyDecoder())).toStrictEqual(
      manifests.map((manifest) => decodeNetworkPolicy(manifest)),
    );
  },
);
