import {
  type AddressSet,
  coversAddresses,
  groupBy,
  once,
  toPortRanges,
  unionAddresses,
} from '../../kernel';
import type { FlowEnd } from '../../model';
import { endsBetween, type PodEnd } from '../shared/workload-endpoints';
import type { Finding, FoundEnd } from './finding';
import { addressFoundEnd, knownFoundEnd } from './found-ends';
import { type Belongs, membersOf } from './members';
import type { ResolvedEnd } from './resolved';
import type { World } from './world';

/** One end that a question can be asked about. */
export interface OneSide {
  readonly row?: PodEnd;
  readonly found: FoundEnd;
  readonly belongs: Belongs;
}

/** Everything that some ends mean, and where in the list each of it is. */
export interface KnownSides {
  readonly all: readonly OneSide[];
  readonly placeOf: ReadonlyMap<PodEnd, number>;
  readonly placesOfRows: readonly number[];
  /** The places of addresses. */
  readonly addresses: readonly number[];
}

/** The known pods of some ends and their addresses, as rows that nothing tells apart. */
export function knownSides(world: World, ends: readonly ResolvedEnd[]): KnownSides {
  const [only, ...more] = ends;
  return only !== undefined && more.length === 0 ? sidesOfEnd(world)(only) : sidesOf(world, ends);
}

/** Every closed namespace asks for everybody once more. */
const sidesOfEnd = once((world: World) => once((end: ResolvedEnd) => sidesOf(world, [end])));

function sidesOf(world: World, ends: readonly ResolvedEnd[]): KnownSides {
  const all = eachSide(world, ends);
  const placeOf = new Map(
    all.flatMap(({ row }, place) => (row === undefined ? [] : [[row, place] as const])),
  );
  const addresses = [...all.keys()].filter((place) => all[place]?.row === undefined);
  return { all, placeOf, placesOfRows: [...placeOf.values()], addresses };
}

function eachSide(world: World, ends: readonly ResolvedEnd[]): readonly OneSide[] {
  const rows = new Map<PodEnd, OneSide>();
  for (const { end: row, belongs } of ends.flatMap((end) => membersOf(world, end))) {
    if (belongs === 'unknown' && rows.has(row)) continue;
    rows.set(row, { row, found: knownFoundEnd(row), belongs });
  }
  const within = ends.flatMap(({ addresses }) => addresses ?? []);
  const atoms = world.pods.space.vocabulary.addressAtoms.filter((atom) =>
    within.some((addresses) => coversAddresses(addresses, atom)),
  );
  const addresses = atoms.map(
    (atom): OneSide => ({ found: addressFoundEnd(atom), belongs: 'yes' }),
  );
  return [...rows.values(), ...addresses];
}

/** The flow from one row to another; undefined for what is no flow. */
export function flowEnds(from: OneSide, to: OneSide): readonly [FlowEnd, FlowEnd] | undefined {
  if (from.row !== undefined && to.row !== undefined) return endsBetween(from.row, to.row);
  const areAddresses = [from, to].every(({ found }) => found.end.kind === 'addresses');
  if (areAddresses) return undefined;
  return [from.found.end, to.found.end];
}

/** Addresses for which the same is true are one end: no policy has to tell them apart to be named. */
export function joined(found: readonly Finding[]): readonly Finding[] {
  const keyOf = ({ from, to, ports, verdict }: Finding) =>
    JSON.stringify([idOf(from), idOf(to), toPortRanges(ports), verdict]);
  const known = new Map<string, FoundEnd>();
  return [...groupBy(found, keyOf).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    const [from, to] = [group.map((each) => each.from), group.map((each) => each.to)];
    return [{ ...first, from: joinedEnd(from, known), to: joinedEnd(to, known) }];
  });
}

function idOf({ end, named }: FoundEnd): string {
  return end.kind === 'addresses' ? '' : named.id;
}

/** One end for several; the same several are joined once. */
function joinedEnd(ends: readonly FoundEnd[], known: Map<string, FoundEnd>): FoundEnd {
  const key = ends.map(({ named }) => named.id).join();
  const found = known.get(key) ?? unionOf(ends);
  known.set(key, found);
  return found;
}

function unionOf(ends: readonly FoundEnd[]): FoundEnd {
  const sets = ends.flatMap(({ end }): readonly AddressSet[] =>
    end.kind === 'addresses' ? [end.addresses] : [],
  );
  const [first] = ends;
  if (sets.length === 0 && first !== undefined) return first;
  const whole = addressFoundEnd(sets.reduce(unionAddresses));
  // Blocks may cut the whole in two; a flow is judged for one part, which speaks for all.
  return first === undefined ? whole : { ...whole, end: first.end };
}
