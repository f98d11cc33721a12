import type { IpFamily } from '../../kernel';
import type { Opening } from './alternatives';
import { type Bound, isOnePlace, type SearchEnds } from './ends';
import type { FlowQuestion } from './flow-question';
import { pairsAtAGlance } from './glance';
import { candidates, familiesOf } from './pairs';
import { type Pass, passesBetween } from './passes';
import type { PossiblePods } from './prepare';
import type { Reading } from './reading';
import type { Domains, Meter } from './solve';

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
  for (const pass of passes(pods, question, bound, shown)) {
    const { ends, family, egress, ingress, openings } = pass;
    const domains = pass.solve(meter);
    if (domains === 'none') continue;
    if (domains === 'over-budget') {
      yield domains;
      return;
    }
    yield { ends, family, domains, openings, egress: egress.opening, ingress: ingress.opening };
  }
}

function* passes(
  pods: PossiblePods,
  question: FlowQuestion,
  bound: Bound,
  shown: ReadonlySet<string>,
): Generator<Pass> {
  const { space, context } = pods;
  for (const ends of endsOf(pods, question)) {
    const sharing = isOnePlace(ends) ? 'one-namespace' : 'two-namespaces';
    for (const family of familiesOf(ends, context.profile)) {
      const reading: Reading = { space, context, bound, family, sharing, purpose: 'passing' };
      yield* passesBetween(pods, reading, question, ends, shown);
    }
  }
}

function endsOf(pods: PossiblePods, { from, to, ends }: FlowQuestion): Iterable<SearchEnds> {
  return ends === undefined
    ? pairsAtAGlance(pods, candidates(pods, from), candidates(pods, to))
    : [ends];
}
