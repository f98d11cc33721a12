import { type Direction, groupBy, hasAddress, once } from '../../../kernel';
import { type Cluster, NAMESPACE_NAME_LABEL, type Namespace, type Policy } from '../../../model';
import { type Profile, podHome } from '../../../platform';

/**
 * As much of a cluster as the gates of one namespace can see in one direction: its policies, known
 * pods that no possible pod stands for, and of namespaces that its policies do not tell apart one.
 */
export function worldOf(
  cluster: Cluster,
  profile: Profile,
  own: string,
  direction: Direction,
): Cluster {
  const policies = (policiesBy(cluster).get(own) ?? []).filter(({ isolates }) =>
    isolates.includes(direction),
  );
  const workloads = unlikePossiblePods(cluster)(profile);
  const kept = new Set([own, ...workloads.map(({ namespace }) => namespace)]);
  return { ...cluster, policies, workloads, namespaces: toldApart(cluster, policies, kept) };
}

const policiesBy = once(({ policies }: Cluster) => groupBy(policies, ({ namespace }) => namespace));

/** A possible pod may have any address of the pod network, and never that of a node. */
const unlikePossiblePods = once((cluster: Cluster) =>
  once((profile: Profile): Cluster['workloads'] => {
    const { possible } = podHome(profile);
    return cluster.workloads.flatMap((workload) => {
      const pods = workload.pods.filter(
        ({ hostNetwork, addresses }) =>
          hostNetwork || !addresses.every((address) => hasAddress(possible, address)),
      );
      return pods.length === 0 ? [] : [{ ...workload, pods }];
    });
  }),
);

function toldApart(
  { namespaces }: Cluster,
  policies: readonly Policy[],
  kept: ReadonlySet<string>,
): Cluster['namespaces'] {
  const requirements = policies.flatMap(namespaceRequirements);
  const keys = [...new Set(requirements.map(({ key }) => key))];
  const names = new Set(
    requirements.flatMap(({ key, values }) => (key === NAMESPACE_NAME_LABEL ? values : [])),
  );
  const keyOf = ({ name, labels, declared }: Namespace): string => {
    if (kept.has(name) || names.has(name)) return name;
    const asked = keys.filter((key) => key !== NAMESPACE_NAME_LABEL);
    return JSON.stringify([declared, asked.map((key) => labels.get(key) ?? null)]);
  };
  const groups = groupBy([...namespaces.values()], keyOf);
  return new Map([...groups.values()].flatMap(([first]) => (first ? [[first.name, first]] : [])));
}

function namespaceRequirements({ rules }: Policy) {
  return [...rules.ingress, ...rules.egress].flatMap(({ peers }) =>
    peers.flatMap((peer) =>
      peer.kind === 'pods' && peer.namespaces !== undefined ? peer.namespaces.requirements : [],
    ),
  );
}
