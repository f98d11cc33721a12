import { expect, test } from 'vitest';
import { mayBothMatch } from '../../../../lib/constructs/unevaluated/both-match';
import { mayBreak } from '../../../../lib/constructs/unevaluated/touching';
import {
  type Claim,
  EVERYTHING,
  type Intent,
  type IntentEndpoint,
  type LabelSelectorSpec,
  type PortSpec,
  parseSelector,
} from '../../../../lib/kernel';

const podsOf = (namespace: string, app: string): IntentEndpoint => ({
  kind: 'pods',
  namespaces: { kind: 'named', name: namespace },
  pods: parseSelector({ matchLabels: { app } }),
});
const cidrs = (cidr: string, ...except: readonly string[]): IntentEndpoint => ({
  kind: 'addresses',
  cidrs: [cidr],
  except,
});
const WEB = podsOf('shop', 'web');
const INTERNET: IntentEndpoint = { kind: 'internet' };
const METADATA: IntentEndpoint = { kind: 'cloud-metadata' };
const ANY_POD: IntentEndpoint = { kind: 'any-pod' };
const ANYWHERE: IntentEndpoint = { kind: 'anywhere' };
const TEAM: IntentEndpoint = {
  kind: 'pods',
  namespaces: { kind: 'selected', selector: parseSelector({ matchLabels: { team: 'a' } }) },
  pods: EVERYTHING,
};

const intent = (claim: Claim): Intent => ({
  ...claim,
  name: 'some intent',
  severity: 'error',
  hard: true,
});
const never = (to: IntentEndpoint, ports?: readonly PortSpec[]): Intent =>
  intent({
    kind: 'never-reaches',
    flows: [{ from: [ANY_POD], to: [to], ...(ports !== undefined && { ports }) }],
  });
const flowTo = (to: IntentEndpoint) => ({ from: [WEB], to: [to] });

test.each([
  ['pods that share a namespace and no contradicting label', WEB, podsOf('shop', 'web')],
  ['pods of any namespace', WEB, ANY_POD],
  [
    'a workload, whose labels are not known here',
    WEB,
    { kind: 'workload', namespace: 'shop', name: 'web' },
  ],
  ['namespaces by labels that a named one may have', WEB, TEAM],
  ['everyone', WEB, ANYWHERE],
  ['an address of the internet', cidrs('203.0.113.0/24'), INTERNET],
  ['every address and cloud metadata', cidrs('0.0.0.0/0'), METADATA],
] satisfies [string, IntentEndpoint, IntentEndpoint][])('may break: %s', (_, opened, forbidden) => {
  expect(mayBreak(flowTo(opened), never(forbidden))).toBe(true);
});

test.each([
  ['pods of another namespace', WEB, podsOf('blog', 'web')],
  ['pods with another value of a label', WEB, podsOf('shop', 'api')],
  ['addresses and pods', cidrs('10.0.0.0/8'), ANY_POD],
  ['a private address and the internet', cidrs('10.0.0.0/8'), INTERNET],
  ['addresses without metadata, and metadata', cidrs('169.254.0.0/16', '169.254.0.0/16'), METADATA],
] satisfies [string, IntentEndpoint, IntentEndpoint][])(
  'cannot break: %s',
  (_, opened, forbidden) => {
    expect(mayBreak(flowTo(opened), never(forbidden))).toBe(false);
  },
);

test.each([
  [[{ protocol: 'TCP', port: 443 }], [{ protocol: 'TCP', port: 443 }], true],
  [[{ protocol: 'TCP', port: 440, endPort: 450 }], [{ protocol: 'TCP', port: 443 }], true],
  [[{ protocol: 'TCP' }], [{ protocol: 'TCP', port: 443 }], true],
  [[{ protocol: 'TCP', port: 'https' }], [{ protocol: 'TCP', port: 443 }], true],
  [[{ protocol: 'UDP', port: 443 }], [{ protocol: 'TCP', port: 443 }], false],
  [[{ protocol: 'TCP', port: 80 }], [{ protocol: 'TCP', port: 443 }], false],
] satisfies [PortSpec[], PortSpec[], boolean][])(
  'ports %j and %j meet: %s',
  (some, others, meet) => {
    expect(mayBreak({ ...flowTo(WEB), ports: some }, never(WEB, others))).toBe(meet);
  },
);

test('what nothing else may reach is broken by anything that does', () => {
  const only = intent({ kind: 'reached-only-by', to: [WEB], flows: [] });
  expect(mayBreak(flowTo(WEB), only)).toBe(true);
  expect(mayBreak(flowTo(podsOf('shop', 'api')), only)).toBe(false);
});

test('what reaches nothing else is broken by anything that it may reach, nodes included', () => {
  const only = intent({ kind: 'reaches-only', from: [WEB], flows: [] });
  expect(mayBreak({ from: [WEB], to: [] }, only)).toBe(true);
});

test('more flows break no demand that flows pass', () => {
  const reaches = intent({ kind: 'reaches', flows: [flowTo(WEB)] });
  expect(mayBreak(flowTo(WEB), reaches)).toBe(false);
});

test.each<[LabelSelectorSpec, LabelSelectorSpec, boolean]>([
  [{}, { matchLabels: { a: '1' } }, true],
  [{ matchLabels: { a: '1' } }, { matchLabels: { b: '1' } }, true],
  [{ matchLabels: { a: '1' } }, { matchLabels: { a: '2' } }, false],
  [
    { matchLabels: { a: '1' } },
    { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['1'] }] },
    false,
  ],
  [
    { matchLabels: { a: '1' } },
    { matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] },
    false,
  ],
  [
    { matchExpressions: [{ key: 'a', operator: 'Exists' }] },
    { matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] },
    false,
  ],
  [
    { matchExpressions: [{ key: 'a', operator: 'In', values: ['1', '2'] }] },
    { matchExpressions: [{ key: 'a', operator: 'In', values: ['2', '3'] }] },
    true,
  ],
  [
    { matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] },
    { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['1'] }] },
    true,
  ],
])('%j and %j match one object: %s', (a, b, expected) => {
  expect(mayBothMatch(parseSelector(a), parseSelector(b))).toBe(expected);
});
