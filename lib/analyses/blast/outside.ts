import type { ClusterMap, Connection } from '../../engine';
import {
  coversAddresses,
  groupBy,
  type IpFamily,
  NO_ADDRESSES,
  type PortSet,
  toPortRanges,
  uniteAddresses,
} from '../../kernel';
import type { Cluster, FlowEnd } from '../../model';
import type { Profile } from '../../platform';
import type { Endpoint, OutsideKind } from '../../results';
import { addressEnd, addressEnds } from '../shared/address-ends';
import { type Passing, passingTo } from '../shared/passing';
import { type Region, regionsFor, wholeFamily } from '../shared/regions';
import { alikeColumns } from './alike-columns';

/** Addresses that all workloads reach alike. */
export interface OutsideEnd {
  readonly endpoint: Endpoint;
  readonly outside: OutsideKind;
  /** Whether they are all of that kind. */
  readonly all: boolean;
  /** Where they are all of one family. */
  readonly family: IpFamily | undefined;
  /** Some of them, which no policy tells apart. */
  readonly end: FlowEnd;
  /** The ports that count there. */
  readonly ports: PortSet | undefined;
}

/** The addresses outside, those of one kind together that every workload reaches alike. */
export function outsideOf(
  cluster: Cluster,
  profile: Profile,
  map: ClusterMap,
): readonly OutsideEnd[] {
  const numberOf = numberedTexts();
  const parts = regionsFor(profile, 'egress').flatMap((region) => {
    const textOf = textsOn(region.ports);
    return addressEnds(cluster, region.addresses).map(({ addresses }) => {
      const make = () => {
        const numbers = [numberOf(region.topic)];
        for (const { end, connection } of map.column(map.endOf({ kind: 'addresses', addresses }))) {
          const text = textOf(connection);
          if (text !== undefined) numbers.push(end, numberOf(text));
        }
        return Int32Array.from(numbers);
      };
      return { of: { region, addresses }, make };
    });
  });
  const alike = alikeColumns(parts);
  const wholes = new Map(
    [...groupBy(parts, ({ of }) => of.region.topic)].map(([topic, all]) => [
      topic,
      uniteAddresses(all.map(({ of }) => of.addresses)),
    ]),
  );
  return alike.flatMap(([first, ...others]) => {
    const outside = first === undefined ? undefined : outsideKind(first.region);
    if (first === undefined || outside === undefined) return [];
    const together = uniteAddresses([first, ...others].map(({ addresses }) => addresses));
    const end: FlowEnd = { kind: 'addresses', addresses: first.addresses };
    const whole = wholes.get(outside) ?? NO_ADDRESSES;
    const all = coversAddresses(together, whole);
    const family = all ? undefined : wholeFamily(together, whole);
    const { endpoint } = addressEnd(together);
    return [{ endpoint, outside, all, family, end, ports: first.region.ports }];
  });
}

/** A number for each text. */
function numberedTexts(): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
}

/** What passes on a connection, as a text to compare; undefined where nothing does. */
function textsOn(ports: PortSet | undefined): (connection: Connection) => string | undefined {
  const known = new Map<Connection, string | undefined>();
  return (connection) => {
    if (!known.has(connection)) known.set(connection, textOf(passingTo(connection, ports)));
    return known.get(connection);
  };
}

function textOf(passing: Passing | undefined): string | undefined {
  if (passing === undefined) return undefined;
  const { allowed, undecided, reasons } = passing;
  return JSON.stringify([toPortRanges(allowed), toPortRanges(undecided), reasons]);
}

function outsideKind({ topic }: Region): OutsideKind | undefined {
  return topic === 'internet' || topic === 'metadata' || topic === 'private' ? topic : undefined;
}
