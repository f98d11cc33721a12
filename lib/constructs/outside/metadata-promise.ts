import {
  addressesIn,
  formatCidr,
  groupBy,
  type IntentEndpoint,
  intersectAddresses,
  noAddresses,
  type StatedFlow,
  subtractAddresses,
  toCidrs,
} from '../../kernel';
import { METADATA_CIDRS } from '../../platform';
import { allPods, endpointsOf, type Subject } from '../dsl';
import { podSelectorOf } from '../dsl/pods';
import type { ExceptedPort, MetadataException } from './metadata-exceptions';
import { otherPods } from './other-pods';
import { otherPorts } from './other-ports';

/**
 * The flows that no pod of a namespace may have, but for the exceptions: to every other address that
 * serves metadata; to theirs on other ports; and from other pods to theirs on any.
 */
export function forbiddenMetadata(
  namespace: string,
  exceptions: readonly MetadataException[],
): readonly StatedFlow[] {
  const from = endpointsOf(allPods(), namespace);
  const excepted = [...new Set(exceptions.flatMap(({ cidrs }) => cidrs))].filter(servesMetadata);
  if (excepted.length === 0) return [{ from, to: [{ kind: 'cloud-metadata' }] }];
  const rest = subtractAddresses(addressesIn(...METADATA_CIDRS), addressesIn(...excepted));
  const alike = groupBy(excepted, (cidr) =>
    JSON.stringify(exceptions.map(({ cidrs }) => cidrs.includes(cidr))),
  );
  return [
    { from, to: [addressesEnd(toCidrs(rest).map(formatCidr))] },
    ...[...alike.values()].flatMap((cidrs) => {
      const here = exceptions.filter((each) => cidrs.some((cidr) => each.cidrs.includes(cidr)));
      return forbiddenAt(namespace, cidrs, here);
    }),
  ];
}

function servesMetadata(cidr: string): boolean {
  return !noAddresses(intersectAddresses(addressesIn(...METADATA_CIDRS), addressesIn(cidr)));
}

/** What stays forbidden at addresses that are excepted, all by the same exceptions. */
function forbiddenAt(
  namespace: string,
  cidrs: readonly string[],
  exceptions: readonly MetadataException[],
): readonly StatedFlow[] {
  const to = [addressesEnd(cidrs)];
  const ports = exceptions.flatMap((each) => each.ports);
  const allowedTo = (port: ExceptedPort) =>
    exceptions.filter((each) => each.ports.some((other) => isSame(port, other)));
  const shared = groupBy(distinct(ports), (port) =>
    JSON.stringify(exceptions.map((each) => allowedTo(port).includes(each))),
  );
  return [
    { from: endpointsOf(allPods(), namespace), to, ports: otherPorts(ports) },
    ...[...shared.values()].flatMap((same) => {
      const selects = same
        .slice(0, 1)
        .flatMap(allowedTo)
        .map(({ select }) => select);
      const from = otherPods(namespace, allPods(), unique(selects));
      return from.length === 0 ? [] : [{ from, to, ports: same }];
    }),
  ];
}

function addressesEnd(cidrs: readonly string[]): IntentEndpoint {
  return { kind: 'addresses', cidrs, except: [] };
}

function isSame(a: ExceptedPort, b: ExceptedPort): boolean {
  return a.port === b.port && a.protocol === b.protocol;
}

function distinct(ports: readonly ExceptedPort[]): readonly ExceptedPort[] {
  return ports.filter((port, at) => ports.findIndex((other) => isSame(port, other)) === at);
}

/** The same pods twice are one way not to be among them. */
function unique(selects: readonly Subject[]): readonly Subject[] {
  return [...new Map(selects.map((each) => [JSON.stringify(podSelectorOf(each)), each])).values()];
}
