import { reachability } from 'cdk8s-netpol/vitest';
import { describe, expect, test } from 'vitest';
import {
  AllowDns,
  AllowWorkloadIdentity,
  allPods,
  BlockCloudMetadata,
  ipBlock,
  NetworkPolicy,
  pods,
  statementsOf,
  tcp,
  to,
} from '../../../../lib/constructs';
import { eks, gke, type Profile } from '../../../../lib/platform';
import { newShop, promises, type Shop } from './shop';

const feeds = pods({ app: 'feeds' });
const AGENT = ['169.254.170.23/32', 'fd00:ec2::23/128'];

/** A shop that blocks metadata, and gives `feeds` an identity. */
function guarded(profile: Profile = eks()): Shop & { readonly block: BlockCloudMetadata } {
  const made = newShop(profile);
  const block = new BlockCloudMetadata(made.shop, 'metadata');
  new AllowWorkloadIdentity(made.shop, 'identity', { for: feeds });
  return { ...made, block };
}

/** The promises about metadata that do not hold, once something else is opened. */
function brokenBy(open: (shop: Shop) => unknown, profile?: Profile): readonly string[] {
  const made = guarded(profile);
  open(made);
  const all = promises(reachability(made.chart));
  return all.filter((each) => each.includes('cloud metadata') && !each.endsWith(': holds'));
}

test('the exact flows of an identity are an exception, and are said', () => {
  const { chart, block } = guarded();
  expect(block.exceptions).toEqual([
    'TCP 80 of 169.254.170.23/32 and fd00:ec2::23/128, for feeds of shop: the EKS Pod Identity agent',
  ]);
  expect(promises(reachability(chart))).toContain(
    'no pod of shop reaches cloud metadata beside workload identity: holds',
  );
});

test('it does not matter which of the two is created first', () => {
  const before = newShop(eks());
  new AllowWorkloadIdentity(before.shop, 'identity', { for: feeds });
  const block = new BlockCloudMetadata(before.shop, 'metadata');
  const after = guarded();
  expect(block.exceptions).toEqual(after.block.exceptions);
  expect(statementsOf(before.chart)).toMatchObject(
    statementsOf(after.chart).map(({ construct, intents, flows }) => ({
      construct,
      intents,
      flows,
    })),
  );
});

test('another namespace has no exception', () => {
  const { chart } = guarded();
  const elsewhere = new BlockCloudMetadata(chart, 'm', { rest: 'nothing', namespace: 'data' });
  expect(elsewhere.exceptions).toEqual([]);
});

test('DNS and an identity at one address are two exceptions', () => {
  const profile = gke({ dns: ['gke-cloud-dns'] });
  const { chart, shop, block } = guarded(profile);
  new AllowDns(shop, 'dns');
  expect(block.exceptions).toEqual([
    'port 53 of 169.254.169.254/32: it answers DNS on this platform, beside serving metadata',
    'TCP 80 and 8080 of 169.254.169.254/32, for feeds of shop: the GKE metadata server on Dataplane V2',
  ]);
  expect(promises(reachability(chart))).toContain(
    'no pod of shop reaches cloud metadata beside DNS and workload identity: holds',
  );
});

test('two identities of different pods are each the exception of its own', () => {
  const both = ({ shop }: Shop) =>
    new AllowWorkloadIdentity(shop, 'other', { for: pods({ app: 'other', tier: 'web' }) });
  expect(brokenBy(both)).toEqual([]);
});

test('an identity of every pod leaves other ports and addresses promised', () => {
  const everyone = ({ shop }: Shop) =>
    new AllowWorkloadIdentity(shop, 'everyone', { for: allPods() });
  expect(brokenBy(everyone)).toEqual([]);
});

describe('the promise is still broken by', () => {
  const policy = (name: string, select: typeof feeds, cidr: string, port: number) => (made: Shop) =>
    new NetworkPolicy(made.shop, name, { select, egress: [to(ipBlock(cidr)).on(tcp(port))] });
  const other = pods({ app: 'other' });

  test.each([
    ['another pod that reaches the agent', policy('p', other, '169.254.170.23/32', 80)],
    ['the pod that has an identity, on another port', policy('p', feeds, '169.254.170.23/32', 81)],
    [
      'the pod that has an identity, at another address',
      policy('p', feeds, '169.254.169.254/32', 80),
    ],
    ['the other family, for another pod', policy('p', other, 'fd00:ec2::23/128', 80)],
    ['a block around it', policy('p', other, '169.254.0.0/16', 443)],
  ])('%s', (_, open) => {
    expect(brokenBy(open)).toEqual([
      'no pod of shop reaches cloud metadata beside workload identity: broken',
    ]);
  });

  test('DNS of another platform than that of the profile', () => {
    const dns = ({ shop }: Shop) => new AllowDns(shop, 'dns', { platform: 'gke-cloud-dns' });
    expect(brokenBy(dns)).toHaveLength(1);
  });
});

test('what is promised about the agent is: other ports of all pods, and its port of all others', () => {
  const { chart } = guarded();
  const flows = statementsOf(chart)
    .flatMap(({ intents }) => intents)
    .flatMap((each) => (each.kind === 'never-reaches' ? each.flows : []))
    .filter((flow) => flow.ports !== undefined);
  const to_ = [{ kind: 'addresses', cidrs: AGENT, except: [] }];
  const inShop = (...requirements: readonly object[]) => [
    { kind: 'pods', namespaces: { kind: 'named', name: 'shop' }, pods: { requirements } },
  ];
  expect(flows).toEqual([
    {
      from: inShop(),
      to: to_,
      ports: [
        { protocol: 'TCP', port: 1, endPort: 79 },
        { protocol: 'TCP', port: 81, endPort: 65_535 },
        { protocol: 'UDP' },
        { protocol: 'SCTP' },
      ],
    },
    {
      from: inShop({ key: 'app', operator: 'NotIn', values: ['feeds'] }),
      to: to_,
      ports: [{ protocol: 'TCP', port: 80 }],
    },
  ]);
});
