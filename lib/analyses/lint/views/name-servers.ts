import { compile } from '../../../engine';
import { intersectPorts, noPorts, once, portRange, unionPorts } from '../../../kernel';
import type { Pod } from '../../../model';
import { nameServers, withNamespaces } from '../../shared/gates/name-servers';
import type { Examined } from '../check';

/** Whether a pod reaches some name server of its cluster over UDP, or may reach one. */
export function reachesNameServers(examined: Examined, pod: Pod): boolean {
  return asking(examined)(pod);
}

const asking = once(({ cluster, profile }: Examined) => {
  const servers = nameServers(cluster, profile);
  const evaluator = compile(withNamespaces(cluster, servers), profile);
  return (pod: Pod): boolean =>
    servers.some(({ end, port }) => {
      const { allowed, undecided } = evaluator.connection({ kind: 'pod', pod }, end);
      return !noPorts(intersectPorts(unionPorts(allowed, undecided), portRange('UDP', port)));
    });
});
