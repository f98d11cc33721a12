import {
  type EndBox,
  type FlowQuestion,
  knownEnd,
  type Meter,
  type SearchEnds,
} from '../../engine';
import {
  EVERYTHING,
  intersectPorts,
  noPorts,
  type PortSet,
  subtractPorts,
  unionPorts,
} from '../../kernel';
import type { FlowEnd } from '../../model';
import type { Finding, Findings, FoundEnd } from './finding';
import type { Forbidden } from './forbidden-flows';
import { type Belongs, exceptedBetween, portsOn } from './members';
import { nearPairs } from './near-pairs';
import type { ResolvedEnd } from './resolved';
import { searchFlows } from './search-flows';
import { flowEnds, joined, knownSides } from './sides';
import type { World } from './world';

/** Two known ends, or a known one and addresses. */
interface Pair {
  readonly ends: readonly [FlowEnd, FlowEnd];
  readonly from: FoundEnd;
  readonly to: FoundEnd;
  /** Whether both are surely meant. */
  readonly belongs: Belongs;
}

/**
 * The forbidden flows among known pods, and between them and addresses. Where it is not told
 * whether a flow is meant at all, a search over what may be decides.
 */
export function knownForbidden(world: World, forbidden: Forbidden, meter: Meter): Findings {
  const found: Finding[] = [];
  for (const pair of pairsOf(world, forbidden)) {
    const outcome = judge(world, forbidden, pair, meter);
    if (outcome.overBudget === true) return { found, overBudget: true };
    found.push(...outcome.found);
  }
  return { found: joined(found) };
}

function judge(world: World, forbidden: Forbidden, pair: Pair, meter: Meter): Findings {
  const [from, to] = pair.ends;
  const { allowed, undecided } = world.evaluator.connection(from, to);
  const asked = portsOn(forbidden.ports, to, world);
  const passing = unionPorts(allowed, undecided);
  if (noPorts(passing)) return { found: [] };
  const meant = exceptedBetween(world, from, to, forbidden.except);
  const left = (ports: PortSet) => subtractPorts(intersectPorts(ports, asked.ports), meant.ports);
  const isNamedInDoubt = !noPorts(asked.doubtful);
  if (noPorts(left(passing)) && !isNamedInDoubt) return { found: [] };
  if (meant.open || isNamedInDoubt || pair.belongs === 'unknown') {
    const question = { ...questionOf(forbidden, pair), ends: searchEnds(world, pair) };
    return searchFlows(world, question, meter);
  }
  const finding = (ports: PortSet, verdict: 'allowed' | 'undecided'): readonly Finding[] =>
    noPorts(ports)
      ? []
      : [{ cluster: world.cluster, from: pair.from, to: pair.to, ports, verdict }];
  return {
    found: [...finding(left(allowed), 'allowed'), ...finding(left(undecided), 'undecided')],
  };
}

/** The question about one pair only; that it is meant needs no asking again where it is sure. */
function questionOf({ from, to, ports, except }: Forbidden, pair: Pair): FlowQuestion {
  const boxes = (ends: readonly ResolvedEnd[], end: FlowEnd): readonly EndBox[] => {
    if (end.kind === 'addresses') return [{ kind: 'addresses', addresses: end.addresses }];
    return pair.belongs === 'yes' ? [ANY_POD] : ends.flatMap((each) => each.boxes);
  };
  const [source, destination] = pair.ends;
  return { from: boxes(from, source), to: boxes(to, destination), ports, except };
}

const ANY_POD: EndBox = { kind: 'pods', namespaces: EVERYTHING, pods: EVERYTHING };

function searchEnds({ pods }: World, { ends: [from, to] }: Pair): SearchEnds {
  const searched = (end: FlowEnd): SearchEnds['from'] =>
    end.kind === 'pod' ? knownEnd(pods, end.pod) : { kind: 'outside' };
  return { from: searched(from), to: searched(to) };
}

function pairsOf(world: World, { from, to }: Forbidden): readonly Pair[] {
  return nearPairs(world, knownSides(world, from), knownSides(world, to)).flatMap(
    ([source, destination]): readonly Pair[] => {
      const ends = flowEnds(source, destination);
      if (ends === undefined) return [];
      const belongs = [source.belongs, destination.belongs].includes('unknown') ? 'unknown' : 'yes';
      return [{ ends, from: source.found, to: destination.found, belongs }];
    },
  );
}
