import type { Connection } from '../../../engine';
import {
  hasPort,
  NO_PORTS,
  noPorts,
  type PortSet,
  portRange,
  samePorts,
  subtractPorts,
  toPortRanges,
  unionPorts,
} from '../../../kernel';
import type { ReasonId } from '../../../platform';
import type { Exposure, NamedPort } from '../../../results';
import { passingOn } from '../../shared/passing';
import type { PlaceFound } from './search';
import type { Stranger } from './strangers';

/** What gets through: ports by number, and those that count by the name a destination gives them. */
export interface Through {
  readonly allowed: PortSet;
  readonly undecided: PortSet;
  readonly reasons: readonly ReasonId[];
  readonly named: readonly NamedPort[];
}

const NOTHING: Through = { allowed: NO_PORTS, undecided: NO_PORTS, reasons: [], named: [] };

/** What each pod of a place gets through; `plain` is one of them. */
export function throughForEvery({ every }: PlaceFound, plain: Connection): Through {
  const { certain, possible } = every;
  const undecided = subtractPorts(possible, certain);
  const passing = passingOn({ allowed: certain, undecided, reasons: plain.reasons });
  return passing === undefined ? NOTHING : { ...passing, named: [] };
}

/** What one stranger gets through, with the names that it gives to ports and without them. */
export function throughForSome(
  { pod: { ports } }: Stranger,
  unnamed: Connection,
  named: Connection,
): Through {
  const passing = passingOn(unnamed);
  const names = ports.flatMap(({ name, protocol, port }): NamedPort[] => {
    const has = (set: PortSet) => hasPort(set, protocol, port);
    if (name === undefined || has(unnamed.allowed)) return [];
    if (has(named.allowed)) return [{ name, protocol, verdict: 'allowed' }];
    const isMore = has(named.undecided) && !has(unnamed.undecided);
    return isMore ? [{ name, protocol, verdict: 'undecided' }] : [];
  });
  return { ...(passing ?? NOTHING), named: names };
}

/** Whether nothing gets through. */
export function isNothing({ allowed, undecided, named }: Through): boolean {
  return noPorts(allowed) && noPorts(undecided) && named.length === 0;
}

/** Whether the same gets through. */
export function isSame(one: Through, other: Through): boolean {
  return (
    samePorts(one.allowed, other.allowed) &&
    samePorts(one.undecided, other.undecided) &&
    JSON.stringify(one.named) === JSON.stringify(other.named)
  );
}

/** Whether all that gets through one way gets through the other, as surely. */
export function isWithin(less: Through, more: Through): boolean {
  const names = new Set(more.named.map((each) => JSON.stringify(each)));
  return (
    noPorts(subtractPorts(less.allowed, more.allowed)) &&
    noPorts(subtractPorts(less.undecided, unionPorts(more.allowed, more.undecided))) &&
    less.named.every((each) => names.has(JSON.stringify(each)))
  );
}

/** The ports of a stranger that are on their way through, those by name included. */
export function portsThrough({ allowed, undecided, named }: Through, { pod }: Stranger): PortSet {
  const numbers = named.flatMap(({ name, protocol }) =>
    pod.ports
      .filter((port) => port.name === name && port.protocol === protocol)
      .map(({ port }) => portRange(protocol, port)),
  );
  const sure = numbers.reduce(unionPorts, allowed);
  return noPorts(sure) ? undecided : sure;
}

/** What an answer says of it. */
export function rangesOf({ allowed, undecided, named }: Through): NonNullable<Exposure['own']> {
  return {
    allowed: toPortRanges(allowed),
    undecided: toPortRanges(undecided),
    ...(named.length > 0 && { named }),
  };
}
