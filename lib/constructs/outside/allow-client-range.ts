import { Construct } from 'constructs';
import { addressesIn, coversAddresses, unionAddresses } from '../../kernel';
import { checkProps, decline } from '../composite-refusals';
import type { Addresses } from '../dsl';
import { type PortChoice, ruleFor } from '../openings';
import { type OwnEndProps, type OwnPods, ownEnd } from '../own-end';
import { whoIs } from '../places';
import { type BlockProps, blockPeers } from './blocks';
import { openOwnEnd } from './open-own-end';
import { allowedBy, checkNotCluster } from './outside-only';
import { checkBackends } from './service-backends';
import { type ServiceLike, serviceInFront } from './service-in-front';
import { checkTargetPorts } from './service-ports';

export interface AllowClientRangeProps extends OwnEndProps, BlockProps {
  /** The pods that clients reach. */
  readonly to: OwnPods;
  /** Ports of the pods, which are not always those of the Service. */
  readonly on: PortChoice;
  /** Blocks of the clients, or what has a name: `zone('corp')`, `internet()`. */
  readonly cidrs: BlockProps['cidrs'];
  /** What clients come through: the Service, or nothing where they reach the pods themselves. */
  readonly behind: ServiceLike | 'nothing';
}

/**
 * Lets clients outside the cluster in, by their addresses. That works only where their addresses
 * arrive: behind a Service that keeps them, and no proxy in front. Promises that they reach the pods.
 *
 * @example
 * new AllowClientRange(shop, 'office', {
 *   to: pods({ app: 'web' }),
 *   on: tcp(8443),
 *   cidrs: ['198.51.100.0/24'],
 *   behind: { type: 'LoadBalancer', externalTrafficPolicy: 'Local' },
 * });
 * // podSelector: { matchLabels: { app: web } }
 * // policyTypes: [Ingress]
 * // ingress:
 * //   - from:
 * //       - ipBlock: { cidr: 198.51.100.0/24 }
 * //     ports: [{ port: 8443, protocol: TCP }]
 * @throws {InvalidInputError} for a Service that replaces client addresses or stands in front of other
 * pods, an Ingress, a port of the Service in place of its target, every address there is, and where ingress is not isolated
 * @see https://kubernetes.io/docs/tutorials/services/source-ip/
 */
export class AllowClientRange extends Construct {
  constructor(scope: Construct, id: string, props: AllowClientRangeProps) {
    super(scope, id);
    const known = ['to', 'on', 'cidrs', 'except', 'behind', 'namespace', 'isolates'];
    checkProps('AllowClientRange', props, known);
    const call = { construct: 'AllowClientRange', prop: 'to', id };
    const near = ownEnd(scope, call, props.to, props);
    const peers = blockPeers('AllowClientRange', 'clients', props);
    checkClients(scope, peers);
    const rule = ruleFor('ingress', peers, props.on);
    if (props.behind !== 'nothing') {
      const service = serviceInFront(props.behind);
      checkBackends(near.select, service);
      checkTargetPorts(rule, service);
    }
    const promise = `${id} reaches ${whoIs(near)}`;
    const opening = { near, direction: 'ingress', rules: [rule], promise } as const;
    openOwnEnd(this, 'AllowClientRange', opening, props);
  }
}

/** A family as a whole is no range of clients, and holds the pods and nodes of every cluster. */
function checkClients(scope: Construct, peers: readonly Addresses[]): void {
  const all = peers.map(allowedBy).reduce(unionAddresses);
  if (['0.0.0.0/0', '::/0'].some((family) => coversAddresses(all, addressesIn(family)))) {
    const message = '`cidrs` of `AllowClientRange` are every address there is';
    const help = 'list the blocks of the clients, or write cidrs: [internet()]';
    decline({ code: 'constructs/any-ip', message, help });
  }
  checkNotCluster(scope, peers, '`cidrs` of `AllowClientRange`');
}
