import { matches, PEER_FIELD, type Severity } from '../../../../kernel';
import { NAMESPACE_NAME_LABEL, type PodPeer, type Policy, type Rule } from '../../../../model';
import { API_SERVER } from '../../../../platform';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { everyRuleThatCounts } from '../../every-rule';
import { egress } from '../../examples';
import { REFERENCES } from '../../references';
import { asksForLabels } from '../../views/destinations';
import { knownPods } from '../../views/known-pods';
import { namedBy } from '../../views/named-by';
import { onlyNumber } from '../../views/port-entries';
import { ruleName, rulePath } from '../../views/rule-place';

/** Finds selectors that mean the API server, which none matches. */
export const apiServerBySelector: Check = {
  id: 'NP406',
  name: 'api-server-by-selector',
  severity: 'error',
  summary: 'A selector means the API server, and no selector matches it.',
  why: 'The operator fails as soon as egress is denied, although a rule names `component: kube-apiserver`. These pods are on the host network, and on managed clusters there are none: the API server is an address.',
  how: 'A peer asks for the label of the pods of the API server, and no known pod has it but on the host network; or it names nothing but the namespace `default`, of which no pod is known, on the ports of the API server alone. A rule that names blocks as well is left out, and the first kind where the profile says that host-network pods are peers.',
  help: 'name the endpoints of the API server in an ipBlock: kubectl get endpointslices -n default',
  acknowledge: 'When the control plane runs in pods with addresses of their own.',
  references: [REFERENCES.apiServer, REFERENCES.hostNetwork],
  examples: {
    profile: 'calico',
    avoid: {
      yaml: egress('operator')`
    - to:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }
          podSelector: { matchLabels: { component: kube-apiserver } }
      ports: [{ protocol: TCP, port: 6443 }]
`,
      typescript: `
new NetworkPolicy(shop, 'operator', {
  select: pods({ app: 'operator' }),
  egress: [to(pods({ component: 'kube-apiserver' }).in(namespace('kube-system'))).on(tcp(6443))],
});
`,
    },
    prefer: {
      yaml: egress('operator')`
    - to: [{ ipBlock: { cidr: 172.18.0.2/32 } }]
      ports: [{ protocol: TCP, port: 6443 }]
`,
      typescript: `
new AllowApiServer(shop, 'api-server', {
  for: pods({ app: 'operator' }),
  cidrs: ['172.18.0.2/32'],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, rule } of everyRuleThatCounts(examined)) {
      if (rule.peers.some(({ kind }) => kind === 'block')) continue;
      for (const [index, peer] of rule.peers.entries()) {
        if (peer.kind === 'block') continue;
        const meant = meaningOf(examined, policy, rule, peer);
        if (meant === undefined) continue;
        yield {
          about: aboutPolicy(policy),
          path: rulePath(rule, PEER_FIELD[rule.direction], index),
          message: `${ruleName({ policy, rule })} means the API server by ${meant.by}, and no selector matches it`,
          severity: meant.severity,
        };
      }
    }
  },
};

interface Meaning {
  readonly by: string;
  readonly severity: Severity;
}

function meaningOf(
  examined: Examined,
  policy: Policy,
  rule: Rule,
  peer: PodPeer,
): Meaning | undefined {
  const arePeers = examined.profile.assume['host-network-is-peer'];
  if (asksForApiServer(peer) && arePeers !== true && !hasOwnPods(examined, policy, peer)) {
    return { by: 'its labels', severity: arePeers === false ? 'error' : 'warning' };
  }
  if (!isDefaultNamespace(examined, policy, rule, peer)) return undefined;
  return { by: 'the namespace of its Service', severity: 'warning' };
}

/** The labels that kubeadm and OpenShift give the pods of the API server. */
const LABELS: readonly (readonly [string, string])[] = [
  ['component', 'kube-apiserver'],
  ['k8s-app', 'kube-apiserver'],
  ['app', 'openshift-kube-apiserver'],
];

function asksForApiServer({ pods }: PodPeer): boolean {
  return LABELS.some(([key, value]) =>
    pods?.requirements.some(
      (each) => each.key === key && each.operator === 'In' && each.values.join() === value,
    ),
  );
}

/** A control plane in pods, such as that of a virtual cluster, is matched like any other. */
function hasOwnPods(examined: Examined, policy: Policy, peer: PodPeer): boolean {
  const { certain } = namedBy(examined, policy, peer);
  return certain.some(({ pod }) => !pod.hostNetwork);
}

const PORTS: readonly number[] = [API_SERVER.servicePort, API_SERVER.endpointPort];

function isDefaultNamespace(
  examined: Examined,
  policy: Policy,
  { direction, ports }: Rule,
  { namespaces, pods }: PodPeer,
): boolean {
  if (direction !== 'egress' || namespaces === undefined || asksForLabels(pods)) return false;
  const isNamed =
    namespaces.requirements.length > 0 &&
    namespaces.requirements.every(({ key }) => key === NAMESPACE_NAME_LABEL) &&
    matches(namespaces, new Map([[NAMESPACE_NAME_LABEL, 'default']])) &&
    namespaces.requirements.every(({ values }) => values.join() === 'default');
  const isItsPort =
    ports.length > 0 && ports.every((port) => PORTS.includes(onlyNumber(port) ?? 0));
  return (
    isNamed && isItsPort && policy.namespace !== 'default' && !knownPods(examined).has('default')
  );
}
