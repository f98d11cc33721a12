import type { IpFamily } from '../../kernel';
import type { Alternative, Opening } from './alternatives';
import { allOf, atHome, type Conditions, type Reading } from './conditions';
import type { Bound, SearchEnds } from './ends';
import { inBox, unlessExcepted, type Ways } from './exceptions';
import type { EndBox, FlowPorts } from './flow-box';
import type { FlowBoxes } from './flow-boxes';
import { pairsAtAGlance } from './glance';
import { candidates, familiesOf } from './pairs';
import { onPorts } from './ports';
import type { PossiblePods } from './prepare';
import { type Clause, type Domains, type Meter, narrow, type Solution, solve } from './solve';
import { waysThrough } from './ways';

/** Which flows are looked for: from one of these ends to one of those, and none that is excepted. */
export interface FlowQuestion {
  readonly from: readonly EndBox[];
  readonly to: readonly EndBox[];
  readonly ports: FlowPorts;
  readonly except: FlowBoxes;
  /** Only between these. @default - between all ends but two known ones */
  readonly ends?: SearchEnds;
}

/** Flows that pass, and what lets them through. */
export interface PassingFlow {
  readonly ends: SearchEnds;
  readonly egress: Opening;
  readonly ingress: Opening;
  readonly family: IpFamily | undefined;
  /** Every choice from them is such a flow. */
  readonly domains: Domains;
  /** The same for all flows that these two openings let through. */
  readonly openings: string;
}

/**
 * The flows that pass both gates and are not excepted, for each pair of openings, so that every rule
 * that lets such a flow through can be named. Exact: where nothing is found, no flow passes.
 *
 * Of each pair of ends, one way through either gate is chosen, which leaves few choices open, and
 * only that no policy isolates an end and that no exception holds remains to be solved. Where the
 * meter runs out the last item says so.
 *
 * @param shown openings whose flows are not looked for any more; it may grow as flows are taken
 */
export function* passingFlows(
  pods: PossiblePods,
  question: FlowQuestion,
  bound: Bound,
  meter: Meter,
  shown: ReadonlySet<string> = new Set(),
): Generator<PassingFlow | 'over-budget'> {
  for (const pass of passes(pods, question, bound)) {
    const { ends, family, egress, ingress } = pass;
    const openings = `${nameOf(egress.opening)} ${nameOf(ingress.opening)}`;
    if (shown.has(openings)) continue;
    const domains = pass.solve(meter);
    if (domains === 'none') continue;
    if (domains === 'over-budget') {
      yield domains;
      return;
    }
    yield { ends, family, domains, openings, egress: egress.opening, ingress: ingress.opening };
  }
}

function* passes(pods: PossiblePods, question: FlowQuestion, bound: Bound): Generator<Pass> {
  const { space, context } = pods;
  for (const ends of endsOf(pods, question)) {
    const sharing = isOnePlace(ends) ? 'one-namespace' : 'two-namespaces';
    for (const family of familiesOf(ends, context.profile)) {
      const reading: Reading = { space, context, bound, family, sharing, purpose: 'passing' };
      yield* passesBetween(pods, reading, question, ends);
    }
  }
}

function endsOf(pods: PossiblePods, { from, to, ends }: FlowQuestion): Iterable<SearchEnds> {
  return ends === undefined
    ? pairsAtAGlance(pods, candidates(pods, from), candidates(pods, to))
    : [ends];
}

/** Two pods in one namespace; nobody asks of an unnamed one whether both are in it. */
export function isOnePlace({ from, to }: SearchEnds): boolean {
  if (from.kind === 'outside' || to.kind === 'outside') return false;
  return from.place.name !== undefined && from.place.name === to.place.name;
}

function nameOf(opening: Opening): string {
  if (opening.kind === 'nothing-closes') return '-';
  const { policy, rule, peer } = opening;
  return `${policy.namespace}/${policy.name}/${rule.direction}/${rule.index}/${peer}`;
}

/** One way through each gate, and whether some flow takes both. */
interface Pass {
  readonly ends: SearchEnds;
  readonly family: IpFamily | undefined;
  readonly egress: Alternative;
  readonly ingress: Alternative;
  solve(meter: Meter): Solution;
}

function* passesBetween(
  pods: PossiblePods,
  reading: Reading,
  question: FlowQuestion,
  ends: SearchEnds,
): Generator<Pass> {
  // Most pairs of namespaces have no rule for each other: seen first, it spares all that follows.
  const into = waysThrough(pods, reading, 'ingress', ends);
  if (into.length === 0) return;
  const out = waysThrough(pods, reading, 'egress', ends);
  if (out.length === 0) return;
  const asked = askedBetween(reading, question, ends);
  const isOpen = ({ literals }: Alternative) =>
    asked.some((start) => narrow(start, literals) !== undefined);
  const excepted = exceptionsByWays(reading, question.except, ends);
  const open = out.filter(isOpen);
  for (const ingress of into.filter(isOpen)) {
    for (const egress of open) {
      yield {
        ends,
        family: reading.family,
        egress,
        ingress,
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
