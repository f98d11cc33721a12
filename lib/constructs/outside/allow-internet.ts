import { Construct } from 'constructs';
import { checkProps } from '../composite-refusals';
import { profileOf } from '../declared-profile';
import { type AddressOptions, internet } from '../dsl';
import { type PortChoice, ruleFor } from '../openings';
import { type OwnEndProps, type OwnPods, ownEnd } from '../own-end';
import { whoIs } from '../places';
import { openOwnEnd } from './open-own-end';

export interface AllowInternetProps extends OwnEndProps {
  /** The pods that may reach the internet. */
  readonly from: OwnPods;
  /** The ports of it: `tcp(443)`; `allPorts()` must be said out loud. */
  readonly on: PortChoice;
  /** Blocks, or zones, that are left out as well. @default - only what is not the internet */
  readonly except?: NonNullable<AddressOptions['except']>;
}

/**
 * Lets pods reach the internet, over both families: every address but private and local ones, those
 * that serve cloud metadata, and the zones of the profile. Promises that they do.
 *
 * @example
 * new AllowInternet(shop, 'feeds', { from: pods({ app: 'feeds' }), on: tcp(443) });
 * // podSelector: { matchLabels: { app: feeds } }
 * // policyTypes: [Egress]
 * // egress:
 * //   - to:
 * //       - ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, ...] }
 * //       - ipBlock: { cidr: "::/0", except: ["fc00::/7", "fe80::/10", "ff00::/8", ...] }
 * //     ports: [{ port: 443, protocol: TCP }]
 * @throws {InvalidInputError} where egress is not isolated, for no port, or the name of a port
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry the ranges that are left out
 */
export class AllowInternet extends Construct {
  constructor(scope: Construct, id: string, props: AllowInternetProps) {
    super(scope, id);
    checkProps('AllowInternet', props, ['from', 'on', 'except', 'namespace', 'isolates']);
    const call = { construct: 'AllowInternet', prop: 'from', id };
    const near = ownEnd(scope, call, props.from, props);
    const zones = Object.values(profileOf(scope)?.zones ?? {}).flat();
    const except = [...zones, ...(props.except ?? [])];
    const peer = internet(except.length === 0 ? {} : { except });
    const rule = ruleFor('egress', [peer], props.on);
    const promise = `${whoIs(near)} reach the internet`;
    const opening = { near, direction: 'egress', rules: [rule], promise } as const;
    openOwnEnd(this, 'AllowInternet', opening, props);
  }
}
