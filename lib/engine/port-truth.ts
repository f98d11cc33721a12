import {
  ALL_PORTS,
  byText,
  intersectPorts,
  NO_PORTS,
  noPorts,
  type PortSet,
  subtractPorts,
  unionPorts,
} from '../kernel';
import type { ReasonId } from '../platform';

/**
 * A three-valued answer for every port at once: `yes` holds the ports where it is certain, `open`
 * the ports where it waits for a reason, and everything else is no. INVARIANT: no port of `open`
 * is in `yes`.
 */
export interface PortTruth {
  readonly yes: PortSet;
  readonly open: ReadonlyMap<ReasonId, PortSet>;
}

const NOTHING_OPEN: ReadonlyMap<ReasonId, PortSet> = new Map();

/** Certain on exactly these ports. */
export function certain(ports: PortSet): PortTruth {
  return { yes: ports, open: NOTHING_OPEN };
}

export const ALWAYS: PortTruth = certain(ALL_PORTS);
export const NEVER: PortTruth = certain(NO_PORTS);

/** Waiting for `reason` on every port. */
export function open(reason: ReasonId): PortTruth {
  return { yes: NO_PORTS, open: new Map([[reason, ALL_PORTS]]) };
}

/** An assumption: what the profile says, or open where it says nothing. */
export function assumed(setting: boolean | undefined, reason: ReasonId): PortTruth {
  if (setting === undefined) return open(reason);
  return setting ? ALWAYS : NEVER;
}

/** The ports where the answer is not no. */
export function possible(truth: PortTruth): PortSet {
  let ports = truth.yes;
  for (const waiting of truth.open.values()) ports = unionPorts(ports, waiting);
  return ports;
}

/** Swaps yes and no; what is open stays open. */
export function not(truth: PortTruth): PortTruth {
  return { yes: subtractPorts(ALL_PORTS, possible(truth)), open: truth.open };
}

/** Yes where both are yes, no where either is no, open elsewhere. */
export function both(a: PortTruth, b: PortTruth): PortTruth {
  if (a === ALWAYS) return b;
  if (b === ALWAYS) return a;
  return {
    yes: intersectPorts(a.yes, b.yes),
    open: joined(within(a.open, possible(b)), within(b.open, possible(a))),
  };
}

/** Yes where either is yes, no where both are no, open elsewhere. */
export function either(a: PortTruth, b: PortTruth): PortTruth {
  if (a === NEVER) return b;
  if (b === NEVER) return a;
  const yes = unionPorts(a.yes, b.yes);
  return { yes, open: within(joined(a.open, b.open), subtractPorts(ALL_PORTS, yes)) };
}

/** The more open answer of two; where both are equally open, the reasons of the first. */
export function preferring(a: PortTruth, b: PortTruth): PortTruth {
  const yes = unionPorts(a.yes, b.yes);
  const free = subtractPorts(ALL_PORTS, yes);
  const onlyB = subtractPorts(free, possible(a));
  return { yes, open: joined(within(a.open, free), within(b.open, onlyB)) };
}

function within(
  waiting: ReadonlyMap<ReasonId, PortSet>,
  ports: PortSet,
): ReadonlyMap<ReasonId, PortSet> {
  if (waiting.size === 0) return waiting;
  const kept = [...waiting].map(([id, set]) => [id, intersectPorts(set, ports)] as const);
  return new Map(kept.filter(([, set]) => !noPorts(set)));
}

function joined(
  a: ReadonlyMap<ReasonId, PortSet>,
  b: ReadonlyMap<ReasonId, PortSet>,
): ReadonlyMap<ReasonId, PortSet> {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const all = new Map(a);
  for (const [id, ports] of b) all.set(id, unionPorts(all.get(id) ?? NO_PORTS, ports));
  return new Map([...all].sort(byText(([id]) => id)));
}
