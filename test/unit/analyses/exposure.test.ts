import { describe, expect, test } from 'vitest';
import { entryPoints, exposure } from '../../../lib/analyses';
import { type Direction, UsageError } from '../../../lib/kernel';
import type { Cluster } from '../../../lib/model';
import { portable, profileNamed } from '../../../lib/platform';
import type { Exposure, ExposureTopic } from '../../../lib/results';
import { clusterFrom, policy, service, workload } from '../../support/cluster-from';

const web = workload('shop/web', { http: 8080 });
const spec = (rest: string) =>
  policy('shop/web', `{podSelector: {matchLabels: {app: web}}, ${rest}}`);

interface Asked {
  readonly direction?: Direction;
  readonly topic: ExposureTopic;
  readonly profile?: string;
}

function told(cluster: Cluster, { direction = 'ingress', topic, profile = 'portable' }: Asked) {
  const facts = profileNamed(profile);
  const result = exposure(cluster, facts, { entryPoints: entryPoints(cluster, facts) });
  const found = result.workloads.find(({ endpoint }) => endpoint.id === 'shop/web');
  return (found?.sides[direction]?.exposures ?? []).filter((each) => each.topic === topic);
}

function peers(exposures: readonly Exposure[]) {
  return exposures.map(({ peer }) => peer);
}

describe('pods that do not exist yet', () => {
  test('get in with the fewest labels that a rule asks for', () => {
    const cluster = clusterFrom(
      web,
      spec(
        'ingress: [{from: [{podSelector: {matchExpressions: [{key: tier, operator: In, values: [a, b]}, {key: old, operator: DoesNotExist}]}}], ports: [{port: 8080}]}]',
      ),
    );
    expect(told(cluster, { topic: 'possible' })).toMatchObject([
      {
        peer: { which: 'some', labels: { tier: 'a' }, namespaces: ['shop'], newNamespaces: [] },
        allowed: { TCP: [[8080, 8080]] },
        gates: { ingress: { open: 'rules', rules: ['shop/web ingress[0]'] } },
      },
    ]);
  });

  test('get in whatever their labels where a rule asks for none', () => {
    const cluster = clusterFrom(web, spec('ingress: [{from: [{namespaceSelector: {}}]}]'));
    expect(peers(told(cluster, { topic: 'possible' }))).toMatchObject([
      { which: 'every', labels: {}, everyNamespace: true },
    ]);
  });

  test('are not every pod where one label keeps them out', () => {
    const cluster = clusterFrom(
      web,
      spec(
        'ingress: [{from: [{podSelector: {matchExpressions: [{key: out, operator: DoesNotExist}]}}]}]',
      ),
    );
    expect(peers(told(cluster, { topic: 'possible' }))).toMatchObject([
      { which: 'some', labels: {}, namespaces: ['shop'] },
    ]);
  });

  test('get in from a new namespace with the labels that a rule asks for', () => {
    const cluster = clusterFrom(
      web,
      spec(
        'ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}, podSelector: {matchLabels: {app: x}}}]}]',
      ),
    );
    expect(peers(told(cluster, { topic: 'possible', profile: 'np-guard' }))).toMatchObject([
      { labels: { app: 'x' }, namespaces: [], newNamespaces: [{ labels: { team: 'a' } }] },
    ]);
  });

  test('need what lets them out of their own namespace as well', () => {
    const cluster = clusterFrom(
      web,
      spec('ingress: [{from: [{podSelector: {matchLabels: {app: x}}}]}]'),
      policy('shop/out', '{podSelector: {}, policyTypes: [Egress]}'),
      policy(
        'shop/let-out',
        '{podSelector: {matchLabels: {role: y}}, policyTypes: [Egress], egress: [{}]}',
      ),
    );
    expect(told(cluster, { topic: 'possible' })).toMatchObject([
      {
        peer: { labels: { app: 'x' } },
        allowed: {},
        own: { allowed: { TCP: [[1, 65_535]] } },
        gates: { egress: { open: 'closed' } },
      },
      { peer: { labels: { app: 'x', role: 'y' } }, allowed: { TCP: [[1, 65_535]] } },
    ]);
  });

  test('are reached on ports that count by the name they give', () => {
    const cluster = clusterFrom(
      web,
      spec(
        'policyTypes: [Egress], egress: [{to: [{podSelector: {}}], ports: [{port: dns, protocol: UDP}]}]',
      ),
    );
    expect(told(cluster, { direction: 'egress', topic: 'possible' })).toMatchObject([
      { allowed: {}, named: [{ name: 'dns', protocol: 'UDP', verdict: 'allowed' }] },
    ]);
  });

  test('are undecided where a block may hold their addresses, and denied where the plugin says no', () => {
    const cluster = clusterFrom(web, spec('ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]'));
    expect(told(cluster, { topic: 'possible' })).toMatchObject([
      { allowed: {}, reasons: [{ id: 'ip-block-matches-pods' }, { id: 'pod-addresses' }] },
    ]);
    expect(told(cluster, { topic: 'possible', profile: 'cilium' })).toEqual([]);
  });
});

describe('the outside', () => {
  const open = spec(
    'ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}, {ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 8080}]}]',
  );

  test('is told apart as the internet and private addresses', () => {
    const cluster = clusterFrom(web, open);
    expect(peers(told(cluster, { topic: 'internet' }))).toEqual([
      { kind: 'addresses', cidrs: ['203.0.113.0/24'], all: false },
    ]);
    expect(peers(told(cluster, { topic: 'private' }))).toEqual([
      { kind: 'addresses', cidrs: ['10.0.0.0/8'], all: false },
    ]);
  });

  test('comes in through an entry point', () => {
    const cluster = clusterFrom(
      web,
      open,
      service(
        'shop/web',
        '{type: LoadBalancer, externalTrafficPolicy: Local, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}',
      ),
    );
    expect(told(cluster, { topic: 'entry-points' })).toMatchObject([
      {
        peer: { entryPoint: 'LoadBalancer', id: 'shop/web', sees: 'clients' },
        allowed: { TCP: [[8080, 8080]] },
        gates: { ingress: { open: 'rules', rules: ['shop/web ingress[0]'] } },
      },
    ]);
  });

  test('is all that is reached where nothing isolates a workload', () => {
    const cluster = clusterFrom(web);
    for (const topic of ['internet', 'private', 'metadata', 'api-server'] as const) {
      expect(told(cluster, { direction: 'egress', topic })).toMatchObject([
        { peer: { all: true }, gates: { egress: { open: 'not-isolated' } } },
      ]);
    }
  });
});

describe('cloud metadata', () => {
  const egress = (rest: string) => spec(`policyTypes: [Egress], egress: [${rest}]`);

  test('is reached where a block holds it, with who serves it there', () => {
    const cluster = clusterFrom(web, egress('{to: [{ipBlock: {cidr: 169.254.170.2/32}}]}'));
    expect(peers(told(cluster, { direction: 'egress', topic: 'metadata' }))).toEqual([
      { kind: 'addresses', cidrs: ['169.254.170.2/32'], all: false, serves: ['AWS ECS'] },
    ]);
  });

  test('is not reached on a port where none is served: then it is any other address', () => {
    const cluster = clusterFrom(
      web,
      egress('{to: [{ipBlock: {cidr: 169.254.170.23/32}}], ports: [{port: 443}]}'),
    );
    expect(told(cluster, { direction: 'egress', topic: 'metadata' })).toEqual([]);
    expect(peers(told(cluster, { direction: 'egress', topic: 'private' }))).toMatchObject([
      { cidrs: ['169.254.170.23/32'] },
    ]);
  });
});

describe('the API server', () => {
  const out = spec(
    'policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 192.0.2.10/32}}], ports: [{port: 6443}]}]',
  );

  test('may be reached where nobody says where it is, and what is missing is said', () => {
    const cluster = clusterFrom(web, out);
    expect(told(cluster, { direction: 'egress', topic: 'api-server' })).toMatchObject([
      {
        allowed: {},
        undecided: { TCP: [[6443, 6443]] },
        reasons: [{ id: 'api-server-addresses' }],
      },
    ]);
    expect(exposure(cluster, portable).unknown).toMatchObject([{ topic: 'api-server' }]);
  });

  test('is surely reached, or not, where the profile says where it is', () => {
    const cluster = clusterFrom(web, out);
    const at = (cidr: string) => {
      const { workloads, unknown } = exposure(cluster, { ...portable, apiServerCidrs: [cidr] });
      expect(unknown).toEqual([]);
      return workloads[0]?.sides.egress?.exposures.filter(({ topic }) => topic === 'api-server');
    };
    expect(at('192.0.2.10/32')).toMatchObject([
      { allowed: { TCP: [[6443, 6443]] }, undecided: {} },
    ]);
    expect(at('192.0.2.11/32')).toEqual([]);
  });
});

describe('other namespaces', () => {
  test('are named once where all of their workloads are treated alike', () => {
    const cluster = clusterFrom(
      web,
      workload('ops/a'),
      workload('ops/b'),
      workload('dev/a'),
      workload('dev/b'),
      spec(
        'ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ops}}}, {namespaceSelector: {}, podSelector: {matchLabels: {app: b}}}]}]',
      ),
    );
    expect(peers(told(cluster, { topic: 'namespaces' }))).toEqual([
      { kind: 'workloads', namespaces: ['ops'], workloads: ['dev/b'] },
    ]);
  });
});

test('only the side that is asked about is told', () => {
  const { workloads } = exposure(clusterFrom(web), portable, { asked: { egress: () => true } });
  expect(workloads.map(({ sides }) => Object.keys(sides))).toEqual([['egress']]);
});

test('workloads that nothing isolates are counted', () => {
  const cluster = clusterFrom(web, workload('shop/api'), spec('ingress: []'));
  expect(exposure(cluster, portable).summary).toMatchObject({
    workloads: 2,
    notIsolated: { ingress: 1, egress: 2 },
    allowed: { 'egress metadata': 2, 'ingress internet': 1 },
  });
});

describe('an answer that is too long', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const open = names.map((name) => workload(`${name}/web`));
  const denied = names.map((name) =>
    policy(`${name}/deny`, '{podSelector: {}, policyTypes: [Ingress, Egress]}'),
  );
  const asking = (cluster: Cluster, topics: readonly ExposureTopic[]) => () =>
    exposure(cluster, portable, { topics, maxPairs: 20 });

  test('is refused where more pairs pass than asked for', () => {
    expect(asking(clusterFrom(...open), ['namespaces'])).toThrow(UsageError);
    expect(asking(clusterFrom(...open), ['possible'])).toThrow(UsageError);
  });

  test('says what of it is counted', () => {
    expect(asking(clusterFrom(...open), ['namespaces', 'possible', 'internet'])).toThrow(
      'the answer would have 168 pairs: 72 of two workloads, 84 of a workload and a namespace where pods may come to exist, 12 of a workload and addresses',
    );
  });

  test('is none where nearly nothing passes, however many workloads there are', () => {
    const cluster = clusterFrom(...open, ...denied);
    expect(asking(cluster, ['namespaces'])()).toMatchObject({ summary: { workloads: 6 } });
    expect(asking(cluster, ['possible'])()).toMatchObject({ summary: { workloads: 6 } });
  });
});
