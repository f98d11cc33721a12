import type { Connection } from '../../engine';
import {
  type AddressSet,
  ALL_PORTS,
  coversAddresses,
  type Direction,
  groupBy,
  NO_PORTS,
  subtractPorts,
  unionPorts,
  uniteAddresses,
} from '../../kernel';
import type { Cluster } from '../../model';
import type { AddressesPeer, Exposure } from '../../results';
import { addressEnd, addressEnds } from '../shared/address-ends';
import { type Passing, passingOn, passingTo, type Told, told } from '../shared/passing';
import { type Region, wholeFamily } from '../shared/regions';
import type { PodEnd } from '../shared/workload-endpoints';
import { type Context, flowBetween, podEnd } from './context';

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
    return passingIn(part.region, evaluator.connection(flow.from, flow.to)).map(
      ({ region, passing }) => ({
        part: { ...part, region },
        said: told(openings, evaluator, flow, passing),
      }),
    );
  });
  const alike = groupBy(found, ({ part, said }) => JSON.stringify([part.region.topic, said]));
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    const there = group.map(({ part }) => part);
    return first === undefined ? [] : [exposureOf(first.said, there, parts)];
  });
}

interface Part {
  readonly region: Region;
  readonly passing: Passing;
}

/** What passes to addresses of metadata on ports where none is served is told as any other address. */
function passingIn(region: Region, connection: Connection): readonly Part[] {
  const { topic, addresses, ports } = region;
  const served = topic === 'metadata' ? passingTo(connection, ports) : passingOn(connection, ports);
  const found = served === undefined ? [] : [{ region, passing: served }];
  const told = served === undefined ? NO_PORTS : unionPorts(served.allowed, served.undecided);
  const rest = passingOn(connection, subtractPorts(ALL_PORTS, told));
  if (topic !== 'metadata' || rest === undefined) return found;
  return [...found, { region: { topic: 'private', addresses }, passing: rest }];
}

function exposureOf(
  said: Told,
  group: readonly RegionPart[],
  told: readonly RegionPart[],
): Exposure {
  const topic = group[0]?.region.topic ?? 'private';
  const addresses = together(group);
  const whole = together(told.filter(({ region }) => region.topic === topic));
  const serves = [...new Set(group.flatMap(({ region }) => region.serves ?? []))];
  const all = coversAddresses(addresses, whole);
  const family = all ? undefined : wholeFamily(addresses, whole);
  const peer: AddressesPeer = {
    kind: 'addresses',
    cidrs: addressEnd(addresses).endpoint.cidrs,
    all,
    ...(family !== undefined && { family }),
    ...(serves.length > 0 && { serves }),
  };
  return { topic, peer, ...said };
}

function together(parts: readonly RegionPart[]): AddressSet {
  return uniteAddresses(parts.map(({ addresses }) => addresses));
}
