import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allPods, oneOf, pods, present } from '../../../../lib/constructs';
import type { MetadataException } from '../../../../lib/constructs/outside/metadata-exceptions';
import { forbiddenMetadata } from '../../../../lib/constructs/outside/metadata-promise';
import { otherPods } from '../../../../lib/constructs/outside/other-pods';
import {
  type Address,
  addressesIn,
  hasAddress,
  InternalError,
  type Labels,
  matches,
  type PortSpec,
  parseAddress,
  parseSelector,
  type StatedFlow,
} from '../../../../lib/kernel';
import { METADATA_CIDRS } from '../../../../lib/platform';

const SELECTS = [
  allPods(),
  pods({ app: 'a' }),
  pods({ app: 'a', tier: 'x' }),
  pods({ app: oneOf('a', 'b') }),
  pods({ tier: present() }),
];
const ADDRESSES = ['169.254.169.254', '169.254.170.23', 'fd00:ec2::23', '100.100.100.200'];
const PORTS = [53, 79, 80, 81, 988];

const exceptions = fc.array(
  fc.record({
    select: fc.constantFrom(...SELECTS),
    cidrs: fc.subarray(ADDRESSES, { minLength: 1 }).map((all) => all.map(blockOf)),
    ports: fc
      .subarray([53, 80, 988], { minLength: 1 })
      .map((all) => all.map((port) => ({ protocol: 'TCP', port }) as const)),
    namespace: fc.constant('shop'),
    what: fc.constant('x'),
    words: fc.constant('x'),
  }),
  { maxLength: 4 },
);
const labels = fc
  .record(
    { app: fc.constantFrom('a', 'b', 'c'), tier: fc.constantFrom('x', 'y') },
    { requiredKeys: [] },
  )
  .map((found): Labels => new Map(Object.entries(found)));
const flow = fc.record({
  labels,
  address: fc.constantFrom(...ADDRESSES),
  protocol: fc.constantFrom('TCP', 'UDP', 'SCTP'),
  port: fc.constantFrom(...PORTS),
});
type Flow = typeof flow extends fc.Arbitrary<infer T> ? T : never;

function blockOf(address: string): string {
  return `${address}/${address.includes(':') ? 128 : 32}`;
}

function isExcepted({ labels: of, address, protocol, port }: Flow, by: MetadataException): boolean {
  const selector = parseSelector(by.select.kind === 'pods' ? by.select.selector : {});
  return (
    matches(selector, of) &&
    by.cidrs.includes(blockOf(address)) &&
    by.ports.some((each) => each.protocol === protocol && each.port === port)
  );
}

/** Whether a stated flow is about this one, read as the words of intents say. */
function isAbout({ from, to, ports }: StatedFlow, asked: Flow): boolean {
  const isFrom = from.some((end) => end.kind === 'pods' && matches(end.pods, asked.labels));
  const isTo = to.some((end) =>
    end.kind === 'addresses'
      ? hasAddress(addressesIn(...end.cidrs), addressOf(asked.address))
      : end.kind === 'cloud-metadata',
  );
  return isFrom && isTo && (ports === undefined || ports.some((each) => isOn(each, asked)));
}

function isOn({ protocol, port, endPort }: PortSpec, asked: Flow): boolean {
  if (protocol !== asked.protocol) return false;
  return typeof port !== 'number' || (port <= asked.port && asked.port <= (endPort ?? port));
}

function addressOf(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new InternalError(`${text} is no address`);
  return parsed;
}

test('a flow to metadata is forbidden exactly where no exception names it', () => {
  fc.assert(
    fc.property(exceptions, flow, (all, asked) => {
      const forbidden = forbiddenMetadata('shop', all).some((each) => isAbout(each, asked));
      expect(forbidden).toBe(!all.some((each) => isExcepted(asked, each)));
    }),
    { numRuns: 500 },
  );
});

test('every address that serves metadata is forbidden, whatever is excepted at another one', () => {
  const agent = { cidrs: ['169.254.170.23/32'], ports: [{ protocol: 'TCP', port: 80 }] } as const;
  const words = { namespace: 'shop', what: 'x', words: 'x' };
  const [others] = forbiddenMetadata('shop', [{ ...agent, ...words, select: allPods() }]);
  const [end] = others?.to ?? [];
  const cidrs = end?.kind === 'addresses' ? end.cidrs : [];
  expect(cidrs).toEqual(METADATA_CIDRS.filter((cidr) => cidr !== '169.254.170.23/32'));
});

test('who is not among many that share a label is said in as many ways as they have labels', () => {
  const names = Array.from({ length: 40 }, (_, index) => `app-${index}`);
  const all = names.map((app) => pods({ app, tier: 'x' }));
  expect(otherPods('shop', allPods(), all)).toEqual([
    {
      kind: 'pods',
      namespaces: { kind: 'named', name: 'shop' },
      pods: {
        requirements: names.map((app) => ({ key: 'app', operator: 'NotIn', values: [app] })),
      },
    },
    {
      kind: 'pods',
      namespaces: { kind: 'named', name: 'shop' },
      pods: { requirements: [{ key: 'tier', operator: 'NotIn', values: ['x'] }] },
    },
  ]);
});
