import { Construct } from 'constructs';
import { checkProps } from '../composite-refusals';
import { type ReasonOptions, show } from '../dsl';
import { refuse } from '../dsl/refuse';
import { type PortChoice, ruleFor } from '../openings';
import { type OwnEndProps, type OwnPods, ownEnd } from '../own-end';
import { whoIs } from '../places';
import { type BlockProps, blockPeers } from './blocks';
import { openOwnEnd } from './open-own-end';
import { checkOutside } from './outside-only';

export interface AllowExternalApiProps extends OwnEndProps, BlockProps, ReasonOptions {
  /** The pods that call the API. */
  readonly from: OwnPods;
  /** The blocks that its operator publishes, of both families where it has both; or a `zone(...)`. */
  readonly cidrs: BlockProps['cidrs'];
  /** The ports it answers on: `tcp(443)`. */
  readonly on: PortChoice;
  /** Whose addresses they are, and what for: a block does not say it. */
  readonly because: string;
  /** Says that the API answers in a private range, through a VPN or a peering. @default - refused there */
  readonly private?: true;
}

const PROPS = [
  ...['from', 'cidrs', 'except', 'on', 'because', 'owner', 'until'],
  ...['private', 'namespace', 'isolates'],
];

/**
 * Lets pods call one API outside the cluster, known by its addresses. Its id is the name of the
 * API. Promises that they reach it. The reason stands beside the manifest, not in it; a policy whose
 * `until` has passed does not synthesize.
 *
 * @example
 * new AllowExternalApi(shop, 'carrier', {
 *   from: pods({ app: 'labels' }),
 *   cidrs: ['203.0.113.0/24', '2001:db8:cafe::/48'],
 *   on: tcp(443),
 *   because: 'the carrier prints parcel labels',
 * });
 * // podSelector: { matchLabels: { app: labels } }
 * // policyTypes: [Egress]
 * // egress:
 * //   - to:
 * //       - ipBlock: { cidr: 203.0.113.0/24 }
 * //       - ipBlock: { cidr: "2001:db8:cafe::/48" }
 * //     ports: [{ port: 443, protocol: TCP }]
 * @throws {InvalidInputError} for every address there is, metadata addresses, pods and Services of
 * the cluster, private ranges unless said, no reason, and where egress is not isolated
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/ blocks are meant
 * for addresses outside the cluster
 */
export class AllowExternalApi extends Construct {
  constructor(scope: Construct, id: string, props: AllowExternalApiProps) {
    super(scope, id);
    checkProps('AllowExternalApi', props, PROPS);
    const call = { construct: 'AllowExternalApi', prop: 'from', id };
    const near = ownEnd(scope, call, props.from, props);
    checkReason(props.because);
    const peers = blockPeers('AllowExternalApi', `'${id}'`, props);
    const cidrs = { call: '`cidrs` of `AllowExternalApi`', isPrivate: props.private === true };
    checkOutside(scope, peers, cidrs);
    const { owner, until } = props;
    const rule = ruleFor('egress', peers, props.on).because(props.because, {
      ...(owner !== undefined && { owner }),
      ...(until !== undefined && { until }),
    });
    const promise = `${whoIs(near)} reach ${id}`;
    const opening = { near, direction: 'egress', rules: [rule], promise } as const;
    openOwnEnd(this, 'AllowExternalApi', opening, props);
  }
}

function checkReason(because: unknown): void {
  if (typeof because === 'string' && because.trim() !== '') return;
  const message = `\`because\` of \`AllowExternalApi\` is ${show(because)}`;
  const help = "write whose addresses they are, and what for: because: 'the carrier prints labels'";
  refuse({ code: 'constructs/missing-reason', message, help });
}
