import { Construct } from 'constructs';
import { checkProps } from '../composite-refusals';
import type { Everyone, Peer } from '../dsl';
import type { PortChoice } from '../openings';
import { type OwnEndProps, type OwnPods, ownEnd } from '../own-end';
import { openAllowance } from './allowance';

export interface AllowFromProps extends OwnEndProps {
  /** The pods that are reached: pods here, every one of them, or a tier. */
  readonly to: OwnPods;
  /** Who reaches them: one peer or several, as alternatives, or `everyone()`. */
  readonly from: Peer | readonly Peer[] | Everyone;
  /** Ports of the pods that are reached. */
  readonly on: PortChoice;
}

/**
 * Lets others reach pods: from namespaces, from pods in namespaces, from addresses. Several peers are
 * alternatives; pods of certain namespaces, where both must hold, are `pods(...).in(...)`. Opens the
 * other end as well, for every peer whose egress this app isolates. Promises that a peer that is one
 * place reaches the pods.
 *
 * @example
 * new AllowFrom(shop, 'api', {
 *   to: pods({ app: 'api' }),
 *   from: [namespace('blog'), pods({ role: 'client' }).in(namespaces({ team: 'alice' }))],
 *   on: tcp(8080),
 * });
 * // podSelector: { matchLabels: { app: api } }
 * // policyTypes: [Ingress]
 * // ingress:
 * //   - from:
 * //       - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: blog } }
 * //       - namespaceSelector: { matchLabels: { team: alice } }
 * //         podSelector: { matchLabels: { role: client } }
 * //     ports: [{ port: 8080, protocol: TCP }]
 * @throws {InvalidInputError} where nothing isolates ingress, for no peer or no port, and pods of
 * another namespace
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export class AllowFrom extends Construct {
  constructor(scope: Construct, id: string, props: AllowFromProps) {
    super(scope, id);
    checkProps('AllowFrom', props, ['to', 'from', 'on', 'namespace', 'isolates']);
    const near = ownEnd(scope, { construct: 'AllowFrom', prop: 'to', id }, props.to, props);
    const { from: ends, on } = props;
    openAllowance(this, { what: 'AllowFrom', near, direction: 'ingress', ends, on }, props);
  }
}
