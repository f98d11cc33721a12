import { describe, expect, test } from 'vitest';
import { decodeNetworkPolicy, parseManifests } from '../../../../lib/manifests';

const HEAD = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: np}\n';

function decodeText(text: string, kubernetesVersion?: string) {
  const [manifest] = parseManifests(text, 'np.yaml').manifests;
  if (manifest === undefined) throw new TypeError(`not a manifest: ${text}`);
  return decodeNetworkPolicy(
    manifest,
    kubernetesVersion === undefined ? {} : { kubernetesVersion },
  );
}
const decode = (rest: string, version?: string) => decodeText(`${HEAD}${rest}\n`, version);
const spec = (rest: string) => decode(`spec: ${rest}`).policy?.spec;
const messages = (rest: string) => decode(rest).diagnostics.map(({ message }) => message);
const helps = (rest: string) => decode(rest).diagnostics.map(({ help }) => help);
const CANNOT =
  'NetworkPolicy in version "v1" cannot be handled as a NetworkPolicy: json: cannot unmarshal';

describe('defaults', () => {
  test.each([
    ['{}', ['Ingress']],
    ['{egress: []}', ['Ingress']],
    ['{egress: null}', ['Ingress']],
    ['{egress: [{}]}', ['Ingress', 'Egress']],
    ['{policyTypes: [], egress: [{}]}', ['Ingress', 'Egress']],
    ['{policyTypes: null}', ['Ingress']],
    ['{policyTypes: [Egress], ingress: [{}]}', ['Egress']],
    ['{policyTypes: [Ingress], egress: [{}]}', ['Ingress']],
    ['{policyTypes: [Ingress, Ingress]}', ['Ingress', 'Ingress']],
  ])('the policy types of %s are %j', (text, policyTypes) => {
    expect(spec(text)?.policyTypes).toEqual(policyTypes);
  });

  test.each([
    '',
    'spec:',
    'spec: {}',
    'spec: {podSelector: }',
    'spec: {podSelector: {matchLabels: {}, matchExpressions: []}}',
  ])('%j denies all ingress to every pod', (text) => {
    expect(decode(text).policy?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress'] });
  });

  test('a port entry without a protocol is TCP', () => {
    expect(
      spec('{ingress: [{ports: [{}, {port: 80}, {protocol: UDP, port: dns}]}]}')?.ingress,
    ).toEqual([
      {
        ports: [
          { protocol: 'TCP' },
          { protocol: 'TCP', port: 80 },
          { protocol: 'UDP', port: 'dns' },
        ],
      },
    ]);
  });

  test.each(['{}', '{from: }', '{from: [], ports: []}', '{ports: null}'])(
    'the rule %s is a rule without conditions',
    (rule) => {
      expect(spec(`{ingress: [${rule}]}`)?.ingress).toEqual([{}]);
    },
  );

  test('an empty selector of a peer is kept: it selects everything', () => {
    expect(spec('{egress: [{to: [{podSelector: {}, namespaceSelector: null}]}]}')?.egress).toEqual([
      { to: [{ podSelector: {} }] },
    ]);
  });

  test('exceptions and values that are empty are absent', () => {
    expect(spec('{egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: []}}]}]}')?.egress).toEqual([
      { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] },
    ]);
  });

  test('the namespace may be open', () => {
    expect(decode('').policy?.metadata).toEqual({ name: 'np' });
  });

  test('what only a server writes is let through and left out', () => {
    const text = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: np
  namespace: shop
  uid: 1b4e28ba
  creationTimestamp: null
  managedFields: [{manager: kubectl, fieldsV1: {'f:spec': {}}}]
status: {}
`;
    expect(decodeText(text)).toEqual({
      policy: {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'np', namespace: 'shop' },
        spec: { podSelector: {}, policyTypes: ['Ingress'] },
      },
      diagnostics: [],
    });
  });
});

describe('unknown fields', () => {
  test.each([
    ['spec: {policytypes: [Egress]}', 'spec.policytypes', 'write `policyTypes`'],
    ['spec: {Egress: []}', 'spec.Egress', 'write `egress`'],
    ['spec: {podSelecter: {}}', 'spec.podSelecter', 'write `podSelector`'],
    ['spec: {selector: {}}', 'spec.selector', 'write `podSelector`'],
    ['spec: {egress: [{from: []}]}', 'spec.egress[0].from', 'write `to`'],
    ['spec: {ingress: [{to: []}]}', 'spec.ingress[0].to', 'write `from`'],
    [
      'spec: {egress: [{to: [{podSelector: {}, ports: []}]}]}',
      'spec.egress[0].to[0].ports',
      'move `ports` out, beside `to` in spec.egress[0]',
    ],
    [
      'spec: {podSelector: {policyTypes: []}}',
      'spec.podSelector.policyTypes',
      'move `policyTypes` out, beside `podSelector` in spec',
    ],
    ['ingress: []', 'ingress', 'put `ingress` inside `spec`'],
    [
      'spec: {ingress: [{podSelector: {}}]}',
      'spec.ingress[0].podSelector',
      'put `podSelector` inside an entry of `from`',
    ],
    [
      'spec: {podSelector: {app: web}}',
      'spec.podSelector.app',
      'remove it; the fields here are `matchLabels`, `matchExpressions`',
    ],
    [
      'spec: {ingress: [{from: [{cidr: 10.0.0.0/8, podSelector: {}}]}]}',
      'spec.ingress[0].from[0].cidr',
      'put `cidr` inside `ipBlock`',
    ],
    [
      'spec: {ingress: [{port: 80}]}',
      'spec.ingress[0].port',
      'put `port` inside an entry of `ports`',
    ],
    [
      'spec: {"a b": 1}',
      'spec.a b',
      'remove it; the fields here are `podSelector`, `policyTypes`, `ingress`, `egress`',
    ],
  ])('%s is refused, and the fix is named', (text, path, help) => {
    expect(decode(text).policy).toBeUndefined();
    expect(messages(text)).toEqual([`strict decoding error: unknown field "${path}"`]);
    expect(helps(text)).toEqual([help]);
  });

  test('one is pointed at', () => {
    expect(
      decode('spec:\n  egress:\n  - to:\n    - podSelector: {}\n      ports: []').diagnostics,
    ).toMatchObject([
      {
        code: 'manifests/unknown-field',
        severity: 'error',
        source: { file: 'np.yaml', line: 8, column: 7, path: 'spec.egress[0].to[0].ports' },
      },
    ]);
  });

  test.each(['__proto__', 'constructor', 'toString'])('%s is one', (name) => {
    expect(messages(`spec: {${name}: {}}`)).toEqual([
      `strict decoding error: unknown field "spec.${name}"`,
    ]);
  });

  test('the empty peer that one leaves behind is not reported too', () => {
    expect(messages('spec: {ingress: [{from: [{ipBlck: {}}]}]}')).toEqual([
      'strict decoding error: unknown field "spec.ingress[0].from[0].ipBlck"',
    ]);
  });
});

// Wording printed by apimachinery 0.31 (strict YAML serializer) for the same documents.
describe('types', () => {
  test.each([
    [
      'spec: {podSelector: {matchLabels: {a: true}}}',
      'bool into Go struct field LabelSelector.spec.podSelector.matchLabels of type string',
    ],
    [
      'spec: {podSelector: {matchLabels: {a: 1}}}',
      'number into Go struct field LabelSelector.spec.podSelector.matchLabels of type string',
    ],
    [
      'spec: {podSelector: {matchLabels: [x]}}',
      'array into Go struct field LabelSelector.spec.podSelector.matchLabels of type map[string]string',
    ],
    [
      'spec: {podSelector: x}',
      'string into Go struct field NetworkPolicySpec.spec.podSelector of type v1.LabelSelector',
    ],
    [
      'spec: {podSelector: {matchExpressions: [{key: 1, operator: Exists}]}}',
      'number into Go struct field LabelSelectorRequirement.spec.podSelector.matchExpressions.key of type string',
    ],
    [
      'spec: {podSelector: {matchExpressions: [{key: a, operator: true}]}}',
      'bool into Go struct field LabelSelectorRequirement.spec.podSelector.matchExpressions.operator of type v1.LabelSelectorOperator',
    ],
    [
      'spec: {egress: [{to: {podSelector: {}}}]}',
      'object into Go struct field NetworkPolicyEgressRule.spec.egress.to of type []v1.NetworkPolicyPeer',
    ],
    [
      'spec: {ingress: [5]}',
      'number into Go struct field NetworkPolicySpec.spec.ingress of type v1.NetworkPolicyIngressRule',
    ],
    ['spec: [5]', 'array into Go struct field NetworkPolicy.spec of type v1.NetworkPolicySpec'],
    [
      'spec: {policyTypes: Ingress}',
      'string into Go struct field NetworkPolicySpec.spec.policyTypes of type []v1.PolicyType',
    ],
    [
      'spec: {policyTypes: [1]}',
      'number into Go struct field NetworkPolicySpec.spec.policyTypes of type v1.PolicyType',
    ],
    [
      'spec: {ingress: [{ports: [{port: true}]}]}',
      'bool into Go struct field NetworkPolicyPort.spec.ingress.ports.port of type int32',
    ],
    [
      'spec: {ingress: [{ports: [{port: 80.5}]}]}',
      'number 80.5 into Go struct field NetworkPolicyPort.spec.ingress.ports.port of type int32',
    ],
    [
      'spec: {ingress: [{ports: [{port: 4294967297}]}]}',
      'number 4294967297 into Go struct field NetworkPolicyPort.spec.ingress.ports.port of type int32',
    ],
    [
      'spec: {ingress: [{ports: [{port: 80, endPort: "90"}]}]}',
      'string into Go struct field NetworkPolicyPort.spec.ingress.ports.endPort of type int32',
    ],
    [
      'spec: {ingress: [{ports: [{port: 80, protocol: 6}]}]}',
      'number into Go struct field NetworkPolicyPort.spec.ingress.ports.protocol of type v1.Protocol',
    ],
    [
      'spec: {ingress: [{from: [{ipBlock: {cidr: 10}}]}]}',
      'number into Go struct field IPBlock.spec.ingress.from.ipBlock.cidr of type string',
    ],
  ])('%s is refused', (text, wording) => {
    expect(messages(text)).toEqual([`${CANNOT} ${wording}`]);
  });

  test.each([
    [
      'spec: {podSelector: {matchLabels: {a: on}}}',
      'put the value in quotes, so that it is read as text',
    ],
    ['spec: {egress: [{to: {podSelector: {}}}]}', 'write a list: begin each entry with `- `'],
    ['spec: {podSelector: {matchLabels: [a]}}', 'write `key: value` lines without dashes'],
    ['spec: {podSelector: [a]}', 'remove the dash: one object belongs here, not a list'],
    [
      'spec: {ingress: [{ports: [{port: 80, endPort: "90"}]}]}',
      'write the number without quotes: 90',
    ],
    ['spec: {ingress: [{ports: [80]}]}', 'write an object with `protocol`, `port`, `endPort`'],
  ])('%s has a fix', (text, help) => {
    expect(helps(text)).toEqual([help]);
  });

  test('labels and annotations of the policy itself are texts', () => {
    const text = HEAD.replace('{name: np}', '{name: np, labels: {a: 1}, annotations: {b: yes}}');
    expect(decodeText(text).diagnostics.map(({ message }) => message)).toEqual([
      `${CANNOT} number into Go struct field ObjectMeta.metadata.labels of type string`,
      `${CANNOT} bool into Go struct field ObjectMeta.metadata.annotations of type string`,
    ]);
  });
});

describe('null', () => {
  test.each([
    ['spec: {ingress: [null]}', 'spec.ingress[0]'],
    ['spec: {ingress: [{from: [null]}]}', 'spec.ingress[0].from[0]'],
    ['spec: {ingress: [{ports: [null]}]}', 'spec.ingress[0].ports[0]'],
    ['spec: {policyTypes: [null]}', 'spec.policyTypes[0]'],
    [
      'spec: {podSelector: {matchExpressions: [{key: a, operator: In, values: [null]}]}}',
      'spec.podSelector.matchExpressions[0].values[0]',
    ],
  ])('%s is refused: an empty entry is no list item', (text, path) => {
    expect(decode(text).diagnostics).toMatchObject([
      {
        code: 'manifests/null-entry',
        message: `NetworkPolicy "np": ${path}: Invalid value: null: must not be an empty entry`,
        source: { path },
      },
    ]);
  });

  test('a label without a value is the empty text, with a warning', () => {
    const { policy, diagnostics } = decode('spec: {podSelector: {matchLabels: {app: }}}');
    expect(policy?.spec.podSelector).toEqual({ matchLabels: { app: '' } });
    expect(diagnostics).toMatchObject([{ code: 'manifests/null-label', severity: 'warning' }]);
  });
});

describe('validation', () => {
  test('speaks as kubectl does, and points at the field', () => {
    expect(decode('spec:\n  ingress:\n  - ports:\n    - port: 0').diagnostics).toMatchObject([
      {
        code: 'manifests/invalid-policy',
        severity: 'error',
        message:
          'The NetworkPolicy "np" is invalid: spec.ingress[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
        source: { file: 'np.yaml', line: 7, column: 7, path: 'spec.ingress[0].ports[0].port' },
        help: 'use a port from 1 to 65535; leave `port` out to allow every port of the protocol',
      },
    ]);
  });

  test('a bad label is named by the path of the API server and shown where it is', () => {
    expect(
      decode('spec:\n  podSelector:\n    matchLabels:\n      ok: x\n      bad: "-"').diagnostics[0]
        ?.source,
    ).toEqual({
      file: 'np.yaml',
      line: 8,
      column: 7,
      path: 'spec.podSelector.matchLabels',
    });
  });

  test('nothing is hidden by something else', () => {
    const text =
      'spec: {policytypes: [], podSelector: {matchLabels: {a: 1}}, ingress: [{ports: [{port: 0}], from: [{}]}]}';
    expect(decode(text).diagnostics.map(({ code }) => code)).toEqual([
      'manifests/unknown-field',
      'manifests/wrong-type',
      'manifests/invalid-policy',
      'manifests/invalid-policy',
    ]);
  });

  test('a refused entry does not move the ones behind it', () => {
    const text = 'spec: {ingress: [{ports: [5, {port: 0}]}]}';
    expect(messages(text)[1]).toContain('spec.ingress[0].ports[1].port');
  });
});

describe('CIDRs', () => {
  const loose = 'spec: {egress: [{to: [{ipBlock: {cidr: 10.0.0.5/8}}]}]}';

  test('with host bits are an error', () => {
    expect(decode(loose)).toMatchObject({
      diagnostics: [
        {
          severity: 'error',
          help: 'write `10.0.0.0/8` for the whole block, or `10.0.0.5/32` for the one address',
        },
      ],
    });
    expect(decode(loose).policy).toBeUndefined();
  });

  test('with host bits are a warning before Kubernetes 1.36', () => {
    const { policy, diagnostics } = decode(loose, '1.35');
    expect(policy).toBeDefined();
    expect(diagnostics).toMatchObject([
      {
        code: 'manifests/loose-cidr',
        severity: 'warning',
        message:
          'NetworkPolicy "np": spec.egress[0].to[0].ipBlock.cidr: CIDR value "10.0.0.5/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.0.0.5/32"?)',
      },
    ]);
  });
});

describe('other versions', () => {
  test('extensions/v1beta1 is gone', () => {
    const text = 'apiVersion: extensions/v1beta1\nkind: NetworkPolicy\nmetadata: {name: np}\n';
    expect(decodeText(text)).toMatchObject({
      diagnostics: [
        {
          code: 'manifests/not-a-network-policy',
          message:
            'no matches for kind "NetworkPolicy" in version "extensions/v1beta1", gone since Kubernetes 1.16',
          help: 'write `apiVersion: networking.k8s.io/v1`',
        },
      ],
    });
  });

  test('other kinds are not decoded', () => {
    expect(
      decodeText('apiVersion: crd.projectcalico.org/v1\nkind: NetworkPolicy\n').policy,
    ).toBeUndefined();
  });
});
