import type { Construct } from 'constructs';
import type { Cidr } from '../../kernel/cidr';
import { API_SERVER } from '../../platform';
import { toEntities } from '../cilium';
import { decline } from '../composite-refusals';
import { profileOf } from '../declared-profile';
import { type Addresses, type Port, strictCidr, tcp } from '../dsl';
import { ruleFor } from '../openings';
import { hasCilium, refuseAddresses } from './entities';
import { firstServiceAddress, hostBlocks, hostPeer } from './host-addresses';
import type { Opened } from './open-pods';

/** Where the API server answers. Under Cilium neither is given: it knows the API server itself. */
export interface ApiServerPlace {
  /**
   * Blocks of its endpoints: those of `kubectl get endpointslices -n default`.
   *
   * @default - `apiServerCidrs` of the profile
   */
  readonly cidrs?: readonly string[];
  /**
   * The block of the address of its Service, for plugins that judge before it is translated.
   *
   * @default - the first address of the profile's `serviceCidrs`; none where it has none
   */
  readonly service?: string;
}

/** The props of `ApiServerPlace`, for `checkProps`. */
export const API_SERVER_PLACE = ['cidrs', 'service'] as const;

/** Ports of the API server, before and after its Service is translated. */
export const API_SERVER_PORTS: readonly Port[] = [
  tcp(API_SERVER.servicePort),
  tcp(API_SERVER.endpointPort),
];

/**
 * The egress to the API server: by its addresses, or by its entity where Cilium is.
 *
 * @throws {InvalidInputError} where its addresses are not known, do not suffice for the plugin, or
 * mean nothing to it
 */
export function towardsApiServer(
  scope: Construct,
  what: string,
  place: ApiServerPlace,
  ports: readonly Port[] = API_SERVER_PORTS,
): Opened {
  if (!hasCilium(scope)) {
    const rule = ruleFor('egress', [apiServerAt(scope, what, place)], ports);
    return { rules: [rule], entities: [] };
  }
  for (const prop of API_SERVER_PLACE) {
    if (place[prop] !== undefined) refuseAddresses(scope, what, prop, 'kube-apiserver');
  }
  return { rules: [], entities: [toEntities('kube-apiserver').on(ports)] };
}

function apiServerAt(scope: Construct, what: string, place: ApiServerPlace): Addresses {
  const end = { what, prop: 'cidrs', field: 'apiServerCidrs', name: 'the API server' } as const;
  const endpoints = hostBlocks(scope, end, place.cidrs);
  return hostPeer('apiServer()', [...serviceAddress(scope, what, place), ...endpoints]);
}

function serviceAddress(scope: Construct, what: string, place: ApiServerPlace): readonly Cidr[] {
  if (place.service !== undefined) return [strictCidr(`${what}.service`, place.service)];
  const profile = profileOf(scope);
  const [range] = profile?.serviceCidrs ?? [];
  if (range !== undefined) return [firstServiceAddress(strictCidr(what, range))];
  if (profile?.assume['policy-sees-service-ip'] !== true) return [];
  return decline({
    code: 'constructs/no-addresses',
    message: `\`${what}\` does not know the address of the Service of the API server, and profile \`${profile.name}\` judges by it`,
    help: 'give `service`, as `kubectl get service kubernetes` shows it, or `serviceCidrs` in the profile of the app',
  });
}
