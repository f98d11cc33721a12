import { App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { Findings, PolicyApp } from '../../../../lib/cdk8s';
import {
  AllowWorkloadIdentity,
  type AllowWorkloadIdentityProps,
  allNamespaces,
  DefaultDenyNamespace,
  DenyCloudMetadata,
  type DenyCloudMetadataProps,
  declareProfile,
  governedNamespace,
  namespace,
  namespaces,
  noneOf,
  oneOf,
  pods,
  present,
} from '../../../../lib/constructs';
import { eks, gke, METADATA_CIDRS } from '../../../../lib/platform';
import { hasClusterPolicySchemas, schemaProblems } from '../../../support/cluster-policy-schema';
import { newChart, yamlOf } from '../charts';
import { codesOf, javascript, refusalOf, refusalsOf } from '../dsl/refusals';

function guarded(props: Partial<DenyCloudMetadataProps> = {}): Chart {
  const chart = newChart();
  new DenyCloudMetadata(chart, 'no-metadata', { priority: 10, ...props });
  return chart;
}

test('every metadata address is denied to pods of all but system namespaces', async () => {
  await expect(yamlOf(guarded())).toMatchFileSnapshot('__snapshots__/deny-cloud-metadata.yaml');
});

test('no address that is known to serve metadata is left out', () => {
  const peers: readonly { networks: readonly string[] }[] = guarded().toJson()[0].spec.egress[0].to;
  expect(peers.flatMap(({ networks }) => networks)).toEqual(METADATA_CIDRS);
});

test('pods that need their own identity are left to NetworkPolicies, right before', () => {
  const except = [pods({ app: 'backup' }).in(namespace('shop'))];
  const [exception, guard] = guarded({ except }).toJson();
  expect(exception.spec).toMatchObject({ priority: 9, egress: [{ action: 'Pass' }] });
  expect(guard.spec).toMatchObject({ priority: 10, egress: [{ action: 'Deny' }] });
});

test('DNS at a metadata address is left to NetworkPolicies', () => {
  const app = new App();
  declareProfile(app, gke({ dns: ['gke-cloud-dns'] }));
  const chart = new Chart(app, 'guard');
  new DenyCloudMetadata(chart, 'no-metadata', { priority: 10 });
  expect(chart.toJson()[0].spec.egress).toMatchObject([
    { action: 'Pass', to: [{ networks: ['169.254.169.254/32'] }] },
    { action: 'Deny' },
  ]);
});

test('some namespaces only may be meant', () => {
  const chart = guarded({ namespaces: namespaces({ team: 'shop' }) });
  expect(chart.toJson()[0].spec.subject).toEqual({
    namespaces: { matchLabels: { team: 'shop' } },
  });
});

test('its author must accept that it is not evaluated', () => {
  const app = new PolicyApp();
  const guard = new DenyCloudMetadata(new Chart(app, 'guard'), 'no-metadata', { priority: 10 });
  expect(refusalOf(() => app.synthYaml())).toContain('is not modelled and not acknowledged');
  Findings.of(guard).acknowledge({ id: 'unmodelled-kind', reason: 'denies cloud metadata only' });
  expect(app.synthYaml()).toContain('action: Deny');
});

test('a priority that leaves none for the exceptions is refused', () => {
  const except = [pods({ app: 'backup' }).in(namespace('shop'))];
  expect(codesOf(() => guarded({ priority: 0, except }))).toEqual([
    'constructs/illegal-cluster-policy',
  ]);
});

const uploader = pods({ app: 'uploader' });

/** A guard of an app on EKS in which the uploader of shop has an identity. */
function withIdentity(except: DenyCloudMetadataProps['except']): PolicyApp {
  const app = new PolicyApp({ profile: eks() });
  const chart = new Chart(app, 'shop');
  const guard = new DenyCloudMetadata(chart, 'no-metadata', {
    priority: 10,
    ...(except !== undefined && { except }),
  });
  Findings.of(guard).acknowledge({ id: 'unmodelled-kind', reason: 'denies cloud metadata only' });
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  new AllowWorkloadIdentity(shop, 'identity', { for: pods({ app: 'uploader' }) });
  return app;
}

test.each<[string, DenyCloudMetadataProps['except']]>([
  ['nobody', undefined],
  ['others', [pods({ app: 'backup' }).in(namespace('shop'))]],
])('an identity that the guard takes away is refused at synth: it excepts %s', (_, except) => {
  expect(() => withIdentity(except).synthYaml()).toThrow(/denies what the app opens: .*uploader/);
});

test('an app refuses it with its code and the line of the guard, as everything else', () => {
  const [refusal] = refusalsOf(() => withIdentity(undefined).synthYaml());
  expect(refusal?.code).toBe('constructs/cuts-identity');
  expect(refusal?.source).toMatchObject({ file: expect.stringContaining('deny-cloud-metadata') });
});

test('an app with targets refuses it no differently', () => {
  const app = new PolicyApp({ targets: { prod: { profile: eks() } } });
  app.define((target) => {
    const chart = new Chart(target, 'shop');
    const guard = new DenyCloudMetadata(chart, 'no-metadata', { priority: 10 });
    Findings.of(guard).acknowledge({ id: 'unmodelled-kind', reason: 'denies cloud metadata only' });
    const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
    new AllowWorkloadIdentity(shop, 'identity', { for: uploader });
  });
  expect(codesOf(() => app.synth())).toEqual(['constructs/cuts-identity']);
});

test('an identity that the guard leaves is fine', () => {
  const app = withIdentity([pods({ app: 'uploader' }).in(namespace('shop'))]);
  expect(app.synthYaml()).toContain('workload-identity');
});

const ofUploader = { namespace: 'shop', for: uploader, isolates: true } as const;

/** What an app on EKS objects to: one that has this identity, and this guard. */
function objections(
  identity: AllowWorkloadIdentityProps,
  guard: Partial<DenyCloudMetadataProps> = {},
  prepare: (chart: Chart) => void = () => {},
): readonly string[] {
  const app = new App();
  declareProfile(app, eks());
  const chart = new Chart(app, 'shop');
  prepare(chart);
  new AllowWorkloadIdentity(chart, 'identity', identity);
  const made = new DenyCloudMetadata(chart, 'no-metadata', { priority: 10, ...guard });
  return made.node.validate();
}

test.each<[string, AllowWorkloadIdentityProps, Partial<DenyCloudMetadataProps>]>([
  ['in a namespace that nothing here isolates', ofUploader, {}],
  [
    'of which only some pods are excepted',
    ofUploader,
    { except: [pods({ tier: 'x' }).in(namespace('shop'))] },
  ],
  [
    'of which only some pods are excepted, by one label more',
    ofUploader,
    { except: [pods({ app: 'uploader', tier: 'x' }).in(namespace('shop'))] },
  ],
  [
    'of which other values are excepted',
    { ...ofUploader, for: pods({ app: oneOf('uploader', 'backup') }) },
    { except: [uploader.in(namespace('shop'))] },
  ],
  [
    'whose namespace may have the labels that are denied',
    ofUploader,
    { namespaces: namespaces({ team: 'shop' }) },
  ],
  [
    'whose namespace may lack the labels that are excepted',
    ofUploader,
    { except: [uploader.in(namespaces({ team: 'shop' }))] },
  ],
])('an identity is cut %s', (_, identity, guard) => {
  expect(objections(identity, guard)).toEqual([expect.stringContaining('for uploader')]);
});

test.each<[string, AllowWorkloadIdentityProps, Partial<DenyCloudMetadataProps>]>([
  ['where other namespaces are denied', ofUploader, { namespaces: namespace('blog') }],
  ['in a namespace of the system', { ...ofUploader, namespace: 'kube-system' }, {}],
  [
    'at an address that is not denied',
    {
      ...ofUploader,
      provider: { name: 'vault', use: 'vault', cidrs: ['10.1.2.3/32'], ports: [80] },
    },
    {},
  ],
  [
    'whose pods are among those that are excepted',
    { ...ofUploader, for: pods({ app: 'uploader', tier: 'x' }) },
    { except: [pods({ app: oneOf('uploader', 'backup'), tier: present() }).in(allNamespaces())] },
  ],
  [
    'whose pods cannot be what the exception leaves out',
    ofUploader,
    { except: [pods({ app: noneOf('web') }).in(namespace('shop'))] },
  ],
  [
    'which is excepted wherever it is denied',
    ofUploader,
    {
      namespaces: namespaces({ team: 'shop' }),
      except: [uploader.in(namespaces({ team: 'shop' }))],
    },
  ],
])('an identity is left alone %s', (_, identity, guard) => {
  const governed = (chart: Chart) =>
    governedNamespace(chart, identity.namespace ?? 'shop', { isolated: [] });
  expect(objections(identity, guard, governed)).toEqual([]);
});

test('labels of a Namespace that the app emits are known', () => {
  const except = [uploader.in(namespaces({ team: 'shop' }))];
  const labelled = (team: string) => (chart: Chart) =>
    new DefaultDenyNamespace(chart, 'shop', { dns: 'none', createNamespace: { labels: { team } } });
  const namespaced = { namespace: 'shop', for: uploader };
  expect(objections(namespaced, { except }, labelled('shop'))).toEqual([]);
  expect(objections(namespaced, { except }, labelled('blog'))).toHaveLength(1);
});

test('two guards of one priority are refused', () => {
  const chart = guarded();
  expect(codesOf(() => new DenyCloudMetadata(chart, 'again', { priority: 10 }))).toEqual([
    'constructs/duplicate-priority',
  ]);
});

describe.skipIf(!hasClusterPolicySchemas)('the published CRD', () => {
  test('accepts the guard and its exceptions', () => {
    const except = [pods({ app: 'backup' }).in(namespaces({ team: 'a' }))];
    for (const object of guarded({ except }).toJson()) {
      expect(schemaProblems('standard', object)).toEqual([]);
    }
  });
});

test.each([
  ['no list', pods({ app: 'web' }).in(namespace('shop'))],
  ['pods that say no namespace', [pods({ app: 'web' })]],
  ['a whole namespace', [namespace('shop')]],
])('`except` that is %s is refused by its name', (_what, except) => {
  const props = javascript<DenyCloudMetadataProps>({ priority: 10, except });
  const [refusal] = refusalsOf(() => new DenyCloudMetadata(newChart(), 'guard', props));
  expect(refusal?.message).toMatch(/^`except` of `DenyCloudMetadata` is .*, not a list of pods/);
});
