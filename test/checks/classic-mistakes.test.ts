import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKS, lint } from '../../lib/analyses';
import { hasErrors } from '../../lib/kernel';
import { parseManifests } from '../../lib/manifests';
import { buildCluster } from '../../lib/model';
import { type Profile, portable, withOverrides } from '../../lib/platform';
import { profileCalled } from '../support/lint';
import { REPOSITORY } from '../support/repository';
import { UPDATE } from '../support/shown-output';

/** A Deployment in one line. `container` is the inside of its only container. */
function app(name: string, labels: string, container = '', home = 'shop'): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${home}, labels: { team: blue } }
spec: { template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: main${container} }] } } }
---`;
}

function policy(name: string, spec: string, home = 'shop'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${home} }
spec: { ${spec} }
---`;
}

const DENY = policy('deny', 'podSelector: {}, policyTypes: [Ingress, Egress]');
const DENY_IN = policy('deny', 'podSelector: {}, policyTypes: [Ingress]');

/** A shop of three tiers, a monitoring namespace, and the DNS of the cluster. */
const SHOP = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: shop } }
---
apiVersion: v1
kind: Namespace
metadata: { name: monitoring, labels: { team: ops } }
---
apiVersion: v1
kind: Namespace
metadata: { name: kube-system }
---${app('web', 'app: web', ', ports: [{ name: http, containerPort: 8080 }]')}${app(
  'api',
  'app: api',
  ', ports: [{ name: http, containerPort: 8080 }]',
)}${app('db', 'app: db', ', ports: [{ name: pg, containerPort: 5432 }]')}${app(
  'prometheus',
  'app: prometheus',
  '',
  'monitoring',
)}${app('syslog', 'app: syslog', ', ports: [{ containerPort: 514, protocol: UDP }]')}${app(
  'coredns',
  'k8s-app: kube-dns',
  ', ports: [{ containerPort: 53, protocol: UDP }, { containerPort: 53 }]',
  'kube-system',
)}
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---`;

interface Heard {
  /** Ids of checks that report something. */
  readonly checks: readonly string[];
  /** Codes of what reading refuses or warns about. */
  readonly said: readonly string[];
}

function hear(yaml: string, profile: Profile = portable): Heard {
  const read = parseManifests(yaml, 'test.yaml');
  const built = buildCluster(read.manifests);
  const said = [...read.diagnostics, ...built.diagnostics];
  const codes = said.map(({ code }) => code);
  if (hasErrors(said)) return { checks: [], said: codes };
  const { findings } = lint({ cluster: built.cluster, profile, objects: read.manifests });
  return { checks: findings.map(({ check }) => check), said: codes };
}

const dualStack = withOverrides(portable, { ipFamilies: [4, 6] });

type Mistake = readonly [says: string, check: string, yaml: string, profile?: Profile];

const db = 'podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress]';

/** What people write, and which check tells them. */
const FOUND: readonly Mistake[] = [
  [
    'a dash makes OR of AND',
    'NP001',
    policy(
      'scrape',
      `${db}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: ops } } }, { podSelector: { matchLabels: { app: prometheus } } }] }]`,
    ),
  ],
  ['an empty list of peers is everyone', 'NP002', policy('db', `${db}, ingress: [{ from: [] }]`)],
  [
    'a policy called deny has an empty rule',
    'NP003',
    policy('default-deny', 'podSelector: {}, policyTypes: [Ingress], ingress: [{}]'),
  ],
  [
    'a podSelector looks into its own namespace only',
    'NP004',
    policy(
      'scrape',
      `${db}, ingress: [{ from: [{ podSelector: { matchLabels: { app: prometheus } } }] }]`,
    ),
  ],
  [
    'every namespace gets in',
    'NP107',
    DENY_IN + policy('db', `${db}, ingress: [{ from: [{ namespaceSelector: {} }] }]`),
  ],
  [
    'no namespace has the label `name`',
    'NP006',
    policy(
      'dns',
      'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { name: kube-system } } }], ports: [{ port: 53, protocol: UDP }, { port: 53 }] }]',
    ),
  ],
  [
    'a label is misspelt',
    'NP007',
    policy('web', 'podSelector: { matchLabels: { app: wbe } }, policyTypes: [Ingress]'),
  ],
  [
    'the label is on the controller',
    'NP010',
    policy('web', 'podSelector: { matchLabels: { team: blue } }, policyTypes: [Ingress]'),
  ],
  [
    'two labels are AND',
    'NP011',
    app('both', 'app: both, component: job') +
      policy(
        'web',
        'podSelector: { matchLabels: { app: web, component: job } }, policyTypes: [Ingress]',
      ),
  ],
  [
    'NotIn takes what has no label at all',
    'NP012',
    policy(
      'db',
      `${db}, ingress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: team, operator: NotIn, values: [ops] }] } }] }]`,
    ),
  ],
  [
    'the policy lies in another namespace than its pods',
    'NP013',
    policy('db', 'podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress]', 'monitoring'),
  ],
  [
    'the policy names no namespace',
    'NP014',
    `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db }
spec: { podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress] }
---`,
  ],
  [
    'egress rules do not count without their policyType',
    'NP015',
    policy('db', `${db}, egress: [{ to: [{ podSelector: { matchLabels: { app: api } } }] }]`),
  ],
  [
    'ingress rules do not count without their policyType',
    'NP015',
    policy(
      'db',
      'podSelector: {}, policyTypes: [Egress], ingress: [{ from: [{ podSelector: {} }] }]',
    ),
  ],
  [
    'egress rules without policyTypes close ingress',
    'NP016',
    policy(
      'out',
      'podSelector: { matchLabels: { app: web } }, egress: [{ to: [{ podSelector: {} }] }]',
    ),
  ],
  ['egress: [] alone isolates nothing', 'NP017', policy('out', 'podSelector: {}, egress: []')],
  [
    'both directions are isolated and one has rules',
    'NP018',
    policy(
      'db',
      'podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress, Egress], ingress: [{ from: [{ podSelector: {} }] }]',
    ),
  ],
  [
    'a second policy is to narrow the first',
    'NP304',
    policy('all', `${db}, ingress: [{ from: [{ podSelector: {} }] }]`) +
      policy(
        'only-api',
        `${db}, ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }] }]`,
      ),
  ],
  [
    'a ban of metadata opens the internet',
    'NP101',
    DENY +
      policy(
        'block-metadata',
        'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.169.254/32] } }] }]',
      ),
  ],
  [
    'another policy cancels an exception',
    'NP102',
    policy(
      'out',
      'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.0.0/16] } }] }]',
    ) +
      policy('http', 'podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: 80 }] }]'),
  ],
  [
    'the next block of the list opens the exception again',
    'NP103',
    policy(
      'out',
      'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }, { ipBlock: { cidr: 10.0.0.0/16 } }] }]',
    ),
  ],
  [
    'two halves of all addresses make a whole',
    'NP104',
    policy(
      'out',
      'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/1 } }, { ipBlock: { cidr: 128.0.0.0/1 } }] }]',
    ),
  ],
  [
    'one family only is said in a cluster of two',
    'NP106',
    policy(
      'out',
      'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.0.0/16] } }], ports: [{ port: 443 }] }]',
    ),
    dualStack,
  ],
  [
    'only the best known address of credentials is excepted',
    'NP105',
    policy(
      'out',
      'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.169.254/32] } }], ports: [{ port: 80 }] }]',
    ),
    profileCalled('eks'),
  ],
  [
    'the port of the Service is no port of its pods',
    'NP601',
    policy(
      'web',
      'podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: 80 }] }]',
    ),
  ],
  [
    'a dash too many parts ports from peers',
    'NP602',
    policy(
      'db',
      `${db}, ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }] }, { ports: [{ port: 5432 }] }]`,
    ),
  ],
  [
    'the protocol of a UDP service is left out',
    'NP606',
    policy(
      'syslog',
      'podSelector: { matchLabels: { app: syslog } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 514 }] }]',
    ),
  ],
  [
    'DNS is opened over UDP only',
    'NP604',
    policy(
      'dns',
      'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ port: 53, protocol: UDP }] }]',
    ),
  ],
  [
    'DNS is opened to everywhere',
    'NP605',
    policy(
      'dns',
      'podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: 53, protocol: UDP }, { port: 53 }] }]',
    ),
  ],
  [
    'DNS is opened for another platform',
    'NP402',
    policy(
      'dns',
      'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ port: 53, protocol: UDP }, { port: 53 }] }]',
    ),
    profileCalled('openshift'),
  ],
  [
    'a default deny forgets DNS',
    'NP603',
    policy(
      'out',
      'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: web } } }] }]',
    ),
  ],
  [
    'a named port is declared nowhere',
    'NP607',
    policy(
      'web',
      'podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: {} }], ports: [{ port: htpp }] }]',
    ),
  ],
  [
    'an address has no names of ports',
    'NP607',
    policy(
      'out',
      'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 198.51.100.0/24 } }], ports: [{ port: https }] }]',
    ),
  ],
  [
    'an empty list of ports is every port',
    'NP608',
    policy('db', `${db}, ingress: [{ from: [{ podSelector: {} }], ports: [] }]`),
  ],
  [
    'an empty entry of ports is all of TCP',
    'NP609',
    policy('db', `${db}, ingress: [{ from: [{ podSelector: {} }], ports: [{}] }]`),
  ],
  [
    'only one end is opened',
    'NP611',
    DENY +
      policy(
        'db',
        `${db}, ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: 5432 }] }]`,
      ),
  ],
  [
    'ports are opened for replies',
    'NP109',
    policy('replies', `${db}, ingress: [{ ports: [{ port: 1024, endPort: 65535 }] }]`),
  ],
  [
    'the API server is no pod that a selector names',
    'NP406',
    policy(
      'api',
      'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { component: kube-apiserver } } }], ports: [{ port: 443 }] }]',
    ),
  ],
  [
    'a webhook is closed to the API server',
    'NP407',
    `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: hook }
webhooks: [{ name: hook.example.com, clientConfig: { service: { name: web, namespace: shop, port: 80 } } }]
---${DENY_IN}`,
  ],
  [
    'clients behind a load balancer have other addresses',
    'NP403',
    `
apiVersion: v1
kind: Service
metadata: { name: public, namespace: shop }
spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 443, targetPort: 8080 }] }
---${policy(
      'web',
      'podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: 8080 }] }]',
    )}`,
  ],
  [
    'pods on the host network are no subject',
    'NP404',
    `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent, namespace: shop }
spec: { template: { metadata: { labels: { app: agent } }, spec: { hostNetwork: true, containers: [{ name: main }] } } }
---${policy('agent', 'podSelector: { matchLabels: { app: agent } }, policyTypes: [Ingress]')}`,
  ],
  [
    'addresses of pods and Services do not last',
    'NP405',
    policy(
      'db',
      `${db}, ingress: [{ from: [{ ipBlock: { cidr: 10.244.0.0/16 } }], ports: [{ port: 5432 }] }]`,
    ),
    withOverrides(portable, { podCidrs: ['10.244.0.0/16'] }),
  ],
  [
    'replicas are kept from each other',
    'NP612',
    `
apiVersion: v1
kind: Service
metadata: { name: store, namespace: shop }
spec: { clusterIP: None, selector: { app: store }, ports: [{ port: 7000 }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: store, namespace: shop }
spec: { replicas: 3, serviceName: store, selector: { matchLabels: { app: store } }, template: { metadata: { labels: { app: store } }, spec: { containers: [{ name: main, ports: [{ containerPort: 7000 }] }] } } }
---${policy(
      'store',
      'podSelector: { matchLabels: { app: store } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: 7000 }] }]',
    )}`,
  ],
  ['the plugin enforces nothing', 'NP401', DENY_IN, profileCalled('flannel')],
  ['two objects have one name', 'NP501', DENY_IN + DENY],
  [
    'Cilium reads an empty list as nothing at all',
    'NP503',
    `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: deny, namespace: shop }
spec: { endpointSelector: {}, ingress: [] }
---`,
  ],
  [
    'a plain rule undoes the HTTP rule beside it',
    'NP504',
    `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: web } }
  ingress:
    - fromEndpoints: [{ matchLabels: { app: api } }]
      toPorts: [{ ports: [{ port: "8080", protocol: TCP }], rules: { http: [{ method: GET }] } }]
    - fromEndpoints: [{ matchLabels: { app: api } }]
      toPorts: [{ ports: [{ port: "8080", protocol: TCP }] }]
---`,
  ],
  [
    'whoever labels a namespace gets in',
    'NP110',
    policy(
      'db',
      `${db}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: ops } } }], ports: [{ port: 5432 }] }]`,
    ),
  ],
  [
    'a rule is contained in another',
    'NP303',
    policy('db', `${db}, ingress: [{ ports: [{ port: 5432 }] }, {}]`),
  ],
  [
    'a selector asks for what no pod can be',
    'NP009',
    policy(
      'web',
      'podSelector: { matchLabels: { app: web }, matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }, policyTypes: [Ingress]',
    ),
  ],
];

/** What the API server would refuse, or misread, is said where manifests are read. */
const REFUSED: readonly (readonly [says: string, code: string, yaml: string])[] = [
  ['a bare dash', 'manifests/null-entry', policy('x', `${db}, ingress: [null]`)],
  [
    'ports below a peer',
    'manifests/unknown-field',
    policy('x', `${db}, ingress: [{ from: [{ podSelector: {}, ports: [{ port: 80 }] }] }]`),
  ],
  [
    'an exception of another family',
    'manifests/invalid-policy',
    policy(
      'x',
      `${db}, ingress: [{ from: [{ ipBlock: { cidr: "::/0", except: [169.254.169.254/32] } }] }]`,
    ),
  ],
  [
    'a quoted number',
    'manifests/invalid-policy',
    policy('x', `${db}, ingress: [{ ports: [{ port: "8080" }] }]`),
  ],
  [
    'an endPort beside a name',
    'manifests/invalid-policy',
    policy('x', `${db}, ingress: [{ ports: [{ port: http, endPort: 90 }] }]`),
  ],
  [
    'ICMP',
    'manifests/invalid-policy',
    policy('x', `${db}, ingress: [{ ports: [{ protocol: ICMP }] }]`),
  ],
  [
    'bits of the host in a block',
    'manifests/invalid-policy',
    policy('x', `${db}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.5/8 } }] }]`),
  ],
  [
    'a host name as a block',
    'manifests/invalid-policy',
    policy('x', `${db}, ingress: [{ from: [{ ipBlock: { cidr: api.example.com } }] }]`),
  ],
  [
    'a label value that is no text',
    'manifests/wrong-type',
    policy('x', 'podSelector: { matchLabels: { enabled: true } }, policyTypes: [Ingress]'),
  ],
  [
    'an API version that is gone',
    'manifests/not-a-network-policy',
    policy('x', db).replace('networking.k8s.io/v1', 'extensions/v1beta1'),
  ],
];

/** What no manifest shows, and where to look instead. */
const OUT_OF_REACH: readonly (readonly [mistake: string, instead: string])[] = [
  [
    'ping is taken for a test: no policy speaks of ICMP, and plugins differ',
    'test with a connection to the port; `netpol explain` says what it does',
  ],
  [
    'a test from the node, by port-forward or to localhost proves nothing',
    'test from a pod with the labels of the client',
  ],
  [
    'a Job fails in its first seconds, before the plugin has learned of its pod',
    'let it try again; `netpol explain` says whether it may pass at all',
  ],
  [
    'a pod calls itself through its Service, and plugins differ',
    '`netpol explain` says undecided, or what the profile says',
  ],
];

const PAGE = join(REPOSITORY, 'docs/mistakes.md');

function pageOf(): string {
  const nameOf = (id: string) => CHECKS.find((check) => check.id === id)?.name ?? id;
  const found = FOUND.map(([says, id]) => `| ${says} | [${id}](checks/${nameOf(id)}.md) |`);
  const refused = REFUSED.map(([says, code]) => `| ${says} | \`${code}\` |`);
  const beyond = OUT_OF_REACH.map(([mistake, instead]) => `| ${mistake} | ${instead} |`);
  return `# Classic mistakes, and what tells of each

What is written again and again, and is not what was meant. A test holds each row. Constructs rule most
of them out: what they cannot say is in [their pages](constructs/README.md).

## Found by netpol lint

| mistake | check |
| --- | --- |
${found.join('\n')}

## Refused, as the API server would

| mistake | code |
| --- | --- |
${refused.join('\n')}

## In no manifest

| mistake | instead |
| --- | --- |
${beyond.join('\n')}
`;
}

if (process.env[UPDATE] === '1') writeFileSync(PAGE, pageOf());

test('the page of mistakes lists what is tested here', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(pageOf());
});

describe('a classic mistake is found', () => {
  test.each(FOUND.map(([says, check, yaml, profile]) => ({ says, check, yaml, profile })))(
    '$says: $check',
    ({ check, yaml, profile }) => {
      expect(hear(SHOP + yaml, profile).checks).toContain(check);
    },
  );
});

describe('what the API server would refuse is refused', () => {
  test.each(REFUSED)('%s: %s', (_, code, yaml) => {
    expect(hear(SHOP + yaml).said).toContain(code);
  });
});
