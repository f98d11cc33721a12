import {
  addressesIn,
  formatCidr,
  type IntentEndpoint,
  noAddresses,
  type StatedFlow,
  subtractAddresses,
  toCidrs,
} from '../../kernel';
import type { Direction } from '../../kernel/direction';
import { NOT_INTERNET } from '../../platform';
import { type Addresses, endpointsOf, flowOf, type Rule } from '../dsl';
import { isAddresses } from '../dsl/addresses';
import { type Place, placeOf } from '../places';
import { otherPods } from './other-pods';
import { otherPorts } from './other-ports';
import { allowedBy } from './outside-only';

/**
 * The flows to the internet that go around a proxy: to all of it, or, where the proxy is an address
 * of the internet itself, to all other addresses, and to its own on other ports.
 */
export function forbiddenBeside(
  rule: Rule<Direction>,
  near: Place,
  zones: readonly string[],
): readonly StatedFlow[] {
  const peers = rule.peers === 'any' ? [] : rule.peers;
  const from = othersThan(
    peers.flatMap((peer) => placeOf(peer, near.namespace) ?? []),
    near,
  );
  const notInternet = [...NOT_INTERNET, ...zones];
  const proxies = peers.filter(isAddresses).flatMap((each) => publicPart(each, notInternet));
  if (proxies.length === 0) return [{ from, to: [{ kind: 'internet' }] }];
  const others: IntentEndpoint = {
    kind: 'addresses',
    cidrs: ['0.0.0.0/0', '::/0'],
    except: [...notInternet, ...proxies],
  };
  const ports = rule.ports === 'all' ? [] : otherPorts(rule.ports);
  const { to } = flowOf(rule, near.select, near.namespace);
  return [{ from, to: [others] }, ...(ports.length === 0 ? [] : [{ from, to, ports }])];
}

/** The addresses of a proxy that are part of the internet. */
function publicPart(peer: Addresses, notInternet: readonly string[]): readonly string[] {
  const part = subtractAddresses(allowedBy(peer), addressesIn(...notInternet));
  return noAddresses(part) ? [] : toCidrs(part).map(formatCidr);
}

/** The pods of `near` that are no proxy: a proxy is what must reach the internet. */
function othersThan(proxies: readonly Place[], near: Place): readonly IntentEndpoint[] {
  const here = proxies.filter(({ namespace }) => namespace === near.namespace);
  if (here.length === 0) return endpointsOf(near.select, near.namespace);
  return otherPods(
    near.namespace,
    near.select,
    here.map(({ select }) => select),
  );
}
