import { describe, expect, test } from 'vitest';
import {
  formatFieldError,
  type UncheckedNetworkPolicy,
  type UncheckedPeer,
  type UncheckedPort,
  type UncheckedSelector,
  type UncheckedSpec,
  validateNetworkPolicy,
} from '../../../../lib/kernel';

function errors(policy: UncheckedNetworkPolicy, kubernetesVersion?: string): string[] {
  const options = kubernetesVersion === undefined ? {} : { kubernetesVersion };
  return validateNetworkPolicy(policy, options).map(formatFieldError);
}

const metadata = { name: 'np', namespace: 'shop' };
const specErrors = (spec: UncheckedSpec) => errors({ metadata, spec });
const portErrors = (port: UncheckedPort) => specErrors({ ingress: [{ ports: [port] }] });
const peerErrors = (peer: UncheckedPeer, kubernetesVersion?: string) =>
  errors({ metadata, spec: { ingress: [{ from: [peer] }] } }, kubernetesVersion);
const selectorErrors = (podSelector: UncheckedSelector) => specErrors({ podSelector });
const expressionErrors = (expression: NonNullable<UncheckedSelector['matchExpressions']>[number]) =>
  selectorErrors({ matchExpressions: [expression] });

const QUALIFIED =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName', or 'my.name', or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const NAME_PART = `name part ${QUALIFIED}`;
const LABEL_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue', or 'my_value', or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

describe('ports', () => {
  const at = 'spec.ingress[0].ports[0]';

  test.each(['tcp', 'ICMP', 'ANY', ''])('protocol %j is not supported', (protocol) => {
    expect(portErrors({ protocol })).toEqual([
      `${at}.protocol: Unsupported value: ${JSON.stringify(protocol)}: supported values: "TCP", "UDP", "SCTP"`,
    ]);
  });

  test.each([0, -1, 65_536])('port %d is out of range', (port) => {
    expect(portErrors({ port })).toEqual([
      `${at}.port: Invalid value: ${port}: must be between 1 and 65535, inclusive`,
    ]);
  });

  test('a range that ends before it begins is refused', () => {
    expect(portErrors({ port: 80, endPort: 79 })).toEqual([
      `${at}.endPort: Invalid value: 79: must be greater than or equal to \`port\``,
    ]);
  });

  test('an end beyond the last port is refused', () => {
    expect(portErrors({ port: 80, endPort: 70_000 })).toEqual([
      `${at}.endPort: Invalid value: 70000: must be between 1 and 65535, inclusive`,
    ]);
  });

  test('an end that breaks two rules gets two errors', () => {
    expect(portErrors({ port: 80, endPort: 0 })).toEqual([
      `${at}.endPort: Invalid value: 0: must be greater than or equal to \`port\``,
      `${at}.endPort: Invalid value: 0: must be between 1 and 65535, inclusive`,
    ]);
  });

  test('a range cannot begin at a name', () => {
    expect(portErrors({ port: 'http', endPort: 90 })).toEqual([
      `${at}.endPort: Invalid value: 90: may not be specified when \`port\` is non-numeric`,
    ]);
  });

  test('a range cannot begin nowhere', () => {
    expect(portErrors({ endPort: 90 })).toEqual([
      `${at}.endPort: Invalid value: 90: may not be specified when \`port\` is not specified`,
    ]);
  });

  test.each([
    ['80', ['must contain at least one letter (a-z)']],
    ['a-name-of-16-let', ['must be no more than 15 characters']],
    [
      'HTTP',
      [
        'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
        'must contain at least one letter (a-z)',
      ],
    ],
    ['a--b', ['must not contain consecutive hyphens']],
    ['-a', ['must not begin or end with a hyphen']],
    ['a-', ['must not begin or end with a hyphen']],
    [
      '',
      [
        'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
        'must contain at least one letter (a-z)',
      ],
    ],
  ])('port name %j is refused', (port, problems) => {
    expect(portErrors({ port })).toEqual(
      problems.map((each) => `${at}.port: Invalid value: ${JSON.stringify(port)}: ${each}`),
    );
  });

  test.each<UncheckedPort>([
    {},
    { protocol: 'UDP' },
    { port: 1 },
    { port: 65_535 },
    { port: 80, endPort: 80 },
    { port: 'http' },
    { protocol: 'SCTP', port: 80, endPort: 90 },
  ])('%j is accepted', (port) => {
    expect(portErrors(port)).toEqual([]);
  });
});

describe('peers', () => {
  const at = 'spec.ingress[0].from[0]';

  test('a peer names something', () => {
    expect(peerErrors({})).toEqual([`${at}: Required value: must specify a peer`]);
  });

  test.each([{ podSelector: {} }, { namespaceSelector: {} }])(
    'an ipBlock stands alone, not with %j',
    (selector) => {
      expect(peerErrors({ ...selector, ipBlock: { cidr: '10.0.0.0/8' } })).toEqual([
        `${at}: Forbidden: may not specify both ipBlock and another peer`,
      ]);
    },
  );

  test('two selectors make one peer', () => {
    expect(peerErrors({ podSelector: {}, namespaceSelector: {} })).toEqual([]);
  });

  test('peers of egress rules are judged the same', () => {
    expect(specErrors({ egress: [{ to: [{}] }] })).toEqual([
      'spec.egress[0].to[0]: Required value: must specify a peer',
    ]);
  });
});

describe('ipBlock', () => {
  const at = 'spec.ingress[0].from[0].ipBlock';
  const blockErrors = (cidr: string, except: string[] = [], kubernetesVersion?: string) =>
    peerErrors({ ipBlock: { cidr, except } }, kubernetesVersion);

  test('a cidr is required, and nothing else is judged without one', () => {
    expect(blockErrors('', ['nonsense'])).toEqual([`${at}.cidr: Required value`]);
  });

  test.each(['10.0.0.1', '10.0.0.0/33', 'api.example.com', 'fe80::1%eth0/64', '10.0.0.0/-1'])(
    '%s is no CIDR',
    (cidr) => {
      expect(blockErrors(cidr)).toEqual([
        `${at}.cidr: Invalid value: "${cidr}": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)`,
      ]);
    },
  );

  test('exceptions are not judged against a cidr that is none', () => {
    expect(blockErrors('nonsense', ['10.0.0.0/8'])).toHaveLength(1);
  });

  test.each([
    ['010.0.0.0/8', 'must not have leading 0s in IP or prefix length'],
    ['10.0.0.0/08', 'must not have leading 0s in IP or prefix length'],
    ['010.0.0.5/8', 'must not have leading 0s in IP or prefix length'],
    ['::ffff:10.0.0.0/104', 'must not have an IPv4-mapped IPv6 address'],
    ['10.0.0.5/8', 'must not have bits set beyond the prefix length'],
    ['2001:db8::1/32', 'must not have bits set beyond the prefix length'],
  ])('from Kubernetes 1.36 on %s is refused', (cidr, detail) => {
    expect(blockErrors(cidr)).toEqual([
      `${at}.cidr: Invalid value: ${JSON.stringify(cidr)}: ${detail}`,
    ]);
    expect(blockErrors(cidr, [], '1.36')).toHaveLength(1);
    expect(blockErrors(cidr, [], 'v1.35.4')).toEqual([]);
  });

  test.each([
    ['10.0.0.0/16', '10.1.0.0/16'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['10.0.0.0/8', '0.0.0.0/0'],
    ['10.0.0.0/8', '2001:db8::/32'],
    ['10.0.0.1/32', '10.0.0.1/32'],
  ])('an exception of %s cannot be %s', (cidr, except) => {
    expect(blockErrors(cidr, [except])).toEqual([
      `${at}.except[0]: Invalid value: "${except}": must be a strict subset of \`cidr\``,
    ]);
  });

  test('an exception must itself be written strictly', () => {
    expect(blockErrors('10.0.0.0/8', ['10.0.0.5/24'])).toEqual([
      `${at}.except[0]: Invalid value: "10.0.0.5/24": must not have bits set beyond the prefix length`,
    ]);
  });

  test.each([
    ['2001:DB8::/32', []],
    ['0.0.0.0/0', []],
    ['10.0.0.1/32', []],
    ['::/0', ['fc00::/7', 'fc00::/7', 'fc00::/8']],
  ])('%s except %j is accepted', (cidr, except) => {
    expect(blockErrors(cidr, except)).toEqual([]);
  });
});

describe('policyTypes', () => {
  test('there are at most two, and their values are not judged beyond that', () => {
    expect(specErrors({ policyTypes: ['Ingress', 'Egress', 'nonsense'] })).toEqual([
      'spec.policyTypes: Invalid value: ["Ingress","Egress","nonsense"]: may not specify more than two policyTypes',
    ]);
  });

  test('they are case sensitive', () => {
    expect(specErrors({ policyTypes: ['ingress'] })).toEqual([
      'spec.policyTypes[0]: Unsupported value: "ingress": supported values: "Ingress", "Egress"',
    ]);
  });

  test('the same one twice is accepted', () => {
    expect(specErrors({ policyTypes: ['Ingress', 'Ingress'] })).toEqual([]);
  });
});

describe('selectors', () => {
  const at = 'spec.podSelector.matchExpressions[0]';

  test.each(['In', 'NotIn'])('%s needs values', (operator) => {
    expect(expressionErrors({ key: 'app', operator })).toEqual([
      `${at}.values: Required value: must be specified when \`operator\` is 'In' or 'NotIn'`,
    ]);
  });

  test.each(['Exists', 'DoesNotExist'])('%s takes no values', (operator) => {
    expect(expressionErrors({ key: 'app', operator, values: ['a'] })).toEqual([
      `${at}.values: Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`,
    ]);
  });

  test.each(['Gt', 'Lt', 'in', ''])('%j is no operator', (operator) => {
    expect(expressionErrors({ key: 'app', operator })).toEqual([
      `${at}.operator: Invalid value: "${operator}": not a valid selector operator`,
    ]);
  });

  test.each([
    ['-app', [NAME_PART]],
    ['', ['name part must be non-empty', NAME_PART]],
    ['/app', ['prefix part must be non-empty']],
    ['Example.com/app', [`prefix part ${SUBDOMAIN}`]],
    ['k'.repeat(64), ['name part must be no more than 63 characters']],
    [
      'a/b/c',
      [
        `a qualified name ${QUALIFIED} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
      ],
    ],
  ])('key %j is refused', (key, problems) => {
    expect(expressionErrors({ key, operator: 'Exists' })).toEqual(
      problems.map((each) => `${at}.key: Invalid value: ${JSON.stringify(key)}: ${each}`),
    );
  });

  test('a value is a label value', () => {
    expect(expressionErrors({ key: 'app', operator: 'In', values: ['ok', '-x', ''] })).toEqual([
      `${at}.values[1]: Invalid value: "-x": ${LABEL_VALUE}`,
    ]);
  });

  test('a bad entry of matchLabels is reported at matchLabels, without its key', () => {
    expect(selectorErrors({ matchLabels: { app: 'v'.repeat(64), 'b=c': 'd' } })).toEqual([
      `spec.podSelector.matchLabels: Invalid value: "${'v'.repeat(64)}": must be no more than 63 characters`,
      `spec.podSelector.matchLabels: Invalid value: "b=c": ${NAME_PART}`,
    ]);
  });

  test('and says beside which entry it was', () => {
    const [error] = validateNetworkPolicy({
      metadata,
      spec: { podSelector: { matchLabels: { good: 'x', bad: '-' } } },
    });
    expect(error?.at).toEqual(['spec', 'podSelector', 'matchLabels', 'bad']);
  });

  test('selectors of peers are judged the same', () => {
    expect(peerErrors({ namespaceSelector: { matchLabels: { a: '!' } } })).toEqual([
      `spec.ingress[0].from[0].namespaceSelector.matchLabels: Invalid value: "!": ${LABEL_VALUE}`,
    ]);
  });
});

describe('metadata', () => {
  test('a name is required', () => {
    expect(errors({})).toEqual(['metadata.name: Required value: name or generateName is required']);
  });

  test.each(['Web', 'web_1', '-web', 'a..b'])('%s is no name', (name) => {
    expect(errors({ metadata: { name } })).toEqual([
      `metadata.name: Invalid value: "${name}": ${SUBDOMAIN}`,
    ]);
  });

  test('a name may have dots', () => {
    expect(errors({ metadata: { name: 'allow.web' } })).toEqual([]);
  });

  test('a namespace may not', () => {
    const [error] = errors({ metadata: { name: 'np', namespace: 'a.b' } });
    expect(error).toContain('metadata.namespace: Invalid value: "a.b": a lowercase RFC 1123 label');
  });

  test('a namespace may be missing: kubectl fills it in', () => {
    expect(errors({ metadata: { name: 'np' } })).toEqual([]);
  });

  test('labels are judged like those of selectors', () => {
    expect(errors({ metadata: { ...metadata, labels: { app: '-' } } })).toEqual([
      `metadata.labels: Invalid value: "-": ${LABEL_VALUE}`,
    ]);
  });

  test('the case of an annotation key does not matter, its characters do', () => {
    const annotations = { 'Example.COM/Key': 'any value!', 'b c': '' };
    expect(errors({ metadata: { ...metadata, annotations } })).toEqual([
      `metadata.annotations: Invalid value: "b c": ${NAME_PART}`,
    ]);
  });

  test('annotations hold 256 KiB, counted in UTF-8', () => {
    const filled = (size: number) => ({ ...metadata, annotations: { k: 'ä'.repeat(size) } });
    expect(errors({ metadata: filled(131_071) })).toEqual([]);
    expect(errors({ metadata: filled(131_072) })).toEqual([
      'metadata.annotations: Too long: may not be more than 262144 bytes',
    ]);
  });
});

test('every error of a policy is reported, in the order of the API server', () => {
  const found = errors({
    metadata: { name: 'N' },
    spec: {
      podSelector: { matchLabels: { a: '-' } },
      policyTypes: ['egress'],
      ingress: [{ ports: [{ port: 0 }], from: [{}] }],
      egress: [{ to: [{ ipBlock: {} }] }],
    },
  });
  expect(found.map((each) => each.split(': ')[0])).toEqual([
    'metadata.name',
    'spec.podSelector.matchLabels',
    'spec.ingress[0].ports[0].port',
    'spec.ingress[0].from[0]',
    'spec.egress[0].to[0].ipBlock.cidr',
    'spec.policyTypes[0]',
  ]);
});

test('a policy that says nothing at all is valid', () => {
  expect(specErrors({})).toEqual([]);
});
