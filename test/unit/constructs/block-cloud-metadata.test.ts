import { App, Chart } from 'cdk8s';
import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import {
  AllowDns,
  allPods,
  BlockCloudMetadata,
  type BlockCloudMetadataProps,
  DefaultDenyNamespace,
  declareProfile,
  ipBlock,
  NetworkPolicy,
  statementsOf,
  tcp,
  to,
} from '../../../lib/constructs';
import { eks, gke, METADATA_CIDRS } from '../../../lib/platform';
import { namesIn, newChart, told, yamlOf } from './charts';
import { javascript, refusalsOf } from './dsl/refusals';
import { newPod, promises } from './outside/shop';

test('inside a default deny, blocking metadata opens nothing', async () => {
  const chart = newChart();
  new BlockCloudMetadata(new DefaultDenyNamespace(chart, 'shop'), 'metadata');
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/block-cloud-metadata.yaml');
});

test.each(['nothing', 'internet', 'everything'] as const)(
  'outside a default deny, the rest may be %s',
  async (rest) => {
    const chart = newChart({ namespace: 'shop' });
    new BlockCloudMetadata(chart, 'metadata', { rest });
    await expect(yamlOf(chart)).toMatchFileSnapshot(`__snapshots__/block-metadata-${rest}.yaml`);
  },
);

test('the zones of the profile are not the internet', () => {
  const app = new App();
  declareProfile(app, eks({ zones: { partner: ['198.51.100.0/24'] } }));
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new BlockCloudMetadata(chart, 'metadata', { rest: 'internet' });
  const [{ to }] = chart.toJson()[0].spec.egress;
  expect(to[0].ipBlock.except).toContain('198.51.100.0/24');
});

test('the promise holds against what any other construct says', () => {
  const chart = newChart();
  new BlockCloudMetadata(new DefaultDenyNamespace(chart, 'shop'), 'metadata');
  const hard = statementsOf(chart).flatMap(({ intents }) => intents.filter((each) => each.hard));
  expect(hard).toEqual([
    {
      name: 'no pod of shop reaches cloud metadata',
      kind: 'never-reaches',
      flows: [
        {
          from: [
            {
              kind: 'pods',
              namespaces: { kind: 'named', name: 'shop' },
              pods: { requirements: [] },
            },
          ],
          to: [{ kind: 'cloud-metadata' }],
        },
      ],
      severity: 'error',
      hard: true,
    },
  ]);
});

test('NAT64 to a metadata address breaks the promise, and to others does not', () => {
  const opening = (cidr: string) => {
    const chart = newChart();
    const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
    new BlockCloudMetadata(shop, 'metadata');
    const egress = [to(ipBlock(cidr)).on(tcp(443))];
    new NetworkPolicy(shop, 'nat64', { select: allPods(), egress });
    return promises(reachability(chart));
  };
  const name = 'no pod of shop reaches cloud metadata';
  expect(opening('64:ff9b::/96')).toContain(`${name}: broken`);
  expect(opening('64:ff9b::a9fe:a9fe/128')).toContain(`${name}: broken`);
  expect(opening('64:ff9b::cb00:7100/120')).toContain(`${name}: holds`);
});

test('everything but metadata is also everything but NAT64 to it', () => {
  const chart = newChart({ namespace: 'shop' });
  new BlockCloudMetadata(chart, 'metadata', { rest: 'everything' });
  newPod(chart, 'shop', 'feeds');
  const net = reachability(chart);
  expect(net.pod('shop/feeds')).not.toReach('64:ff9b::a9fe:a9fe');
  expect(net.pod('shop/feeds')).toReach('64:ff9b::cb00:7105');
});

test('there is no exception where DNS answers elsewhere', () => {
  const shop = new DefaultDenyNamespace(newChart(), 'shop');
  expect(new BlockCloudMetadata(shop, 'metadata').exceptions).toEqual([]);
});

function underCloudDns(): BlockCloudMetadata {
  const app = new App();
  declareProfile(app, gke({ dns: ['gke-cloud-dns'] }));
  const shop = new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop');
  return new BlockCloudMetadata(shop, 'metadata');
}

test('where the metadata address answers DNS, port 53 is the one exception and is said', () => {
  expect(underCloudDns().exceptions).toMatchInlineSnapshot(`
    [
      "port 53 of 169.254.169.254/32: it answers DNS on this platform, beside serving metadata",
    ]
  `);
});

test('the exception for DNS leaves every other port and address promised', () => {
  const promises = statementsOf(underCloudDns()).flatMap(({ intents }) => intents);
  const flows = promises.flatMap((each) => (each.kind === 'never-reaches' ? each.flows : []));
  expect(flows.map(({ to, ports }) => ({ to, ports }))).toEqual([
    {
      to: [
        {
          kind: 'addresses',
          cidrs: METADATA_CIDRS.filter((cidr) => cidr !== '169.254.169.254/32'),
          except: [],
        },
      ],
      ports: undefined,
    },
    {
      to: [{ kind: 'addresses', cidrs: ['169.254.169.254/32'], except: [] }],
      ports: [
        { protocol: 'TCP', port: 1, endPort: 52 },
        { protocol: 'TCP', port: 54, endPort: 65_535 },
        { protocol: 'UDP', port: 1, endPort: 52 },
        { protocol: 'UDP', port: 54, endPort: 65_535 },
        { protocol: 'SCTP' },
      ],
    },
  ]);
});

test('it isolates egress of the namespace, so DNS can be opened beside it', () => {
  const chart = newChart({ namespace: 'shop' });
  new BlockCloudMetadata(chart, 'metadata', { rest: 'internet' });
  new AllowDns(chart, 'dns');
  expect(namesIn(chart)).toEqual(['shop/metadata', 'shop/dns']);
});

test('outside a default deny the rest must be said', () => {
  const chart = newChart({ namespace: 'shop' });
  const refusals = refusalsOf(() => new BlockCloudMetadata(chart, 'metadata'));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/rest-not-said: \`BlockCloudMetadata\` would isolate egress of every pod of \`shop\`, and does not say what they may still reach
    => give \`rest: 'nothing'\`, 'internet' or 'everything', or create it inside a DefaultDenyNamespace
    at const refusals = refusalsOf(() => new BlockCloudMetadata(chart, 'metadata'));",
    ]
  `);
});

test('inside a default deny nothing can be opened by blocking', () => {
  const shop = new DefaultDenyNamespace(newChart(), 'shop');
  const refusals = refusalsOf(() => new BlockCloudMetadata(shop, 'm', { rest: 'internet' }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/reopens-default-deny: \`rest: 'internet'\` would open the internet to every pod of \`shop\`, whose egress is denied
    => leave \`rest\` out: inside a default deny, blocking needs no rule
    at const refusals = refusalsOf(() => new BlockCloudMetadata(shop, 'm', { rest: 'internet' }));",
    ]
  `);
});

test('a rest that is none of the three is refused', () => {
  const props = javascript<BlockCloudMetadataProps>({ rest: 'some' });
  const chart = newChart({ namespace: 'shop' });
  const refusals = refusalsOf(() => new BlockCloudMetadata(chart, 'metadata', props));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/rest-not-said: \`rest\` of \`BlockCloudMetadata\` is \`'some'\`
    => give \`rest: 'nothing'\`, 'internet' or 'everything', or create it inside a DefaultDenyNamespace
    at const refusals = refusalsOf(() => new BlockCloudMetadata(chart, 'metadata', props));",
    ]
  `);
});
