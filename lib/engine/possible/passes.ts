import { type IpFamily, once } from '../../kernel';
import { atHome } from './address-conditions';
import type { Alternative, Opening } from './alternatives';
import { allOf, type Conditions } from './conditions';
import type { SearchEnds } from './ends';
import { inBox, unlessExcepted, type Ways } from './exceptions';
import type { FlowBoxes } from './flow-boxes';
import type { FlowQuestion } from './flow-question';
import { onPorts } from './ports';
import type { PossiblePods } from './prepare';
import type { Reading } from './reading';
import { type Clause, type Domains, type Meter, narrow, type Solution, solve } from './solve';
import { waysThrough } from './ways';

/** One way through each gate, and whether some flow takes both. */
export interface Pass {
  readonly ends: SearchEnds;
  readonly family: IpFamily | undefined;
  readonly egress: Alternative;
  readonly ingress: Alternative;
  /** The same for all flows that these two openings let through. */
  readonly openings: string;
  solve(meter: Meter): Solution;
}

/**
 * Every pair of ways between two ends, one through each gate.
 *
 * @param shown openings that nobody asks for any more; it may grow as passes are taken
 */
export function* passesBetween(
  pods: PossiblePods,
  reading: Reading,
  question: FlowQuestion,
  ends: SearchEnds,
  shown: ReadonlySet<string>,
): Generator<Pass> {
  // Most pairs of namespaces have no rule for each other: seen first, it spares all that follows.
  const into = waysThrough(pods, reading, 'ingress', ends);
  if (into.length === 0) return;
  const out = waysThrough(pods, reading, 'egress', ends);
  // And of those that have none, most stand open as others do.
  if (out.length === 0 || isEachShown(out, into, shown)) return;
  const asked = askedBetween(reading, question, ends);
  const isOpen = ({ literals }: Alternative) =>
    asked.some((start) => narrow(start, literals) !== undefined);
  const excepted = exceptionsByWays(reading, question.except, ends);
  const open = out.filter(isOpen);
  for (const ingress of into.filter(isOpen)) {
    for (const egress of open) {
      const openings = openingsOf(egress, ingress);
      if (shown.has(openings)) continue;
      yield {
        ends,
        family: reading.family,
        egress,
        ingress,
        openings,
        solve: (meter) => through(egress, ingress, meter),
      };
    }
  }

  function through(egress: Alternative, ingress: Alternative, meter: Meter): Solution {
    const both = [...egress.literals, ...ingress.literals];
    for (const start of asked) {
      const domains = narrow(start, both);
      if (domains === undefined) continue;
      const unless = excepted({ from: ingress.by, to: egress.by });
      if (unless === undefined) return 'none';
      const clauses = [...egress.clauses, ...ingress.clauses, ...unless];
      const solution = solve(domains, clauses, meter);
      if (solution !== 'none') return solution;
    }
    return 'none';
  }
}

/** Lists of ways are shared by all ends that are alike, and so is what they are called. */
const firstOfEachOpening = once((ways: readonly Alternative[]): readonly Alternative[] => [
  ...new Map(ways.map((way) => [openingName(way.opening), way])).values(),
]);

function isEachShown(
  out: readonly Alternative[],
  into: readonly Alternative[],
  shown: ReadonlySet<string>,
): boolean {
  if (shown.size === 0) return false;
  return firstOfEachOpening(out).every((egress) =>
    firstOfEachOpening(into).every((ingress) => shown.has(openingsOf(egress, ingress))),
  );
}

function openingsOf(egress: Alternative, ingress: Alternative): string {
  return `${openingName(egress.opening)} ${openingName(ingress.opening)}`;
}

const openingName = once((opening: Opening): string => {
  if (opening.kind === 'nothing-closes') return '-';
  const { policy, rule, peer } = opening;
  return `${policy.namespace}/${policy.name}/${rule.direction}/${rule.index}/${peer}`;
});

/** The exceptions as clauses, worked out once for each pair of ways in which ends are let through. */
function exceptionsByWays(
  reading: Reading,
  except: FlowBoxes,
  ends: SearchEnds,
): (ways: Ways) => readonly Clause[] | undefined {
  const known = new Map<string, readonly Clause[] | undefined>();
  return (ways) => {
    const key = `${ways.from} ${ways.to}`;
    if (!known.has(key)) known.set(key, unlessExcepted(reading, except, ends, ways));
    return known.get(key);
  };
}

/** The choices that are asked about, before any gate: one for each pair of boxes and kind of port. */
function askedBetween(
  reading: Reading,
  { from, to, ports }: FlowQuestion,
  ends: SearchEnds,
): readonly Domains[] {
  const home = allOf([atHome(reading, 'from', ends.from), atHome(reading, 'to', ends.to)]);
  const sources = from.map((box) => inBox(reading, 'from', ends.from, box, 'other'));
  const destinations = to.map((box) => inBox(reading, 'to', ends.to, box, 'other'));
  const kinds = onPorts(reading, ports, ends.to);
  return sources.flatMap((source) =>
    destinations.flatMap((destination) =>
      kinds.flatMap((kind) => domainsUnder(reading, allOf([home, source, destination, kind]))),
    ),
  );
}

function domainsUnder({ space }: Reading, conditions: Conditions): readonly Domains[] {
  const domains = conditions === 'never' ? undefined : narrow(space.start, conditions);
  return domains === undefined ? [] : [domains];
}
