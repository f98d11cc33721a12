import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../lib/analyses';
import { portable } from '../../lib/platform';
import { foundBy, linted, profileCalled } from '../support/lint';

/** A policy of namespace shop: its name, the pods it selects, and the rest of its spec. */
function policy(name: string, app: string | undefined, spec: string): string {
  const selects = app === undefined ? '{}' : `{ matchLabels: { app: ${app} } }`;
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: { podSelector: ${selects}, ${spec} }
---`;
}

const egress = (name: string, app: string | undefined, ...rules: readonly string[]) =>
  policy(name, app, `policyTypes: [Egress], egress: [${rules.join(', ')}]`);

const ingress = (name: string, app: string | undefined, ...rules: readonly string[]) =>
  policy(name, app, `policyTypes: [Ingress], ingress: [${rules.join(', ')}]`);

const block = (cidr: string, ...except: readonly string[]) =>
  `{ ipBlock: { cidr: '${cidr}', except: [${except.map((each) => `'${each}'`).join(', ')}] } }`;

const to = (peers: string, ports?: string) =>
  `{ to: [${peers}]${ports === undefined ? '' : `, ports: [${ports}]`} }`;

const deployment = (name: string, labels: string, port = 8080) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec: { template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: main, image: "a:1", ports: [{ containerPort: ${port} }] }] } } }
---`;

const [eks, aks] = [profileCalled('eks'), profileCalled('aks')];

describe('NP101 metadata-deny-that-opens', () => {
  const strict = egress('worker', 'worker', to('{ podSelector: {} }', '{ port: 5432 }'));
  const ban = (name: string, ...except: readonly string[]) =>
    egress(name, undefined, to(block('0.0.0.0/0', '169.254.169.254/32', ...except)));

  test('finds a ban that adds the internet to a strict list', () => {
    expect(foundBy('NP101', strict + ban('deny-imds'))).toMatchInlineSnapshot(`
      [
        "NP101 metadata-deny-that-opens error test.yaml:10 spec.egress[0]: shop/deny-imds egress[0] blocks nothing: it adds every address but those of metadata to what shop/worker lets out",
      ]
    `);
  });

  test('warns where only the rule looks like a ban', () => {
    expect(foundBy('NP101', strict + ban('egress-rules'))).toEqual([
      expect.stringContaining('NP101 metadata-deny-that-opens warning'),
    ]);
  });

  test('leaves a rule alone whose policy says that it allows', () => {
    expect(foundBy('NP101', strict + ban('allow-internet'))).toEqual([]);
  });

  test('leaves a ban alone that is the only policy', () => {
    expect(foundBy('NP101', ban('deny-imds'))).toEqual([]);
  });

  test('leaves a permission alone beside a default deny and DNS', () => {
    const deny = egress('default', undefined);
    const dns = egress(
      'dns',
      undefined,
      to('{ namespaceSelector: {} }', '{ protocol: UDP, port: 53 }'),
    );
    expect(foundBy('NP101', deny + dns + ban('internet'))).toEqual([]);
  });

  test('leaves a rule alone that leaves private networks out as well', () => {
    const careful = ban('internet', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16');
    expect(foundBy('NP101', strict + careful)).toEqual([]);
  });

  test('finds a ban beside a policy that opens one port of everything', () => {
    const http = egress('http', 'worker', '{ ports: [{ port: 80 }] }');
    expect(foundBy('NP101', strict + http + ban('deny-imds'))).toHaveLength(1);
  });

  test('leaves a ban alone where another policy opens everything anyway', () => {
    const all = egress('all', undefined, '{}');
    expect(foundBy('NP101', strict + all + ban('deny-imds'))).toEqual([]);
  });
});

describe('NP102 except-cancelled', () => {
  const careful = egress(
    'internet',
    'worker',
    to(block('0.0.0.0/0', '169.254.0.0/16'), '{ port: 443 }'),
  );

  test('finds a rule without peers on another port', () => {
    expect(
      foundBy('NP102', careful + egress('http', 'worker', '{ ports: [{ port: 80 }] }')),
    ).toMatchInlineSnapshot(`
      [
        "NP102 except-cancelled error test.yaml:5 spec.egress[0].to[0].ipBlock.except[0]: shop/internet egress[0].to[0] leaves out 169.254.0.0/16, and shop/http egress[0] reaches cloud credentials in it",
      ]
    `);
  });

  test('tells which credentials are open', () => {
    const yaml = careful + egress('http', 'worker', '{ ports: [{ port: 80 }] }');
    const { findings } = linted(yaml, {
      profile: aks,
      checks: CHECKS.filter(({ id }) => id === 'NP102'),
    });
    expect(findings.map(({ facts }) => facts)).toEqual([
      ['169.254.169.254/32: Azure, instance metadata (IMDS)'],
    ]);
  });

  test('says once that one rule opens all that a block leaves out', () => {
    const ranges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
    const all = egress('internet', 'worker', to(block('0.0.0.0/0', ...ranges), '{ port: 443 }'));
    expect(foundBy('NP102', all + egress('https', 'worker', '{ ports: [{ port: 443 }] }'))).toEqual(
      [
        expect.stringContaining(
          'leaves out 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, and shop/https',
        ),
      ],
    );
  });

  test('warns of a private range that a wider block opens on the same port', () => {
    const private_ = egress(
      'internet',
      'worker',
      to(block('0.0.0.0/0', '10.0.0.0/8'), '{ port: 443 }'),
    );
    const wide = egress('wide', undefined, to(block('8.0.0.0/5'), '{ port: 443 }'));
    expect(foundBy('NP102', private_ + wide)).toEqual([
      expect.stringContaining('NP102 except-cancelled warning'),
    ]);
  });

  test('warns where the other rule is about some of the same pods', () => {
    const wide = careful.replace('{ matchLabels: { app: worker } }', '{}');
    expect(foundBy('NP102', wide + egress('http', 'worker', '{ ports: [{ port: 80 }] }'))).toEqual([
      expect.stringContaining('NP102 except-cancelled warning'),
    ]);
  });

  test('leaves a rule alone that is about other pods', () => {
    expect(foundBy('NP102', careful + egress('http', 'web', '{ ports: [{ port: 80 }] }'))).toEqual(
      [],
    );
  });

  test('leaves a rule alone that names an address inside the range', () => {
    const private_ = egress(
      'internet',
      'worker',
      to(block('0.0.0.0/0', '10.0.0.0/8'), '{ port: 443 }'),
    );
    const meant = egress('vault', 'worker', to(block('10.1.2.3/32'), '{ port: 443 }'));
    expect(foundBy('NP102', private_ + meant)).toEqual([]);
  });

  test('leaves the address of a name server and of an identity alone', () => {
    const dns = egress('dns', 'worker', to(block('169.254.20.10/32'), '{ port: 53 }'));
    const identity = egress('id', 'worker', to(block('169.254.170.23/32'), '{ port: 80 }'));
    expect(foundBy('NP102', careful + dns + identity)).toEqual([]);
  });

  test('leaves a rule alone on a port that serves no credentials', () => {
    expect(
      foundBy('NP102', careful + egress('dns', 'worker', '{ ports: [{ port: 53 }] }')),
    ).toEqual([]);
  });
});

describe('NP103 except-reopened-in-the-same-list', () => {
  const list = (...peers: readonly string[]) =>
    egress('x', 'x', to(peers.join(', '), '{ port: 80 }'));

  test('finds credentials that the next block holds', () => {
    expect(
      foundBy('NP103', list(block('0.0.0.0/0', '169.254.0.0/16'), block('128.0.0.0/1'))),
    ).toMatchInlineSnapshot(`
      [
        "NP103 except-reopened-in-the-same-list error test.yaml:5 spec.egress[0].to[0].ipBlock.except[0]: shop/x egress[0].to[0] leaves out 169.254.0.0/16, and 128.0.0.0/1 beside it holds cloud credentials in it",
      ]
    `);
  });

  test('mentions a block that names part of what the first leaves out', () => {
    expect(foundBy('NP103', list(block('0.0.0.0/0', '10.0.0.0/8'), block('10.0.0.0/16')))).toEqual([
      expect.stringContaining('NP103 except-reopened-in-the-same-list info'),
    ]);
  });

  test('leaves a block alone that stays outside the exception', () => {
    expect(
      foundBy('NP103', list(block('10.0.0.0/8', '10.1.0.0/16'), block('10.2.0.0/16'))),
    ).toEqual([]);
  });

  test('leaves a block of another rule alone', () => {
    const rules = [to(block('0.0.0.0/0', '10.0.0.0/8')), to(block('10.0.0.0/8'))];
    expect(foundBy('NP103', egress('x', 'x', ...rules))).toEqual([]);
  });
});

describe('NP104 wide-open-egress', () => {
  test('finds a block of every address', () => {
    expect(
      foundBy('NP104', egress('worker', 'worker', to(block('0.0.0.0/0')))),
    ).toMatchInlineSnapshot(`
      [
        "NP104 wide-open-egress warning test.yaml:5 spec.egress[0]: shop/worker egress[0] lets pods reach any IP on every port",
      ]
    `);
  });

  test('tells what it reaches on the cloud of the profile', () => {
    const { findings } = linted(egress('worker', 'worker', '{ ports: [{ port: 80 }] }'), {
      profile: eks,
      checks: CHECKS.filter(({ id }) => id === 'NP104'),
    });
    expect(findings[0]?.facts).toMatchInlineSnapshot(`
      [
        "reaches 169.254.169.254/32: AWS EC2, instance metadata (IMDS); IPv6 on Nitro instances that opt in",
        "reaches fd00:ec2::254/128: AWS EC2, instance metadata (IMDS); IPv6 on Nitro instances that opt in",
        "reaches 169.254.170.23/32: AWS EKS Pod Identity, credentials from the Pod Identity agent",
        "reaches fd00:ec2::23/128: AWS EKS Pod Identity, credentials from the Pod Identity agent",
        "reaches 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16: private networks, and pods where the plugin compares addresses",
      ]
    `);
  });

  test('finds two halves that together are everything', () => {
    const halves = to(`${block('0.0.0.0/1')}, ${block('128.0.0.0/1')}`);
    expect(foundBy('NP104', egress('worker', 'worker', halves))).toHaveLength(1);
  });

  test('only mentions a rule that says everything out loud', () => {
    expect(foundBy('NP104', egress('worker', 'worker', '{}'))).toEqual([
      expect.stringContaining('NP104 wide-open-egress info'),
    ]);
  });

  test('leaves a rule on TCP 443 alone', () => {
    expect(
      foundBy('NP104', egress('worker', 'worker', to(block('0.0.0.0/0'), '{ port: 443 }'))),
    ).toEqual([]);
  });

  test('leaves a rule alone that leaves metadata out', () => {
    const careful = to(block('0.0.0.0/0', '169.254.0.0/16', '168.63.129.16/32'));
    expect(foundBy('NP104', egress('worker', 'worker', careful))).toEqual([]);
  });

  test('leaves a rule alone that counts for nothing', () => {
    const dead = policy('x', 'x', 'policyTypes: [Ingress], egress: [{}]');
    expect(foundBy('NP104', dead)).toEqual([]);
  });
});

describe('NP105 except-misses-credentials', () => {
  const only = egress('worker', 'worker', to(block('0.0.0.0/0', '169.254.169.254/32')));

  test('warns where the cloud of the profile has other addresses', () => {
    expect(foundBy('NP105', only, aks)).toMatchInlineSnapshot(`
      [
        "NP105 except-misses-credentials warning test.yaml:5 spec.egress[0]: shop/worker egress[0] leaves out some addresses of cloud credentials, and not 168.63.129.16/32",
      ]
    `);
  });

  test('only mentions it where the cloud is not known', () => {
    expect(foundBy('NP105', only)).toEqual([
      expect.stringContaining('NP105 except-misses-credentials info'),
    ]);
  });

  test('leaves a rule alone that leaves all of them out', () => {
    const all = egress('worker', 'worker', to(block('0.0.0.0/0', '169.254.0.0/16')));
    expect(foundBy('NP105', all, eks)).toEqual([]);
    expect(foundBy('NP105', all)).toEqual([]);
  });

  test('leaves WireServer alone where it answers names', () => {
    const dns = { ...aks, dns: ['azure'] as const };
    expect(foundBy('NP105', only, dns)).toEqual([]);
  });

  test('leaves a rule on TCP 443 alone', () => {
    const https = egress('w', 'w', to(block('0.0.0.0/0', '169.254.169.254/32'), '{ port: 443 }'));
    expect(foundBy('NP105', https, aks)).toEqual([]);
  });
});

describe('NP106 one-family-only', () => {
  const both = { ...portable, ipFamilies: [4, 6] as const };
  const four = egress('w', 'w', to(block('0.0.0.0/0', '10.0.0.0/8'), '{ port: 443 }'));

  test('finds a rule of one family where the profile says both', () => {
    expect(foundBy('NP106', four, both)).toMatchInlineSnapshot(`
      [
        "NP106 one-family-only warning test.yaml:5 spec.egress[0]: shop/w egress[0] is about every IPv4 address, and shop/w names no IPv6 address",
      ]
    `);
  });

  test('leaves it alone where nobody says that there are both', () => {
    expect(foundBy('NP106', four)).toEqual([]);
  });

  test('leaves a few addresses of one family alone', () => {
    expect(foundBy('NP106', egress('w', 'w', to(block('203.0.113.0/24'))), both)).toEqual([]);
  });

  test('leaves it alone where another rule of the policy has the other family', () => {
    const six = to(block('::/0', 'fc00::/7'), '{ port: 443 }');
    const rules = egress('w', 'w', to(block('0.0.0.0/0', '10.0.0.0/8'), '{ port: 443 }'), six);
    expect(foundBy('NP106', rules, both)).toEqual([]);
  });
});

describe('NP107 open-to-every-namespace', () => {
  const everywhere = '{ from: [{ namespaceSelector: {} }], ports: [{ port: 9090 }] }';

  test('mentions a rule for every namespace', () => {
    expect(foundBy('NP107', ingress('metrics', 'web', everywhere))).toMatchInlineSnapshot(`
      [
        "NP107 open-to-every-namespace info test.yaml:5 spec.ingress[0].from[0]: shop/metrics ingress[0].from[0] lets in every pod of every namespace",
      ]
    `);
  });

  test('warns where a database is opened', () => {
    const database =
      deployment('db', 'app: db', 5432) +
      ingress('db', 'db', '{ from: [{ namespaceSelector: {} }] }');
    expect(foundBy('NP107', database)).toEqual([
      expect.stringContaining('NP107 open-to-every-namespace warning'),
    ]);
  });

  test('leaves a rule alone that asks for pods', () => {
    const some =
      '{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: prometheus } } }] }';
    expect(foundBy('NP107', ingress('metrics', 'web', some))).toEqual([]);
  });

  test('leaves ports of name servers alone', () => {
    const dns = '{ from: [{ namespaceSelector: {} }], ports: [{ protocol: UDP, port: 53 }] }';
    expect(foundBy('NP107', ingress('dns', 'dns', dns))).toEqual([]);
  });

  test('leaves going out alone', () => {
    expect(foundBy('NP107', egress('out', 'web', to('{ namespaceSelector: {} }')))).toEqual([]);
  });
});

describe('NP108 open-to-everyone', () => {
  const open = ingress('web', 'web', '{ ports: [{ port: 8080 }] }');
  const service = (type: string) => `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { type: ${type}, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---`;

  test('mentions a rule for everyone to pods that nothing leads to', () => {
    const yaml = deployment('web', 'app: web') + service('ClusterIP') + open;
    expect(foundBy('NP108', yaml)).toMatchInlineSnapshot(`
      [
        "NP108 open-to-everyone info test.yaml:15 spec.ingress[0]: shop/web ingress[0] lets in everyone, and no entry point leads to shop/web",
      ]
    `);
  });

  test('leaves pods alone that a load balancer leads to', () => {
    expect(
      foundBy('NP108', deployment('web', 'app: web') + service('LoadBalancer') + open),
    ).toEqual([]);
  });

  test('leaves pods alone that an Ingress leads to', () => {
    const route = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
---`;
    expect(
      foundBy('NP108', deployment('web', 'app: web') + service('ClusterIP') + route + open),
    ).toEqual([]);
  });

  test('leaves pods alone that the API server calls', () => {
    const webhook = `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: web }
webhooks: [{ name: web.example.com, clientConfig: { service: { namespace: shop, name: web } } }]
---`;
    expect(
      foundBy('NP108', deployment('web', 'app: web') + service('ClusterIP') + webhook + open),
    ).toEqual([]);
  });

  test('says nothing of pods that nobody knows', () => {
    expect(foundBy('NP108', open)).toEqual([]);
  });
});

describe('NP109 rules-for-replies', () => {
  const web = '{ podSelector: { matchLabels: { app: web } } }';
  const high = '{ port: 1024, endPort: 65535 }';

  test('finds high ports back to whoever comes in', () => {
    const yaml = policy(
      'api',
      'api',
      `ingress: [{ from: [${web}], ports: [{ port: 8080 }] }], egress: [{ to: [${web}], ports: [${high}] }], policyTypes: [Ingress, Egress]`,
    );
    expect(foundBy('NP109', yaml)).toMatchInlineSnapshot(`
      [
        "NP109 rules-for-replies warning test.yaml:5 spec.egress[0].ports[0]: shop/api egress[0] opens 1024-65535 TCP, and replies going back out need no rule",
      ]
    `);
  });

  test('finds high ports for everyone', () => {
    expect(foundBy('NP109', ingress('api', 'api', `{ ports: [${high}] }`))).toHaveLength(1);
  });

  test('leaves high ports to a peer alone that nothing comes from', () => {
    expect(foundBy('NP109', egress('api', 'api', `{ to: [${web}], ports: [${high}] }`))).toEqual(
      [],
    );
  });

  test('leaves high ports alone that are open both ways, as for Spark', () => {
    const both = `ingress: [{ from: [${web}], ports: [${high}] }], egress: [{ to: [${web}], ports: [${high}] }]`;
    const yaml = policy('driver', 'driver', `${both}, policyTypes: [Ingress, Egress]`);
    expect(foundBy('NP109', yaml)).toEqual([]);
  });

  test('leaves a range alone that begins and ends elsewhere', () => {
    const range = '{ ports: [{ port: 30000, endPort: 32767 }] }';
    expect(foundBy('NP109', ingress('api', 'api', range))).toEqual([]);
  });
});

describe('NP110 trusts-mutable-labels', () => {
  const from = (labels: string) =>
    `{ from: [{ namespaceSelector: { matchLabels: { ${labels} } } }] }`;

  test('mentions a namespace label that somebody may set', () => {
    expect(foundBy('NP110', ingress('db', 'db', from('team: shop')))).toMatchInlineSnapshot(`
      [
        "NP110 trusts-mutable-labels info test.yaml:5 spec.ingress[0].from[0].namespaceSelector: shop/db ingress[0].from[0] lets in every namespace with team=shop, whoever labels it so",
      ]
    `);
  });

  test('leaves the name of a namespace alone', () => {
    const named = from('kubernetes.io/metadata.name: shop, team: shop');
    expect(foundBy('NP110', ingress('db', 'db', named))).toEqual([]);
  });

  test('leaves labels alone that the platform sets', () => {
    const router = from('policy-group.network.openshift.io/ingress: ""');
    expect(foundBy('NP110', ingress('db', 'db', router))).toEqual([]);
  });

  test('leaves going out alone', () => {
    const peer = '{ namespaceSelector: { matchLabels: { team: shop } } }';
    expect(foundBy('NP110', egress('db', 'db', to(peer)))).toEqual([]);
  });
});

describe('NP111 cloud-metadata-reachable', () => {
  test('finds the block of link-local addresses on every port', () => {
    const yaml =
      deployment('worker', 'app: worker') + egress('dns', 'worker', to(block('169.254.0.0/16')));
    expect(foundBy('NP111', yaml)).toMatchInlineSnapshot(`
      [
        "NP111 cloud-metadata-reachable error test.yaml:10 spec.egress[0]: shop/dns egress[0] lets shop/worker reach cloud credentials",
      ]
    `);
  });

  test('leaves the block alone on the port of DNS', () => {
    const dns = to(block('169.254.0.0/16'), '{ protocol: UDP, port: 53 }');
    expect(foundBy('NP111', egress('dns', 'worker', dns))).toEqual([]);
  });

  test('leaves an address alone that is named for itself', () => {
    const identity = to(block('169.254.169.254/32'), '{ port: 80 }');
    expect(foundBy('NP111', egress('identity', 'worker', identity))).toEqual([]);
  });

  test('leaves private networks alone', () => {
    const home = to(`${block('10.0.0.0/8')}, ${block('100.64.0.0/10')}, ${block('fc00::/7')}`);
    expect(foundBy('NP111', egress('private', 'worker', home))).toEqual([]);
  });
});
