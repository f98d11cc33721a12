import type { Connection } from '../../engine';
import {
  type AddressSet,
  coversAddresses,
  type Direction,
  groupBy,
  NO_ADDRESSES,
  noPorts,
  unionAddresses,
} from '../../kernel';
import type { Cluster } from '../../model';
import type { AddressesPeer, Exposure } from '../../results';
import { addressEnd, addressEnds } from '../shared/address-ends';
import type { PodEnd } from '../shared/workload-endpoints';
import { type Context, flowBetween, podEnd } from './context';
import { type Passing, passingOn, type Told, told } from './passing';
import type { Region } from './regions';

/** Addresses of one region that no policy tells apart. */
export interface RegionPart {
  readonly region: Region;
  readonly addresses: AddressSet;
}

/** The regions, cut where policies cut addresses: once for all workloads. */
export function partsOf(cluster: Cluster, regions: readonly Region[]): readonly RegionPart[] {
  return regions.flatMap((region) =>
    addressEnds(cluster, region.addresses).map(({ addresses }) => ({ region, addresses })),
  );
}

/** What passes between a workload and addresses, those together for which the same is true. */
export function addressExposures(
  { evaluator, openings }: Context,
  direction: Direction,
  subject: PodEnd,
  parts: readonly RegionPart[],
): readonly Exposure[] {
  const found = parts.flatMap((part) => {
    const peer = { kind: 'addresses', addresses: part.addresses } as const;
    const flow = flowBetween(direction, podEnd(subject), peer);
    const passing = passingIn(part.region, evaluator.connection(flow.from, flow.to));
    return passing === undefined ? [] : [{ part, told: told(openings, evaluator, flow, passing) }];
  });
  const alike = groupBy(found, ({ part, told }) => JSON.stringify([part.region.topic, told]));
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      exposureOf(
        first.told,
        group.map((each) => each.part),
        parts,
      ),
    ];
  });
}

/** On documented ports metadata is served; where some of those pass, all that passes is told. */
function passingIn({ topic, ports }: Region, connection: Connection): Passing | undefined {
  const served = passingOn(connection, ports);
  if (served === undefined || topic !== 'metadata') return served;
  return noPorts(served.allowed) ? served : passingOn(connection);
}

function exposureOf(
  said: Told,
  group: readonly RegionPart[],
  all: readonly RegionPart[],
): Exposure {
  const topic = group[0]?.region.topic ?? 'private';
  const addresses = together(group);
  const whole = together(all.filter(({ region }) => region.topic === topic));
  const serves = [...new Set(group.flatMap(({ region }) => region.serves ?? []))];
  const peer: AddressesPeer = {
    kind: 'addresses',
    cidrs: addressEnd(addresses).endpoint.cidrs,
    all: coversAddresses(addresses, whole),
    ...(serves.length > 0 && { serves }),
  };
  return { topic, peer, ...said };
}

function together(parts: readonly RegionPart[]): AddressSet {
  return parts.map(({ addresses }) => addresses).reduce(unionAddresses, NO_ADDRESSES);
}
