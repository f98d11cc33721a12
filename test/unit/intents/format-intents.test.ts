import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatIntents, parseIntents } from '../../../lib/intents';
import {
  type Claim,
  type IntentEndpoint,
  type IntentWording,
  type PortSpec,
  parseSelector,
  type Selector,
  type Statement,
  writtenIntent,
} from '../../../lib/kernel';
import { EVERY_FORM } from './examples';

const read = (text: string) => parseIntents(text, 'intents.yaml');

test('every form is written as a person would', async () => {
  const text = formatIntents(read(EVERY_FORM).statements);
  await expect(text).toMatchFileSnapshot('__snapshots__/every-form.yaml');
});

test('an intent about several flows becomes one entry for each', () => {
  const flow = (name: string) => ({
    from: [{ kind: 'any-pod' } as const],
    to: [{ kind: 'workload', namespace: 'shop', name } as const],
  });
  const claim: Claim = { kind: 'never-reaches', flows: [flow('db'), flow('api')] };
  const statement = writtenIntent(claim, { name: 'sealed', severity: 'error' });
  expect(read(formatIntents([statement])).statements.flatMap(({ intents }) => intents)).toEqual([
    { name: 'sealed (1 of 2)', severity: 'error', hard: true, ...claim, flows: [flow('db')] },
    { name: 'sealed (2 of 2)', severity: 'error', hard: true, ...claim, flows: [flow('api')] },
  ]);
});

// Values that YAML reads as something else, and keys that a map of labels has another use for.
const KEYS = [
  'app',
  'example.com/tier',
  'matchLabels',
  'matchExpressions',
  'on',
  '1',
  'constructor',
];
const VALUES = ['web', '', 'true', 'no', '1.0', '0x1', 'null', '1e3', '2027-01-31', 'y'];
const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
const labelValues = fc.uniqueArray(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 3 });
const key = fc.constantFrom(...KEYS);

const selector: fc.Arbitrary<Selector> = some(
  fc.oneof(
    fc.record({
      key,
      operator: fc.constantFrom('In' as const, 'NotIn' as const),
      values: labelValues,
    }),
    fc.record({ key, operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const) }),
  ),
).map((matchExpressions) => parseSelector({ matchExpressions }));
const anySelector = fc.oneof(selector, fc.constant(parseSelector({})));

const name = fc.constantFrom('shop', 'a', '1', 'no', 'true', '10');
const pod: fc.Arbitrary<IntentEndpoint> = fc.oneof(
  fc.record({ kind: fc.constant('workload' as const), namespace: name, name }),
  fc.record({
    kind: fc.constant('workload' as const),
    namespace: name,
    name: fc.constantFrom('db', 'my.db'),
    workloadKind: fc.constantFrom('Deployment', 'No'),
  }),
  fc.record({ kind: fc.constant('service' as const), namespace: name, name }),
  fc.constant({ kind: 'any-pod' as const }),
  fc.record({
    kind: fc.constant('pods' as const),
    namespaces: fc.oneof(
      fc.record({ kind: fc.constant('named' as const), name }),
      fc.record({ kind: fc.constant('selected' as const), selector: anySelector }),
    ),
    pods: anySelector,
  }),
);
const outside: fc.Arbitrary<IntentEndpoint> = fc.oneof(
  fc.constantFrom(
    { kind: 'internet' as const },
    { kind: 'cloud-metadata' as const },
    { kind: 'anywhere' as const },
    { kind: 'addresses' as const, cidrs: ['0.0.0.0/0', '::/0'], except: [] },
    { kind: 'addresses' as const, cidrs: ['10.0.0.0/8'], except: [] },
    { kind: 'addresses' as const, cidrs: ['::1/128', '10.0.0.0/8'], except: ['10.1.0.0/16'] },
    { kind: 'addresses' as const, cidrs: ['203.0.113.0/24', 'fd00::/8'], except: [] },
  ),
);
const protocol = fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const);
const port = fc.integer({ min: 1, max: 65_535 });
const numbered: fc.Arbitrary<PortSpec> = fc.oneof(
  fc.record({ protocol }),
  fc.record({ protocol, port }),
  fc
    .tuple(protocol, port, port)
    .map(([each, a, b]) => ({ protocol: each, port: Math.min(a, b), endPort: Math.max(a, b) })),
);
const named: fc.Arbitrary<PortSpec> = fc.record({
  protocol,
  port: fc.constantFrom('all', 'no', 'tcp', 'https', '1a'),
});
const maybe = (ports: fc.Arbitrary<PortSpec>) =>
  fc.oneof(
    fc.constant({}),
    some(ports).map((each) => ({ ports: each })),
  );

/** Flows between the ends that `ends` gives, and that policies can decide. */
const pods = some(pod);
const parts = fc.oneof(
  fc.record({ from: some(fc.oneof(pod, outside)), to: pods, on: maybe(fc.oneof(numbered, named)) }),
  fc.record({ from: pods, to: some(fc.oneof(pod, outside)), on: maybe(numbered) }),
);
const claim: fc.Arbitrary<Claim> = fc.oneof(
  parts.map(({ from, to, on }) => ({ kind: 'reaches', flows: [{ from, to, ...on }] }) as const),
  parts.map(
    ({ from, to, on }) => ({ kind: 'never-reaches', flows: [{ from, to, ...on }] }) as const,
  ),
  fc.tuple(pods, fc.array(parts, { maxLength: 3 })).map(([to, flows]) => ({
    kind: 'reached-only-by' as const,
    to,
    flows: flows.map(({ from, on }) => ({ from, to, ...on })),
  })),
  fc
    .tuple(pods, fc.array(fc.record({ to: pods, on: maybe(named) }), { maxLength: 3 }))
    .map(([from, flows]) => ({
      kind: 'reaches-only' as const,
      from,
      flows: flows.map(({ to, on }) => ({ from, to, ...on })),
    })),
  fc.record({
    kind: fc.constant('closed' as const),
    pods,
    directions: fc.constantFrom(
      ['ingress' as const],
      ['egress' as const],
      ['egress' as const, 'ingress' as const],
    ),
  }),
  fc.record({ kind: fc.constant('resolves-names' as const), from: pods }),
);

const line = fc
  .string({ unit: 'binary', maxLength: 30 })
  .filter((text) => text.trim() !== '' && !/[\r\n]/.test(text));
const wording: fc.Arbitrary<IntentWording> = fc
  .record({
    name: fc.oneof(line, fc.constantFrom('no', 'a: b', '- a', 'a #b', 'only the api', '1', '"')),
    severity: fc.constantFrom('error' as const, 'warning' as const),
    accepted: fc.constantFrom({}, { until: '2027-01-31' }, undefined),
    reason: line,
  })
  .map(({ accepted, reason, ...said }) => ({
    ...said,
    ...(accepted !== undefined && {
      acknowledged: { reason: `${reason} and ten more`, ...accepted },
    }),
  }));
const statement: fc.Arbitrary<Statement> = fc
  .tuple(claim, wording)
  .map(([demanded, said]) => writtenIntent(demanded, said));

test('what is written is read back as it was', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(statement, {
        minLength: 1,
        maxLength: 4,
        selector: ({ intents }) => intents[0]?.name,
      }),
      (statements) => {
        const { statements: again, diagnostics } = read(formatIntents(statements));
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(again.map(({ source, ...said }) => said)).toEqual(statements);
      },
    ),
  );
});
