import {
  addressesIn,
  fromPortRanges,
  intersectAddresses,
  intersectPorts,
  noAddresses,
  noPorts,
  unionPorts,
} from '../../kernel';
import type {
  DiffIntent,
  DiffIntents,
  DiffRow,
  Endpoint,
  IntentOutcome,
  IntentsResult,
  Violation,
  WitnessEnd,
} from '../../results';
import type { PerSide } from './per-side';

/** How the same intents stand on both sides. */
export function compareIntents({ before, after }: PerSide<IntentsResult>): DiffIntents {
  const differing = standings({ before, after }).filter((each) => each.before !== each.after);
  const { holds, broken, undecided } = after.summary;
  return {
    breaks: differing.filter((each) => each.before === 'holds'),
    mends: differing.filter((each) => each.after === 'holds'),
    holds,
    broken,
    undecided,
  };
}

/** Those of both sides, each with the one in the same place among those of its name. */
function standings({ before, after }: PerSide<IntentsResult>): readonly DiffIntent[] {
  const left = [...before.intents];
  return after.intents.flatMap(({ name, source, verdict, kind }): readonly DiffIntent[] => {
    const at = left.findIndex((each) => each.name === name && each.kind === kind);
    const [old] = at < 0 ? [] : left.splice(at, 1);
    return old === undefined ? [] : [{ name, source, before: old.verdict, after: verdict }];
  });
}

/** The intents that a row breaks: those that held, and fail after by one of its flows. */
export function breaksOf(
  { breaks }: DiffIntents,
  after: IntentsResult,
  endpoints: readonly Endpoint[],
): (row: DiffRow) => readonly string[] {
  const names = new Set(breaks.map(({ name }) => name));
  const broken = after.intents.filter(
    ({ name, verdict }) => verdict !== 'holds' && names.has(name),
  );
  const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  return (row) => broken.filter((each) => isBrokenBy(each, row, byId)).map(({ name }) => name);
}

function isBrokenBy(
  { violations }: IntentOutcome,
  { from, to, gained, lost }: DiffRow,
  byId: ReadonlyMap<string, Endpoint>,
): boolean {
  const differing = unionPorts(fromPortRanges(gained), fromPortRanges(lost));
  const isOn = ({ ports }: Violation) => !noPorts(intersectPorts(fromPortRanges(ports), differing));
  return violations.some(
    (violation) =>
      isOn(violation) && isEnd(violation.from, byId.get(from)) && isEnd(violation.to, byId.get(to)),
  );
}

function isEnd(end: WitnessEnd, endpoint: Endpoint | undefined): boolean {
  if (endpoint === undefined) return false;
  if (end.kind === 'workload') return end.id === endpoint.id;
  if (end.kind !== 'ip' || endpoint.kind !== 'ip') return false;
  return !noAddresses(
    intersectAddresses(addressesIn(...end.cidrs), addressesIn(...endpoint.cidrs)),
  );
}
