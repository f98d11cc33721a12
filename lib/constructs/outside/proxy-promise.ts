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
import { NAT64_PREFIX, NOT_INTERNET } from '../../platform';
import { type Addresses, endpointsOf, flowOf, type Rule } from '../dsl';
import { isAddresses } from '../dsl/addresses';
import { type Place, placeOf } from '../places';
import { otherPods } from './other-pods';
import { otherPorts } from './other-ports';
import { allowedBy } from './outside-only';

/** What is no way to the internet: NAT64 is one, to all of it that is IPv4. */
const NO_WAY_OUT = NOT_INTERNET.filter((cidr) => cidr !== NAT64_PREFIX);

/**
 * The flows to the internet that go around a proxy: to all of it, or, where the proxy is an address
 * of the internet itself, to all other addresses, and to its own on other ports. To the internet is
 * also through NAT64.
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
  const noWayOut = [...NO_WAY_OUT, ...zones];
  const proxies = peers.filter(isAddresses).flatMap((each) => publicPart(each, noWayOut));
  if (proxies.length === 0) {
    const nat64 = { kind: 'addresses', cidrs: [NAT64_PREFIX], except: zones } as const;
    return [{ from, to: [{ kind: 'internet' }, nat64] }];
  }
  const others: IntentEndpoint = {
    kind: 'addresses',
    cidrs: ['0.0.0.0/0', '::/0'],
    except: [...noWayOut, ...proxies],
  };
  const ports = rule.ports === 'all' ? [] : otherPorts(rule.ports);
  const { to } = flowOf(rule, near.select, near.namespace);
  return [{ from, to: [others] }, ...(ports.length === 0 ? [] : [{ from, to, ports }])];
}

/** The addresses of a proxy that are part of the internet. */
function publicPart(peer: Addresses, noWayOut: readonly string[]): readonly string[] {
  const part = subtractAddresses(allowedBy(peer), addressesIn(...noWayOut));
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
