import {
  type Bound,
  compile,
  type FlowQuestion,
  type Meter,
  type PassingFlow,
  passingFlows,
  type Witness,
  witnessOf,
} from '../../engine';
import {
  hasPort,
  InternalError,
  intersectPorts,
  type PortSet,
  portRange,
  subtractPorts,
  type VerdictWord,
} from '../../kernel';
import { evaluate } from '../../semantics';
import { nearPolicies } from '../shared/near-policies';
import type { Finding, Findings } from './finding';
import { madeFoundEnd } from './found-ends';
import { exceptedBetween, portsOn, type Told } from './members';
import type { World } from './world';

/** Of more flows through different rules than this, nobody reads on; the rest is not looked for. */
const ENOUGH = 20;

/**
 * Flows that pass, or may, as a search over possible pods finds them. The specification judges each:
 * a search says where to look, and never what the verdict is.
 */
export function searchFlows(world: World, question: FlowQuestion, meter: Meter): Findings {
  const possible = findings(world, question, 'possible', meter);
  const isDecided = possible.found.length === 0 || possible.found.some(isAllowed);
  if (isDecided || possible.overBudget === true) return possible;
  // What was looked at first may hide a flow that every reading lets through.
  const certain = findings(world, question, 'certain', meter);
  return { ...certain, found: [...certain.found, ...possible.found] };
}

function isAllowed({ verdict }: Finding): boolean {
  return verdict === 'allowed';
}

function findings(world: World, question: FlowQuestion, bound: Bound, meter: Meter): Findings {
  const found: Finding[] = [];
  const shown = new Set<string>();
  for (const each of passingFlows(world.pods, question, bound, meter, shown)) {
    if (each === 'over-budget') return { found, overBudget: true };
    const finding = judged(world, question, each);
    if (finding === undefined) continue;
    found.push(finding);
    shown.add(each.openings);
    if (found.length === ENOUGH) break;
  }
  return { found };
}

/** Undefined where a host-network pod may be its node, and is denied either way. */
function judged(world: World, question: FlowQuestion, passing: PassingFlow): Finding | undefined {
  const witness = witnessOf(world.pods, passing);
  const { cluster, protocol, port } = witness;
  const [from, to] = [witness.from.end, witness.to.end];
  const near = nearPolicies(cluster, { from, to });
  const { verdict } = evaluate(near, world.profile, { from, to, protocol, port });
  if (verdict === 'denied') {
    if (witness.from.kind === 'known' || witness.to.kind === 'known') return undefined;
    throw new InternalError('a search named a flow that the specification denies');
  }
  return {
    cluster,
    from: madeFoundEnd(world, witness.from),
    to: madeFoundEnd(world, witness.to),
    ports: portsLike({ cluster: near, profile: world.profile }, question, witness, verdict),
    verdict,
  };
}

/** Every port between the same two ends for which the same is true. */
function portsLike(
  told: Told,
  { ports, except }: FlowQuestion,
  { from, to, protocol, port }: Witness,
  verdict: VerdictWord,
): PortSet {
  const just = portRange(protocol, port);
  const { allowed, undecided } = compile(told.cluster, told.profile).connection(from.end, to.end);
  const asked = portsOn(ports, to.end, told).ports;
  const meant = exceptedBetween(told, from.end, to.end, except);
  if (meant.open) return just;
  const passing = verdict === 'allowed' ? allowed : undecided;
  const like = subtractPorts(intersectPorts(passing, asked), meant.ports);
  return hasPort(like, protocol, port) ? like : just;
}
