import { parseAddress, parseCidr } from '../cidr';
import type { FieldError } from '../field-error';
import { PROTOCOLS } from '../protocol';
import { SELECTOR_OPERATORS } from '../selector-operator';
import { nearest } from '../suggest';
import { addressPartAsCidr, canonicalCidr, singleAddressCidr } from './canonical-cidr';

type Remedy = (error: FieldError) => string | undefined;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function protocolRemedy({ value }: FieldError): string {
  const word = nearest(textOf(value), PROTOCOLS);
  if (word !== undefined) return `write \`${word}\``;
  return 'name TCP, UDP or SCTP, one entry each; leave `ports` out to allow every port and protocol';
}

function portRemedy({ value }: FieldError): string {
  const text = textOf(value);
  const isNumber = /^\d+$/.test(text);
  if (isNumber) return `write the number without quotes: \`port: ${Number(text)}\``;
  const range = /^(\d+)\s*[-:]\s*(\d+)$/.exec(text);
  if (range !== null) {
    return `write the range as \`port: ${Number(range[1])}\` and \`endPort: ${Number(range[2])}\``;
  }
  if (typeof value === 'number') {
    return 'use a port from 1 to 65535; leave `port` out to allow every port of the protocol';
  }
  return 'use the name of a container port, or its number';
}

function endPortRemedy({ detail }: FieldError): string {
  if (detail.includes('non-numeric')) return 'write `port` as a number, or leave `endPort` out';
  if (detail.includes('not specified')) {
    return 'add `port`, the first port of the range; leave both out to allow every port';
  }
  return 'use a number from `port` to 65535; both ends belong to the range';
}

function cidrRemedy({ value, detail }: FieldError): string {
  const text = textOf(value);
  if (text === '')
    return 'write the block, such as `10.0.0.0/8`; `0.0.0.0/0` is every IPv4 address';
  if (detail.includes('strict subset')) {
    return 'use an `except` that is smaller than `cidr` and inside it, or widen `cidr`';
  }
  const parsed = parseCidr(text);
  if (parsed !== undefined) {
    const block = canonicalCidr(parsed);
    const single = addressPartAsCidr(text);
    if (!detail.includes('prefix length') || detail.includes('leading'))
      return `write \`${block}\``;
    return `write \`${block}\` for the whole block, or \`${single}\` for the one address`;
  }
  const address = parseAddress(text);
  if (address !== undefined) return `write \`${singleAddressCidr(address)}\` for the one address`;
  if (/[g-z]/i.test(text)) {
    return 'write addresses: a NetworkPolicy knows no host names, so list the blocks behind the name';
  }
  return 'write an address and a prefix length, such as `10.9.8.0/24` or `2001:db8::/64`';
}

function operatorRemedy({ value }: FieldError): string {
  const word = nearest(textOf(value), SELECTOR_OPERATORS);
  if (word !== undefined) return `write \`${word}\``;
  return 'use `In`, `NotIn`, `Exists` or `DoesNotExist`: a selector compares no numbers';
}

function policyTypesRemedy({ value }: FieldError): string {
  const word = nearest(textOf(value), ['Ingress', 'Egress']);
  return word === undefined ? 'list `Ingress`, `Egress` or both, once each' : `write \`${word}\``;
}

function valuesRemedy({ type }: FieldError): string | undefined {
  if (type === 'Required value') return 'list the values, or use `Exists` to accept any value';
  if (type === 'Forbidden') return 'remove `values`, or use `In` or `NotIn`';
  return undefined;
}

function peerRemedy({ type }: FieldError): string {
  if (type === 'Forbidden') return 'give `ipBlock` an entry of its own: entries are alternatives';
  return 'name a `podSelector`, a `namespaceSelector` or an `ipBlock`; leave the whole list out to mean everyone';
}

const nameRemedy: Remedy = ({ type }) =>
  type === 'Required value'
    ? 'give the object a `metadata.name`'
    : "use lower-case letters, digits, '-' and '.', with a letter or digit at both ends";

const labelRemedy: Remedy = () =>
  "use letters, digits, '-', '_' and '.', with a letter or digit at both ends, 63 characters at most";

const BY_FIELD: ReadonlyMap<string, Remedy> = new Map<string, Remedy>([
  ['protocol', protocolRemedy],
  ['port', portRemedy],
  ['endPort', endPortRemedy],
  ['cidr', cidrRemedy],
  ['except', cidrRemedy],
  ['operator', operatorRemedy],
  ['policyTypes', policyTypesRemedy],
  ['from', peerRemedy],
  ['to', peerRemedy],
  ['name', nameRemedy],
  [
    'namespace',
    () => "use lower-case letters, digits and '-', with a letter or digit at both ends",
  ],
  ['labels', labelRemedy],
  ['matchLabels', labelRemedy],
  ['key', labelRemedy],
  ['values', (error) => valuesRemedy(error) ?? labelRemedy(error)],
  [
    'annotations',
    (error) =>
      error.type === 'Too long'
        ? 'move the data elsewhere: 256 KiB is the limit'
        : labelRemedy(error),
  ],
]);

/**
 * What to do about an objection of the API server, beginning with a verb; undefined where the
 * message says all there is. Chosen by the last field name of the path.
 */
export function remedyFor(error: FieldError): string | undefined {
  const field = error.path.findLast((step) => typeof step === 'string');
  return BY_FIELD.get(String(field))?.(error);
}
