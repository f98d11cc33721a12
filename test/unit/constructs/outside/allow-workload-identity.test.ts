import { Yaml } from 'cdk8s';
import { reachability } from 'cdk8s-netpol/vitest';
import { describe, expect, test } from 'vitest';
import {
  AllowWorkloadIdentity,
  type AllowWorkloadIdentityProps,
  allPods,
  because,
  pods,
  provenanceOf,
  tcp,
} from '../../../../lib/constructs';
import {
  aks,
  eks,
  gke,
  IDENTITY_PROVIDERS,
  METADATA_CIDRS,
  portable,
} from '../../../../lib/platform';
import { newChart, told } from '../charts';
import { codesOf, javascript, refusalOf, refusalsOf } from '../dsl/refusals';
import { newShop, policyOf, promises } from './shop';

const feeds = pods({ app: 'feeds' });

describe('the profile says who hands out identities', () => {
  test.each([
    ['eks', eks()],
    ['gke', gke()],
    ['gke-calico', { ...gke(), cni: 'calico' } as const],
    ['aks', aks()],
  ])('%s', async (name, profile) => {
    const { chart, shop } = newShop(profile);
    new AllowWorkloadIdentity(shop, 'identity', { for: feeds });
    await expect(Yaml.stringify(policyOf(chart, 'identity'))).toMatchFileSnapshot(
      `__snapshots__/allow-workload-identity-${name}.yaml`,
    );
  });
});

test('where the plugin is not known, both dataplanes of GKE are opened', () => {
  const { shop } = newShop({ ...portable, cloud: 'gcp' });
  const identity = new AllowWorkloadIdentity(shop, 'identity', { for: feeds });
  expect(identity.providers).toEqual(['gke-dataplane-v2', 'gke-calico']);
});

test('what the construct is told wins over the profile', () => {
  const { shop } = newShop(eks());
  const given = { for: feeds, provider: 'ecs' } as const;
  expect(new AllowWorkloadIdentity(shop, 'identity', given).providers).toEqual(['ecs']);
});

test('of all that serves metadata only the exact flow of the provider is open, for these pods', () => {
  const { chart, shop } = newShop(eks());
  new AllowWorkloadIdentity(shop, 'identity', { for: feeds });
  expect(reachability(chart).flows()).toBe('shop/feeds -> 169.254.170.23, fd00:ec2::23 80/TCP');
});

test('it promises that the pods get their identity, and the promise holds', () => {
  const { chart, shop } = newShop(eks());
  new AllowWorkloadIdentity(shop, 'identity', { for: feeds });
  expect(promises(reachability(chart))).toContain(
    'feeds of shop reach the EKS Pod Identity agent: holds',
  );
});

test('a provider of your own is as narrow as its addresses and ports', () => {
  const { chart, shop } = newShop();
  const provider = {
    name: 'vault',
    use: 'the agent of Vault',
    cidrs: ['169.254.1.1/32'],
    ports: [8200],
  };
  new AllowWorkloadIdentity(shop, 'identity', { for: allPods(), provider });
  expect(reachability(chart).pod('shop/other')).toReach('169.254.1.1', tcp(8200));
  expect(reachability(chart).pod('shop/other')).not.toReach('169.254.1.1', tcp(80));
});

test.each(Object.values(IDENTITY_PROVIDERS))('$name answers where metadata is served', (known) => {
  expect(METADATA_CIDRS).toEqual(expect.arrayContaining([...known.cidrs]));
});

test('without a cloud the provider must be said', () => {
  const { shop } = newShop();
  const refusals = refusalsOf(() => new AllowWorkloadIdentity(shop, 'identity', { for: feeds }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/unknown-provider: \`AllowWorkloadIdentity\` does not say who hands out identities
    => give \`provider\`: 'eks-pod-identity', 'ecs', 'gke-dataplane-v2', 'gke-calico', 'azure-imds'; or declare the cloud: new PolicyApp({ profile: eks() })
    at const refusals = refusalsOf(() => new AllowWorkloadIdentity(shop, 'identity', { for: feeds }));",
    ]
  `);
});

describe('a provider that hands out nothing is refused', () => {
  const refused = (provider: unknown) => {
    const { shop } = newShop(eks());
    const props = javascript<AllowWorkloadIdentityProps>({ for: feeds, provider });
    return refusalOf(() => new AllowWorkloadIdentity(shop, 'identity', props));
  };
  const agent = { name: 'x', use: 'x', cidrs: ['169.254.1.1/32'], ports: [80] };

  test('a misspelt one, with the nearest', () => {
    expect(refused('eks-pod-identities')).toMatchInlineSnapshot(
      `"\`'eks-pod-identities'\` is no provider of identities, did you mean \`eks-pod-identity\`? => use one of eks-pod-identity, ecs, gke-dataplane-v2, gke-calico, azure-imds, or give { name, use, cidrs, ports }"`,
    );
  });

  test.each(['irsa', 'azure-workload-identity'])('%s, which needs no metadata', (provider) => {
    expect(refused(provider)).toContain('needs no metadata address');
  });

  test('no one in a list', () => {
    expect(refused([])).toContain('lists nothing');
  });

  test('a whole block', () => {
    expect(refused({ ...agent, cidrs: ['169.254.0.0/16'] })).toContain(
      'more than single addresses',
    );
  });

  test('a port that is none', () => {
    expect(refused({ ...agent, ports: [0] })).toContain('`tcp` got `0`');
  });

  test('words that would break the line of a report', () => {
    expect(refused({ ...agent, use: 'a\nb' })).toContain('no text on one line');
  });
});

test('pods that nothing is known to isolate are not isolated by surprise', () => {
  const chart = newChart({ namespace: 'shop' });
  const props = { for: feeds, provider: 'ecs' } as const;
  expect(codesOf(() => new AllowWorkloadIdentity(chart, 'identity', props))).toEqual([
    'constructs/isolates-by-surprise',
  ]);
});

test('it says itself why it exists, unless its author says more', () => {
  const { shop } = newShop(eks());
  const reasonOf = (identity: AllowWorkloadIdentity) =>
    identity.node.findAll().flatMap((each) => provenanceOf(each)?.rules ?? [])[0]?.reason?.reason;
  const plain = new AllowWorkloadIdentity(shop, 'plain', { for: feeds });
  const said = new AllowWorkloadIdentity(shop, 'said', { for: feeds });
  expect(reasonOf(plain)).toContain('their own identity');
  expect(reasonOf(because(said, 'uploads invoices'))).toBe('uploads invoices');
});
