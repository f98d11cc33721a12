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

/** Whether the answer is no on every port. */
export function isNever({ yes, open: waiting }: PortTruth): boolean {
  return waiting.size === 0 && noPorts(yes);
}

function isDecided(truth: PortTruth): boolean {
  return truth.open.size === 0;
}

/** The ports where the answer is not no. */
export function possible(truth: PortTruth): PortSet {
  let ports = truth.yes;
  for (const waiting of truth.open.values()) ports = unionPorts(ports, waiting);
  return ports;
}

/** Swaps yes and no; what is open stays open. */
export function not(truth: PortTruth): PortTruth {
  if (truth === ALWAYS) return NEVER;
  if (truth === NEVER) return ALWAYS;
  return { yes: subtractPorts(ALL_PORTS, possible(truth)), open: truth.open };
}

/** Yes where both are yes, no where either is no, open elsewhere. */
export function both(a: PortTruth, b: PortTruth): PortTruth {
  if (a === ALWAYS || b === NEVER) return b;
  if (b === ALWAYS || a === NEVER) return a;
  if (isDecided(a) && isDecided(b)) return certain(intersectPorts(a.yes, b.yes));
  return {
    yes: intersectPorts(a.yes, b.yes),
    open: joined(within(a.open, possible(b)), within(b.open, possible(a))),
  };
}

/** Yes where either is yes, no where both are no, open elsewhere. */
export function either(a: PortTruth, b: PortTruth): PortTruth {
  if (a === NEVER || b === ALWAYS) return b;
  if (b === NEVER || a === ALWAYS) return a;
  if (isDecided(a) && isDecided(b)) return certain(unionPorts(a.yes, b.yes));
  const yes = unionPorts(a.yes, b.yes);
  return { yes, open: within(joined(a.open, b.open), subtractPorts(ALL_PORTS, yes)) };
}

/**
 * The answer that may rest on an open question: decided on the ports where both answers to it
 * agree, and elsewhere open for it and for what either answer waits for.
 */
export function whichever(reason: ReasonId, ifYes: PortTruth, ifNo: PortTruth): PortTruth {
  if (ifYes === ifNo) return ifYes;
  const yes = intersectPorts(ifYes.yes, ifNo.yes);
  const notYes = subtractPorts(ALL_PORTS, yes);
  let differing = differenceOf(ifYes.yes, ifNo.yes);
  for (const id of new Set([...ifYes.open.keys(), ...ifNo.open.keys()])) {
    const [a, b] = [ifYes.open.get(id) ?? NO_PORTS, ifNo.open.get(id) ?? NO_PORTS];
    differing = unionPorts(differing, differenceOf(a, b));
  }
  const waiting = joined(ifYes.open, ifNo.open);
  return { yes, open: within(joined(waiting, new Map([[reason, differing]])), notYes) };
}

/** The ports that are in one set and not in the other. */
function differenceOf(a: PortSet, b: PortSet): PortSet {
  return unionPorts(subtractPorts(a, b), subtractPorts(b, a));
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
