import { expect, test } from 'vitest';
import { entryPoints, podEnds } from '../../../../lib/analyses';
import { type Profile, portable, withOverrides } from '../../../../lib/platform';
import { bySemantics } from '../../../support/by-semantics';
import { clusterFrom, policy, service, workload } from '../../../support/cluster-from';

const WEB = workload('shop/web', { http: 8080 });
const SERVICE = service(
  'shop/web',
  '{selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}]}',
);

const ingress = (
  fields = 'ingressClassName: nginx',
  backend = '{name: web, port: {number: 80}}',
) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec: {${fields}, defaultBackend: {service: ${backend}}}`;

const controller = (labels: string, namespace = 'ingress-nginx', spec = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: controller, namespace: ${namespace}}
spec: {template: {metadata: {labels: {${labels}}}, spec: {containers: []${spec}}}}`;

const NGINX = 'app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller';

const from = (peers: string) =>
  policy('shop/web', `{podSelector: {}, policyTypes: [Ingress], ingress: [{from: [${peers}]}]}`);
const DENY = policy('shop/deny', '{podSelector: {}, policyTypes: [Ingress]}');

/** `shop/web 8080 from x: allowed`, for each way in; both evaluators have to agree. */
function lines(texts: readonly string[], profile: Profile = portable): readonly string[] {
  const cluster = clusterFrom(...texts);
  const answers = [{}, { evaluatorOf: bySemantics }].map((query) =>
    entryPoints(cluster, profile, query),
  );
  expect(answers[0]).toEqual(answers[1]);
  return (answers[0] ?? []).flatMap(({ backends }) =>
    backends.flatMap(({ targets, problem }) =>
      problem !== undefined
        ? [problem]
        : targets.flatMap(({ to, port, flows }) =>
            flows.map((flow) => {
              const source = flow.endpoint ?? flow.cidrs?.join() ?? flow.from;
              return [
                `${to} ${port} from ${source}: ${flow.verdict}`,
                ...flow.reasons.map(({ id }) => id),
              ].join(' ');
            }),
          ),
    ),
  );
}

test('a recognised controller is judged as the pods it has', () => {
  const open = from(
    '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}',
  );
  const input = [WEB, SERVICE, ingress(), controller(NGINX)];
  expect(lines([...input, open])).toEqual(['shop/web 8080 from ingress-nginx/controller: allowed']);
  expect(lines([...input, DENY])).toEqual(['shop/web 8080 from ingress-nginx/controller: denied']);
});

test('a controller of another class is not taken for it', () => {
  const input = [WEB, SERVICE, ingress(), controller('app.kubernetes.io/name: traefik'), DENY];
  expect(lines(input)).toEqual(['shop/web 8080 from controller: denied']);
});

test('an Ingress without a class may belong to any controller there is', () => {
  const input = [
    WEB,
    SERVICE,
    ingress('tls: []'),
    controller(NGINX),
    controller('app.kubernetes.io/name: traefik', 'traefik'),
  ];
  expect(lines(input)).toEqual([
    'shop/web 8080 from ingress-nginx/controller: allowed',
    'shop/web 8080 from traefik/controller: allowed',
  ]);
});

test('a controller that is said to be one counts', () => {
  const cluster = clusterFrom(WEB, SERVICE, ingress(), workload('edge/proxy'));
  const controllers = podEnds(cluster, 'workload').filter(
    ({ endpoint }) => endpoint.id === 'edge/proxy',
  );
  const [entry] = entryPoints(cluster, portable, { controllers });
  expect(entry?.through).toMatchObject([{ endpoints: ['edge/proxy'] }]);
});

test('egress of the controller is judged as well', () => {
  const shut = policy('ingress-nginx/shut', '{podSelector: {}, policyTypes: [Egress]}');
  const cluster = clusterFrom(WEB, SERVICE, ingress(), controller(NGINX), shut);
  const [entry] = entryPoints(cluster, portable);
  expect(entry?.backends[0]?.targets[0]?.flows[0]?.closed).toMatchObject([
    {
      direction: 'egress',
      isolatedBy: [{ id: 'ingress-nginx/shut' }],
      toAllow: { namespace: 'ingress-nginx' },
    },
  ]);
});

test.each([
  ['nothing isolates', [], 'allowed'],
  [
    'a rule admits everyone to',
    [policy('shop/web', '{podSelector: {}, ingress: [{ports: [{port: 8080}]}]}')],
    'allowed',
  ],
  [
    'no rule names the port of',
    [policy('shop/web', '{podSelector: {}, ingress: [{ports: [{port: 80}]}]}')],
    'denied',
  ],
  ['no rule admits anyone to', [DENY], 'denied'],
  ['a rule may admit it to', [from('{namespaceSelector: {}}')], 'undecided controller-pods'],
  ['a block may hold it for', [from('{ipBlock: {cidr: 10.0.0.0/8}}')], 'undecided controller-pods'],
])('a controller that is not in the input, where %s the pods', (_, policies, verdict) => {
  expect(lines([WEB, SERVICE, ingress(), ...policies])).toEqual([
    `shop/web 8080 from controller: ${verdict}`,
  ]);
});

test('a controller on the host network is as open a question as for every other flow', () => {
  const input = [
    WEB,
    SERVICE,
    ingress(),
    controller(NGINX, 'ingress-nginx', ', hostNetwork: true'),
    from('{namespaceSelector: {}}'),
  ];
  expect(lines(input)).toEqual([
    'shop/web 8080 from ingress-nginx/controller: undecided host-network-is-peer',
  ]);
});

const NAMED_BAD = service(
  'shop/web',
  '{selector: {app: web}, ports: [{port: 80, targetPort: nope}]}',
);

test.each([
  ['no Service', [WEB, ingress()], 'no-service'],
  [
    'no port',
    [WEB, SERVICE, ingress('ingressClassName: nginx', '{name: web, port: {number: 8080}}')],
    'no-port',
  ],
  ['no pods', [SERVICE, ingress()], 'no-pods'],
  ['no endpoint', [WEB, NAMED_BAD, ingress()], 'no-endpoint'],
  [
    'an external name',
    [service('shop/web', '{type: ExternalName, externalName: x.example}'), ingress()],
    'external-name',
  ],
  [
    'unlisted endpoints',
    [service('shop/web', '{ports: [{port: 80}]}'), ingress()],
    'unknown-endpoints',
  ],
])('a backend with %s leads nowhere', (_, texts, problem) => {
  expect(lines(texts)).toEqual([problem]);
});

const route = (port: string) => `
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: web, namespace: shop}
spec: {to: {kind: Service, name: web}${port}}`;

test.each([
  ['', ['shop/web 8080 from controller: allowed']],
  [', port: {targetPort: http}', ['shop/web 8080 from controller: allowed']],
  [', port: {targetPort: 8080}', ['shop/web 8080 from controller: allowed']],
  [', port: {targetPort: 80}', ['no-port']],
])('a Route counts ports where they lead to: {%s}', (port, expected) => {
  expect(lines([WEB, SERVICE, route(port)])).toEqual(expected);
});

test('a gateway that was deployed for its Gateway is recognised', () => {
  const text = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec: {parentRefs: [{name: edge, namespace: infra}], rules: [{backendRefs: [{name: web, port: 80}]}]}`;
  const gateway = controller('gateway.networking.k8s.io/gateway-name: edge', 'infra');
  expect(lines([WEB, SERVICE, text, gateway])).toEqual([
    'shop/web 8080 from infra/controller: allowed',
  ]);
});

const exposed = (more: string) =>
  service('shop/web', `{selector: {app: web}, ports: [{port: 80, targetPort: 8080}], ${more}}`);

test('behind externalTrafficPolicy Cluster only the own node of a pod always gets in', () => {
  expect(lines([WEB, exposed('type: NodePort'), DENY])).toEqual([
    'shop/web 8080 from own-node: allowed',
    'shop/web 8080 from other-nodes: denied',
  ]);
});

test('other nodes need a block around their addresses', () => {
  const input = [WEB, exposed('type: LoadBalancer'), from('{ipBlock: {cidr: 192.168.0.0/16}}')];
  const known = (cidr: string) => withOverrides(portable, { nodeCidrs: [cidr] });
  expect(lines(input)[1]).toBe('shop/web 8080 from other-nodes: undecided node-addresses');
  expect(lines(input, known('192.168.3.0/24'))[1]).toBe('shop/web 8080 from other-nodes: allowed');
  expect(lines(input, known('10.0.0.0/24'))[1]).toBe('shop/web 8080 from other-nodes: denied');
});

test('no selector names a node', () => {
  const input = [WEB, exposed('type: NodePort'), from('{namespaceSelector: {}}')];
  expect(lines(input)[1]).toBe('shop/web 8080 from other-nodes: denied');
});

test('behind externalTrafficPolicy Local pods see the client', () => {
  const input = [
    WEB,
    exposed('type: NodePort, externalTrafficPolicy: Local'),
    from('{ipBlock: {cidr: 203.0.113.0/24}}'),
  ];
  expect(lines(input)).toContain('shop/web 8080 from 203.0.113.0/24: allowed');
  expect(lines(input)).toHaveLength(2);
});

test('a load balancer lets in its source ranges only', () => {
  const input = [
    WEB,
    exposed(
      'type: LoadBalancer, externalTrafficPolicy: Local, loadBalancerSourceRanges: [203.0.113.0/24, nonsense]',
    ),
  ];
  expect(lines(input)).toEqual(['shop/web 8080 from 203.0.113.0/24: allowed']);
});

test('external addresses of a Service are an entry point', () => {
  expect(
    entryPoints(clusterFrom(WEB, exposed('externalIPs: [203.0.113.9]')), portable),
  ).toMatchObject([{ kind: 'ExternalIPs' }]);
});

test('a Service of its cluster only is none', () => {
  expect(entryPoints(clusterFrom(WEB, SERVICE), portable)).toEqual([]);
});
