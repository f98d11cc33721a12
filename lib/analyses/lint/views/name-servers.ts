import { compile } from '../../../engine';
import {
  formatAddress,
  intersectPorts,
  noPorts,
  once,
  portRange,
  unionPorts,
} from '../../../kernel';
import type { Cluster, Pod, Policy, Rule } from '../../../model';
import { nameServers, type ServerEnd, withNamespaces } from '../../shared/gates/name-servers';
import type { Examined } from '../check';
import { isolatedBy } from './subjects';

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

const asking = once((examined: Examined) => {
  const { cluster, profile } = examined;
  const servers = nameServers(cluster, profile);
  const evaluator = compile(goingOut(withNamespaces(cluster, servers), servers), profile);
  const mayAsk = (pod: Pod): boolean =>
    servers.some(({ end, port }) => {
      const { allowed, undecided } = evaluator.connection({ kind: 'pod', pod }, end);
      return !noPorts(intersectPorts(unionPorts(allowed, undecided), portRange('UDP', port)));
    });
  const answers = new Map<string, boolean>();
  const likeness = likenessIn(examined, servers);
  return (pod: Pod): boolean => {
    const like = likeness(pod);
    const answer = answers.get(like) ?? mayAsk(pod);
    answers.set(like, answer);
    return answer;
  };
});

/** The same for pods that the same policies isolate, and that stand alike to the servers. */
function likenessIn(examined: Examined, servers: readonly ServerEnd[]): (pod: Pod) => string {
  const numbers = new Map(examined.cluster.policies.map((policy, number) => [policy, number]));
  const homes = new Set(
    servers.flatMap(({ end }) => (end.kind === 'pod' ? end.pod.namespace : [])),
  );
  return (pod) => {
    const { namespace, name, hostNetwork, node = null } = pod;
    const policies = isolatedBy(examined, { pod }, 'egress').map((policy) => numbers.get(policy));
    const addresses = pod.addresses.map(formatAddress);
    // A server reaches itself.
    const self = homes.has(namespace) ? name : null;
    return JSON.stringify([namespace, self, hostNetwork, node, addresses, policies]);
  };
}

/** The cluster as if nothing were isolated for ingress, with those rules that may open a port of a server. */
function goingOut(cluster: Cluster, servers: readonly ServerEnd[]): Cluster {
  const mayOpen = ({ ports }: Rule) =>
    ports.length === 0 ||
    ports.some(
      (entry) =>
        entry.protocol === 'UDP' &&
        (entry.kind === 'named' ||
          servers.some(({ port }) => entry.first <= port && port <= entry.last)),
    );
  const policies = cluster.policies
    .filter(({ isolates }) => isolates.includes('egress'))
    .map((policy): Policy => {
      const rules = { ingress: [], egress: policy.rules.egress.filter(mayOpen) };
      return { ...policy, isolates: ['egress'], rules };
    });
  return { ...cluster, policies };
}
