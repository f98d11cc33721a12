import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/kernel';
import { profileCalled } from '../support/lint';
import {
  app,
  inTo,
  knowing,
  outOf,
  policy,
  reported,
  service,
  workload,
} from '../support/lint-objects';

const block = (cidr: string, ...except: readonly string[]) => ({ ipBlock: { cidr, except } });
const inNamespace = (name: string, labels: JsonObject) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
  podSelector: { matchLabels: labels },
});
const open = (port: number) => [
  { protocol: 'UDP', port },
  { protocol: 'TCP', port },
];

describe('NP401 plugin-enforces-nothing', () => {
  const some = [inTo('web', []), inTo('db', [])];

  test('is said once, with what to do', () => {
    expect(reported('NP401', some, profileCalled('flannel'))).toEqual([
      'error: nothing enforces 2 policies of this input under the profile flannel',
    ]);
  });

  test.each([
    ['a plugin that enforces', some, 'calico'],
    ['a plugin that nobody tells', some, 'portable'],
    ['an input without policies', [workload('web')], 'flannel'],
    [
      'an engine beside the plugin',
      [
        ...some,
        workload('calico', { kind: 'DaemonSet', labels: { 'k8s-app': 'calico-node', tier: 'x' } }),
      ],
      'flannel',
    ],
  ])('is silent about %s', (_, objects, word) => {
    expect(reported('NP401', objects, profileCalled(word))).toEqual([]);
  });
});

describe('NP402 dns-of-another-platform', () => {
  const kubeDns = inNamespace('kube-system', { 'k8s-app': 'kube-dns' });
  const openshift = inNamespace('openshift-dns', {
    'dns.operator.openshift.io/daemonset-dns': 'default',
  });
  const found = (word: string, ...objects: readonly JsonObject[]) =>
    reported('NP402', objects, profileCalled(word));

  test('names the platform whose servers are meant', () => {
    expect(found('openshift', outOf('web', [kubeDns], open(53)))).toEqual([
      'error: shop/web egress[0] names the DNS of kube-dns, and under the profile openshift nobody answers there',
    ]);
    expect(found('eks', outOf('web', [block('169.254.20.10/32')], open(53)))).toEqual([
      'error: shop/web egress[0] names the DNS of node-local, and under the profile eks nobody answers there',
    ]);
  });

  test('knows that the pods of OpenShift answer on another port', () => {
    expect(found('openshift', outOf('web', [openshift], open(53)))).toEqual([
      'error: shop/web egress[0] opens port 53 of the DNS of openshift, whose pods answer on 5353',
    ]);
    expect(found('openshift', outOf('web', [openshift], [...open(53), ...open(5353)]))).toEqual([]);
  });

  test.each([
    ['servers of this platform', 'eks', [outOf('web', [kubeDns], open(53))]],
    ['servers of several platforms', 'eks', [outOf('web', [kubeDns, openshift], open(53))]],
    ['a profile that does not say', 'calico', [outOf('web', [kubeDns], open(53))]],
    [
      'another policy that names the right ones',
      'openshift',
      [outOf('web', [kubeDns], open(53)), outOf('dns', [openshift], open(5353))],
    ],
    ['every namespace', 'openshift', [outOf('web', [{ namespaceSelector: {} }], open(53))]],
    ['another port of these pods', 'openshift', [outOf('web', [kubeDns], open(9153))]],
    ['name servers of nodes', 'eks', [outOf('web', [block('169.254.169.253/32')], open(53))]],
  ])('is silent about %s', (_, word, objects) => {
    expect(found(word, ...objects)).toEqual([]);
  });
});

describe('NP403 client-addresses-behind-a-load-balancer', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP403', objects);
  const web = workload('web', { ports: [8443] });
  const balancer = (spec: JsonObject = {}) =>
    service('web', [{ port: 443, targetPort: 8443 }], { type: 'LoadBalancer', ...spec });
  const office = inTo('web', [block('203.0.113.0/24')], [{ port: 8443 }]);
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { defaultBackend: { service: { name: 'web', port: { number: 443 } } } },
  };

  test('names the Service that hides the clients', () => {
    expect(found(web, balancer(), office)).toEqual([
      'warning: shop/web ingress[0] lets 203.0.113.0/24 in, and clients come through Service shop/web, behind which pods see a node instead',
    ]);
  });

  test('names the Ingress whose proxy hides them', () => {
    expect(found(web, balancer({ type: 'ClusterIP' }), ingress, office)).toEqual([
      'warning: shop/web ingress[0] lets 203.0.113.0/24 in, and clients come through Ingress shop/web, behind which pods see its proxy instead',
    ]);
  });

  test.each([
    [
      'a Service that keeps client addresses',
      [balancer({ externalTrafficPolicy: 'Local' }), office],
    ],
    ['pods that nothing lets the outside to', [balancer({ type: 'ClusterIP' }), office]],
    ['private addresses', [balancer(), inTo('web', [block('10.1.0.0/16')], [{ port: 8443 }])]],
    [
      'every address',
      [balancer(), inTo('web', [block('0.0.0.0/0', '10.0.0.0/8')], [{ port: 8443 }])],
    ],
    [
      'addresses of the load balancers of a cloud',
      [balancer(), inTo('web', [block('35.191.0.0/16')], [{ port: 8443 }])],
    ],
    ['another port', [balancer(), inTo('web', [block('203.0.113.0/24')], [{ port: 9090 }])]],
    [
      'load balancers of a class of their own',
      [balancer({ loadBalancerClass: 'example.com/direct' }), office],
    ],
    [
      'a second Service that keeps them',
      [
        balancer(),
        {
          ...balancer({ externalTrafficPolicy: 'Local' }),
          metadata: { name: 'direct', namespace: 'shop' },
        },
        office,
      ],
    ],
    [
      'load balancers with annotations of their own',
      [
        {
          ...balancer(),
          metadata: {
            name: 'web',
            namespace: 'shop',
            annotations: { 'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip' },
          },
        },
        office,
      ],
    ],
  ])('is silent about %s', (_, objects) => {
    expect(found(web, ...objects)).toEqual([]);
  });
});

describe('NP404 host-network-selected', () => {
  const agent = workload('agent', { kind: 'DaemonSet', pod: { hostNetwork: true } });
  const web = workload('web');
  const objects = [agent, web, inTo('agent', []), inTo('web', [app('agent')])];

  test('names the pods, of a policy and of a peer', () => {
    expect(reported('NP404', objects)).toEqual([
      'warning: shop/agent selects only pods of the host network: shop/agent',
      'warning: shop/web ingress[0] names only pods of the host network: shop/agent',
    ]);
  });

  test('is as sure as the profile', () => {
    const severities = (word: string) =>
      reported('NP404', objects, profileCalled(word)).map((line) => line.split(':')[0]);
    expect(severities('calico')).toEqual(['error', 'error']);
    expect(severities('aws-vpc-cni')).toEqual(['error']);
    expect(severities('np-guard')).toEqual([]);
  });

  test.each([
    [
      'pods of which one has an address of its own',
      [workload('other', { labels: { app: 'agent' } }), inTo('agent', [])],
    ],
    ['every pod of a namespace', [policy('shop/all', { podSelector: {} })]],
    ['a peer beside the block of the nodes', [inTo('web', [app('agent'), block('10.0.0.0/16')])]],
    ['labels that no pod has', [inTo('gone', [app('gone')])]],
  ])('is silent about %s', (_, others) => {
    expect(reported('NP404', [agent, ...others], profileCalled('calico'))).toEqual([]);
  });
});

describe('NP405 block-of-pod-or-service-addresses', () => {
  const ports = [{ port: 5432 }];
  const found = (word: string, ...objects: readonly JsonObject[]) =>
    reported('NP405', objects, profileCalled(word));
  const known = service('db', [{ port: 5432 }], { clusterIP: '10.7.0.9' });

  test('finds addresses of Services, which nothing comes from', () => {
    expect(found('kind', outOf('api', [block('10.96.3.4/32')], ports))).toEqual([
      'error: shop/api egress[0] names 10.96.3.4/32, in the block of Services 10.96.0.0/16',
    ]);
    expect(found('kind', inTo('api', [block('10.96.0.0/16')], ports))).toHaveLength(1);
  });

  test('finds the known address of a Service', () => {
    expect(found('portable', known, outOf('api', [block('10.7.0.9/32')], ports))).toEqual([
      'warning: shop/api egress[0] names 10.7.0.9/32, the address of Service shop/db',
    ]);
  });

  test('is as bad as the plugin makes it', () => {
    const objects = [inTo('db', [block('10.244.0.0/16')], ports)];
    const told = (matches: boolean | undefined) =>
      reported(
        'NP405',
        objects,
        knowing({
          podCidrs: ['10.244.0.0/16'],
          assume: matches === undefined ? {} : { 'ip-block-matches-pods': matches },
        }),
      ).map((line) => line.split(':')[0]);
    expect([told(false), told(undefined), told(true)]).toEqual([['error'], ['warning'], ['info']]);
  });

  test.each([
    ['addresses outside', 'kind', [outOf('api', [block('192.0.2.0/24')], ports)]],
    ['a block that holds more', 'kind', [outOf('api', [block('10.0.0.0/8')], ports)]],
    [
      'blocks of a cluster that nobody tells',
      'portable',
      [outOf('api', [block('10.96.3.4/32')], ports)],
    ],
    [
      'DNS, which a cache of the node may answer there',
      'kind',
      [outOf('api', [block('10.96.0.10/32')], open(53))],
    ],
    [
      'the address of a Service beside its endpoint',
      'kind',
      [outOf('api', [block('10.96.0.1/32'), block('172.18.0.2/32')], [{ port: 443 }])],
    ],
    [
      'egress where policies see Services',
      'aws-vpc-cni',
      [known, outOf('api', [block('10.7.0.9/32')], ports)],
    ],
  ])('is silent about %s', (_, word, objects) => {
    expect(found(word, ...objects)).toEqual([]);
  });
});

describe('NP406 api-server-by-selector', () => {
  const apiServer = inNamespace('kube-system', { component: 'kube-apiserver' });
  const home = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'default' } },
  };
  const ports = [{ port: 6443 }];
  const found = (word: string, ...objects: readonly JsonObject[]) =>
    reported('NP406', objects, profileCalled(word));

  test('finds the labels of its pods, in both directions', () => {
    expect(found('calico', outOf('operator', [apiServer], ports))).toEqual([
      'error: shop/operator egress[0] means the API server by its labels, and no selector matches it',
    ]);
    expect(found('portable', inTo('webhook', [apiServer], ports))[0]).toMatch(/^warning: /);
  });

  test('finds the namespace of its Service', () => {
    expect(found('calico', outOf('operator', [home], [{ port: 443 }]))).toEqual([
      'warning: shop/operator egress[0] means the API server by the namespace of its Service, and no selector matches it',
    ]);
  });

  test.each([
    [
      'its address beside its labels',
      'calico',
      [outOf('operator', [apiServer, block('172.18.0.2/32')], ports)],
    ],
    ['plugins that see host-network pods', 'aws-vpc-cni', [outOf('operator', [apiServer], ports)]],
    [
      'a control plane with pods of its own',
      'calico',
      [
        workload('plane', { namespace: 'kube-system', labels: { component: 'kube-apiserver' } }),
        outOf('operator', [apiServer], ports),
      ],
    ],
    [
      'other ports of the namespace default',
      'calico',
      [outOf('operator', [home], [{ port: 8080 }])],
    ],
    [
      'pods that run in the namespace default',
      'calico',
      [workload('web', { namespace: 'default' }), outOf('operator', [home], [{ port: 443 }])],
    ],
  ])('is silent about %s', (_, word, objects) => {
    expect(found(word, ...objects)).toEqual([]);
  });
});
