import {
  addressesIn,
  coversAddresses,
  intersectAddresses,
  isJsonObject,
  noAddresses,
} from '../../../../kernel';
import type { BlockPeer, Pod, Policy, Rule, Service } from '../../../../model';
import { CLOUD_LOAD_BALANCERS, NOT_INTERNET } from '../../../../platform';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { everyRule } from '../../every-rule';
import { app, deployment, ingress, together } from '../../examples';
import { REFERENCES } from '../../references';
import { type Backed, backedBy } from '../../views/backing';
import { listNames } from '../../views/lists';
import { opensPort } from '../../views/port-entries';
import { ruleName } from '../../views/rule-place';
import { subjectsOf } from '../../views/subjects';
import { at, writtenAs } from '../../written';

/** Finds rules for addresses of clients that never arrive at the pods. */
export const clientAddressesBehindALoadBalancer: Check = {
  id: 'NP403',
  name: 'client-addresses-behind-a-load-balancer',
  severity: 'warning',
  summary: 'A rule lets clients in by public addresses, and the pods see others.',
  why: 'The office has the address in the rule, and still gets no answer. Its packets come in at some node, which puts its own address in their place before they reach the pod; a proxy of an Ingress does the same.',
  how: 'A rule for ingress names a block of public addresses, and every known pod of the policy that has one of its ports is behind Services of type NodePort or LoadBalancer which all replace the address of the client, or only behind Ingresses and routes. Load balancers of a class or with annotations of their own are left out, as are blocks from which those of a cloud connect.',
  help: 'set `externalTrafficPolicy: Local` on the Service, or restrict clients where they arrive: `loadBalancerSourceRanges`, or the Ingress controller',
  acknowledge:
    'When the plugin keeps the address of the client all the same, as some do with eBPF.',
  references: [REFERENCES.sourceIp, REFERENCES.networkPolicies],
  examples: {
    given: together(
      deployment('web', '{ containerPort: 8443 }'),
      ingress('office', app('web'))`
    - from: [{ ipBlock: { cidr: 203.0.113.0/24 } }]
      ports: [{ protocol: TCP, port: 8443 }]
`,
    ),
    avoid: {
      yaml: `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  type: LoadBalancer
  selector: { app: web }
  ports: [{ port: 443, targetPort: 8443 }]
`,
    },
    prefer: {
      yaml: `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  selector: { app: web }
  ports: [{ port: 443, targetPort: 8443 }]
`,
      typescript: `
new AllowClientRange(shop, 'clients', {
  to: pods({ app: 'web' }),
  on: tcp(8443),
  cidrs: ['203.0.113.0/24'],
  behind: { type: 'LoadBalancer', externalTrafficPolicy: 'Local' },
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, rule } of everyRule(examined)) {
      if (rule.direction !== 'ingress' || !policy.isolates.includes('ingress')) continue;
      const index = rule.peers.findIndex((peer) => peer.kind === 'block' && areClients(peer));
      const through = index < 0 ? undefined : replacedBy(examined, policy, rule);
      const peer = rule.peers[index];
      if (through === undefined || peer?.kind !== 'block') continue;
      yield {
        about: aboutPolicy(policy),
        path: ['spec', 'ingress', rule.index, 'from', index],
        message: `${ruleName({ policy, rule })} lets ${peer.cidr} in, and ${through}`,
      };
    }
  },
};

const PRIVATE = addressesIn(...NOT_INTERNET);
const PROXIES = Object.values(CLOUD_LOAD_BALANCERS).flatMap(({ cidrs }) => cidrs);

/** Public addresses, but for all of them and those of load balancers. */
function areClients({ addresses, cidr }: BlockPeer): boolean {
  if (cidr.endsWith('/0') || noAddresses(addresses)) return false;
  if (!noAddresses(intersectAddresses(addresses, PRIVATE))) return false;
  return !PROXIES.some((proxy) => coversAddresses(addressesIn(proxy), addresses));
}

/** What stands between clients and the pods that a rule lets them into, where nothing else does. */
function replacedBy(examined: Examined, policy: Policy, rule: Rule): string | undefined {
  const behind = subjectsOf(examined, policy)
    .map(({ pod }) => openedBackends(examined, pod, rule))
    .filter((backed) => backed.length > 0);
  const words = behind.map((backed) => byNode(examined, backed) ?? byProxy(examined, backed));
  return words.length > 0 && words.every((each) => each !== undefined) ? words[0] : undefined;
}

function openedBackends(examined: Examined, pod: Pod, rule: Rule): readonly Service[] {
  const isOpened = ({ port, target }: Backed) =>
    target !== undefined && opensPort(rule, port.protocol, target);
  return pod.hostNetwork
    ? []
    : [
        ...new Set(
          backedBy(examined, pod)
            .filter(isOpened)
            .map(({ service }) => service),
        ),
      ];
}

function byNode(examined: Examined, services: readonly Service[]): string | undefined {
  const exposed = services.filter(isExposed);
  const replace = ({ clientAddress, origin }: Service) =>
    clientAddress === 'replaced' && isPlain(examined, origin);
  if (exposed.length === 0 || !exposed.every(replace)) return undefined;
  return `clients come through Service ${listNames(exposed.map(nameOf))}, behind which pods see a node instead`;
}

function isExposed({ type, externalIps }: Service): boolean {
  return type === 'LoadBalancer' || type === 'NodePort' || externalIps.length > 0;
}

/** Whether a Service says nothing of how its load balancer connects: some go straight to pods. */
function isPlain(examined: Examined, origin: Service['origin']): boolean {
  const written = writtenAs(examined, origin);
  const annotations = at(written, ['metadata', 'annotations']);
  const keys = isJsonObject(annotations) ? Object.keys(annotations) : [];
  return (
    at(written, ['spec', 'loadBalancerClass']) === undefined &&
    !keys.some((key) => /load-balancer|\/neg|proxy-protocol/.test(key))
  );
}

function byProxy({ cluster }: Examined, services: readonly Service[]): string | undefined {
  if (services.some(isExposed)) return undefined;
  const names = new Set(services.map(nameOf));
  const entry = cluster.entryPoints.find(({ backends }) =>
    backends.some(
      (backend) => backend.kind === 'service' && names.has(`${backend.namespace}/${backend.name}`),
    ),
  );
  if (entry === undefined) return undefined;
  return `clients come through ${entry.kind} ${entry.namespace}/${entry.name}, behind which pods see its proxy instead`;
}

function nameOf({ namespace, name }: Service): string {
  return `${namespace}/${name}`;
}
