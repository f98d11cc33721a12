import { compile, type Evaluator } from '../../engine';
import { hasPort, lazy, type Protocol, type VerdictWord } from '../../kernel';
import type { Cluster, FlowEnd, Namespace, Pod, Policy, Workload } from '../../model';
import type { Profile, ReasonId } from '../../platform';

/** How an evaluator is made; both evaluators of the house fit. */
export type EvaluatorOf = (cluster: Cluster, profile: Profile) => Evaluator;

/** A destination as the pods see it. */
export interface Destination {
  readonly to: FlowEnd;
  readonly protocol: Protocol;
  readonly port: number;
}

/** A verdict, and what an undecided one waits for. */
export interface Judged {
  readonly verdict: VerdictWord;
  readonly reasons: readonly ReasonId[];
}

/** Verdicts about sources that the cluster may not hold. */
export interface Judge {
  readonly fromEnd: (from: FlowEnd, destination: Destination) => Judged;
  /** From a pod of which nothing is known, not even its namespace. */
  readonly fromUnknownPod: (destination: Destination) => Judged;
  readonly fromNode: (node: 'own-node' | 'other-nodes', destination: Destination) => Judged;
}

/** Prepares the cluster for these questions; what is not asked is not compiled. */
export function judgeOf(
  cluster: Cluster,
  profile: Profile,
  evaluatorOf: EvaluatorOf = compile,
): Judge {
  const plain = lazy(() => evaluatorOf(cluster, profile));
  const strict = lazy(() => evaluatorOf(withPeers(beside(cluster), 'none-matches'), profile));
  const loose = lazy(() => evaluatorOf(withPeers(beside(cluster), 'each-matches'), profile));
  // A node is no pod, whatever a plugin makes of pods on its network.
  const assume = { ...profile.assume, 'host-network-is-peer': false };
  const nodes = lazy(() => evaluatorOf(beside(cluster), { ...profile, assume }));
  return {
    fromEnd: (from, destination) => verdictOf(plain(), from, destination),
    fromUnknownPod: (destination) => {
      const from: FlowEnd = { kind: 'pod', pod: ANY_POD };
      const least = verdictOf(strict(), from, destination);
      const most = verdictOf(loose(), from, destination);
      if (least.verdict === most.verdict) return least;
      const reasons = new Set([...least.reasons, ...most.reasons, 'controller-pods' as const]);
      return { verdict: 'undecided', reasons: [...reasons].sort() };
    },
    fromNode: (node, { to, ...rest }) => {
      const from: FlowEnd = { kind: 'pod', pod: NODES[node] };
      return verdictOf(nodes(), from, { ...rest, to: node === 'own-node' ? onThatNode(to) : to });
    },
  };
}

function verdictOf(
  evaluator: Evaluator,
  from: FlowEnd,
  { to, protocol, port }: Destination,
): Judged {
  // Policies govern pods: between addresses there is nothing to judge.
  if (from.kind === 'addresses' && to.kind === 'addresses')
    return { verdict: 'allowed', reasons: [] };
  const { allowed, undecided, reasons } = evaluator.connection(from, to);
  if (hasPort(allowed, protocol, port)) return { verdict: 'allowed', reasons: [] };
  if (!hasPort(undecided, protocol, port)) return { verdict: 'denied', reasons: [] };
  const waiting = reasons.filter(({ ports }) => hasPort(ports, protocol, port));
  return { verdict: 'undecided', reasons: waiting.map(({ id }) => id) };
}

/** A name that no namespace can have, so that nobody's policies are meant. */
const NOWHERE = '';
const THAT_NODE = '(its own node)';

const ANY_POD: Pod = {
  namespace: NOWHERE,
  name: 'unknown',
  labels: new Map(),
  ports: [],
  hostNetwork: false,
  addresses: [],
  node: undefined,
  stands: 'for-replicas',
  origin: { file: '', at: () => ({ file: '' }) },
};

const NODES = {
  'own-node': { ...ANY_POD, name: 'own-node', hostNetwork: true, node: THAT_NODE },
  'other-nodes': { ...ANY_POD, name: 'other-nodes', hostNetwork: true },
} as const;

function onThatNode(end: FlowEnd): FlowEnd {
  return end.kind === 'pod' ? { kind: 'pod', pod: { ...end.pod, node: THAT_NODE } } : end;
}

/** The cluster with the sources of these questions in it: an evaluator may ask for all pods at once. */
function beside(cluster: Cluster): Cluster {
  const { origin } = ANY_POD;
  const home: Namespace = { name: NOWHERE, labels: new Map(), declared: true };
  const sources: Workload = {
    namespace: NOWHERE,
    name: 'outside',
    kind: 'Pod',
    pods: [ANY_POD, ...Object.values(NODES)],
    origin,
  };
  return {
    ...cluster,
    namespaces: new Map([...cluster.namespaces, [NOWHERE, home]]),
    workloads: [...cluster.workloads, sources],
  };
}

/**
 * The two bounds of what ingress rules may mean for a pod that nobody knows: either no rule with
 * peers names it, or each does.
 */
function withPeers(cluster: Cluster, peers: 'none-matches' | 'each-matches'): Cluster {
  const bound = (policy: Policy): Policy => {
    const ingress =
      peers === 'none-matches'
        ? policy.rules.ingress.filter((rule) => rule.peers.length === 0)
        : policy.rules.ingress.map((rule) => ({ ...rule, peers: [] }));
    return { ...policy, rules: { ...policy.rules, ingress } };
  };
  return { ...cluster, policies: cluster.policies.map(bound) };
}
