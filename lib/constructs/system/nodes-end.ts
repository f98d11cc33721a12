import type { Construct } from 'constructs';
import { KUBELET } from '../../platform';
import { toEntities } from '../cilium';
import { type Port, tcp } from '../dsl';
import { ruleFor } from '../openings';
import { hasCilium, refuseAddresses } from './entities';
import { hostBlocks, hostPeer } from './host-addresses';
import type { Opened } from './open-pods';

/** The port of every kubelet. */
export const KUBELET_PORTS: readonly Port[] = [tcp(KUBELET.port)];

/**
 * The egress to every node: by address, or by entity where Cilium is.
 *
 * @throws {InvalidInputError} where the addresses of nodes are not known, or mean nothing to the plugin
 */
export function towardsNodes(
  scope: Construct,
  what: string,
  nodes: readonly string[] | undefined,
  ports: readonly Port[] = KUBELET_PORTS,
): Opened {
  if (hasCilium(scope)) {
    if (nodes !== undefined) refuseAddresses(scope, what, 'nodes', 'host and remote-node');
    return {
      rules: [],
      entities: [toEntities('host', 'remote-node').on(ports)],
    };
  }
  const end = {
    what,
    prop: 'nodes',
    field: 'nodeCidrs',
    name: 'the nodes',
  } as const;
  const peer = hostPeer('nodes()', hostBlocks(scope, end, nodes));
  return { rules: [ruleFor('egress', [peer], ports)], entities: [] };
}
