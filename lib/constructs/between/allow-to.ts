import { Construct } from 'constructs';
import { checkProps } from '../composite-refusals';
import type { Anywhere, Peer } from '../dsl';
import type { PortChoice } from '../openings';
import { type OwnEndProps, type OwnPods, ownEnd } from '../own-end';
import { openAllowance } from './allowance';

export interface AllowToProps extends OwnEndProps {
  /** The pods that reach out: pods here, every one of them, or a tier. */
  readonly from: OwnPods;
  /** What they reach: one peer or several, as alternatives, or `anywhere()`. */
  readonly to: Peer | readonly Peer[] | Anywhere;
  /** Ports of what they reach: of the pods, not of a Service in front of them. */
  readonly on: PortChoice;
}

/**
 * Lets pods reach others: namespaces, pods in namespaces, addresses. Several peers are alternatives;
 * pods of certain namespaces, where both must hold, are `pods(...).in(...)`. Opens the other end as
 * well, for every peer whose ingress this app isolates. Promises that a peer that is one place is
 * reached.
 *
 * @example
 * new AllowTo(shop, 'search', {
 *   from: pods({ app: 'api' }),
 *   to: pods({ app: 'search' }).in(namespace('data')),
 *   on: tcp(9200),
 * });
 * // podSelector: { matchLabels: { app: api } }
 * // policyTypes: [Egress]
 * // egress:
 * //   - to:
 * //       - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: data } }
 * //         podSelector: { matchLabels: { app: search } }
 * //     ports: [{ port: 9200, protocol: TCP }]
 * @throws {InvalidInputError} where nothing isolates egress, for no peer or no port, and pods of
 * another namespace
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export class AllowTo extends Construct {
  constructor(scope: Construct, id: string, props: AllowToProps) {
    super(scope, id);
    checkProps('AllowTo', props, ['from', 'to', 'on', 'namespace', 'isolates']);
    const near = ownEnd(scope, { construct: 'AllowTo', prop: 'from', id }, props.from, props);
    const { to: ends, on } = props;
    openAllowance(this, { what: 'AllowTo', near, direction: 'egress', ends, on }, props);
  }
}
