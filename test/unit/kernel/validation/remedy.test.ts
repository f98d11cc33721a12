import { expect, test } from 'vitest';
import { remedyFor, type UncheckedSpec, validateNetworkPolicy } from '../../../../lib/kernel';

function remedies(spec: UncheckedSpec): (string | undefined)[] {
  return validateNetworkPolicy({ metadata: { name: 'np' }, spec }).map(remedyFor);
}

const block = (cidr: string, except: string[] = []): UncheckedSpec => ({
  ingress: [{ from: [{ ipBlock: { cidr, except } }] }],
});

test.each<[string, UncheckedSpec, string]>([
  [
    'a quoted number',
    { ingress: [{ ports: [{ port: '80' }] }] },
    'write the number without quotes: `port: 80`',
  ],
  [
    'a range as text',
    { ingress: [{ ports: [{ port: '80-90' }] }] },
    'write the range as `port: 80` and `endPort: 90`',
  ],
  [
    'port 0',
    { ingress: [{ ports: [{ port: 0 }] }] },
    'use a port from 1 to 65535; leave `port` out to allow every port of the protocol',
  ],
  ['a lower-case protocol', { ingress: [{ ports: [{ protocol: 'udp' }] }] }, 'write `UDP`'],
  [
    'a protocol without ports',
    { ingress: [{ ports: [{ protocol: 'ICMP' }] }] },
    'name TCP, UDP or SCTP, one entry each; leave `ports` out to allow every port and protocol',
  ],
  [
    'a range from nowhere',
    { ingress: [{ ports: [{ endPort: 9 }] }] },
    'add `port`, the first port of the range; leave both out to allow every port',
  ],
  [
    'host bits',
    block('10.0.0.5/8'),
    'write `10.0.0.0/8` for the whole block, or `10.0.0.5/32` for the one address',
  ],
  ['leading zeros', block('010.0.0.0/8'), 'write `10.0.0.0/8`'],
  ['a leading zero in the prefix length', block('10.0.0.0/08'), 'write `10.0.0.0/8`'],
  ['an IPv4-mapped block', block('::ffff:10.0.0.0/104'), 'write `10.0.0.0/8`'],
  ['a bare address', block('10.0.0.1'), 'write `10.0.0.1/32` for the one address'],
  ['a bare IPv6 address', block('2001:db8::1'), 'write `2001:db8::1/128` for the one address'],
  [
    'a host name',
    block('api.example.com'),
    'write addresses: a NetworkPolicy knows no host names, so list the blocks behind the name',
  ],
  [
    'no cidr',
    block(''),
    'write the block, such as `10.0.0.0/8`; `0.0.0.0/0` is every IPv4 address',
  ],
  [
    'an exception outside',
    block('10.0.0.0/8', ['11.0.0.0/16']),
    'use an `except` that is smaller than `cidr` and inside it, or widen `cidr`',
  ],
  [
    'an empty peer',
    { egress: [{ to: [{}] }] },
    'name a `podSelector`, a `namespaceSelector` or an `ipBlock`; leave the whole list out to mean everyone',
  ],
  ['a lower-case policy type', { policyTypes: ['egress'] }, 'write `Egress`'],
  [
    'a lower-case operator',
    { podSelector: { matchExpressions: [{ key: 'a', operator: 'notin', values: ['x'] }] } },
    'write `NotIn`',
  ],
  [
    'a comparing operator',
    { podSelector: { matchExpressions: [{ key: 'a', operator: 'Greater' }] } },
    'use `In`, `NotIn`, `Exists` or `DoesNotExist`: a selector compares no numbers',
  ],
  [
    'In without values',
    { podSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } },
    'list the values, or use `Exists` to accept any value',
  ],
  [
    'Exists with values',
    { podSelector: { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['x'] }] } },
    'remove `values`, or use `In` or `NotIn`',
  ],
])('%s has a remedy', (_what, spec, remedy) => {
  expect(remedies(spec)).toEqual([remedy]);
});
