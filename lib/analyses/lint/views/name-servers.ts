import { compile } from '../../../engine';
import { intersectPorts, noPorts, once, portRange, unionPorts } from '../../../kernel';
import type { Cluster, Pod } from '../../../model';
import { nameServers, withNamespaces } from '../../shared/gates/name-servers';
import type { Examined } from '../check';

/** Whether policies for egress let a pod ask some name server of its cluster over UDP, or may let it. */
export function mayAskNameServers(examined: Examined, pod: Pod): boolean {
  return asking(examined)(pod);
}

/** `kube-system/k8s-app=kube-dns port 53`: the name servers, as people call them. */
export const nameServerWords: (examined: Examined) => readonly string[] = once(
  ({ cluster, profile }) => [
    ...new Set(nameServers(cluster, profile).map(({ server, port }) => `${server} port ${port}`)),
  ],
);

const asking = once(({ cluster, profile }: Examined) => {
  const servers = nameServers(cluster, profile);
  const evaluator = compile(goingOut(withNamespaces(cluster, servers)), profile);
  return (pod: Pod): boolean =>
    servers.some(({ end, port }) => {
      const { allowed, undecided } = evaluator.connection({ kind: 'pod', pod }, end);
      return !noPorts(intersectPorts(unionPorts(allowed, undecided), portRange('UDP', port)));
    });
});

/** The cluster as if nothing were isolated for ingress. */
function goingOut(cluster: Cluster): Cluster {
  const policies = cluster.policies
    .filter(({ isolates }) => isolates.includes('egress'))
    .map((policy) => ({ ...policy, isolates: ['egress'] as const }));
  return { ...cluster, policies };
}
