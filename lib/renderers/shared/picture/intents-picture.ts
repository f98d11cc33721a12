import type { IntentOutcome, IntentsResult, Violation } from '../../../results';
import { cellPorts } from '../port-text';
import { eachNode, witnessNode, workloadNode } from './nodes';
import type { EdgeState, Picture, PictureEdge, PictureNode } from './picture';

/** What intents say, and the flows that are not so. */
export function intentsPicture({ intents }: IntentsResult): Picture {
  const parts = intents.flatMap(partsOf);
  return {
    nodes: eachNode(parts.flatMap(({ from, to }) => [from, to])),
    edges: parts.map(({ from, to, label, state }): PictureEdge => {
      return { from: from.id, to: to.id, label, state };
    }),
  };
}

type BreakingFlow = Pick<Violation, 'from' | 'to' | 'ports' | 'verdict'>;

interface Part {
  readonly from: PictureNode;
  readonly to: PictureNode;
  readonly label: string;
  readonly state: EdgeState;
}

function partsOf(outcome: IntentOutcome): readonly Part[] {
  const { verdict, violations } = outcome;
  if (verdict === 'holds' || violations.length === 0) return [claimPart(outcome)];
  return violations.flatMap((violation) => violation.path?.map(stepPart) ?? [flowPart(violation)]);
}

/** A step of a path that breaks an intent: alone it may pass. */
function stepPart(step: BreakingFlow): Part {
  const part = flowPart(step);
  return step.verdict === 'allowed'
    ? { ...part, label: `on the way: ${cellPorts(step.ports)}` }
    : part;
}

function flowPart({ from, to, ports, verdict }: BreakingFlow): Part {
  const ends = { from: witnessNode(from), to: witnessNode(to) };
  const text = cellPorts(ports);
  switch (verdict) {
    case 'allowed':
      return { ...ends, label: `must not: ${text}`, state: 'broken' };
    case 'denied':
      return { ...ends, label: `denied: ${text}`, state: 'broken' };
    case 'undecided':
      return { ...ends, label: `? ${text}`, state: 'undecided' };
  }
}

/** What an intent says, where it holds, or where no flow shows why it does not. */
function claimPart({ kind, verdict, from, to, ports = 'all' }: IntentOutcome): Part {
  const ends = { from: endNode(from), to: endNode(to) };
  if (verdict === 'undecided') return { ...ends, label: `? ${ports}`, state: 'undecided' };
  if (verdict === 'broken') return { ...ends, label: `broken: ${ports}`, state: 'broken' };
  switch (kind) {
    case 'reaches':
      return { ...ends, label: ports, state: 'allowed' };
    case 'never-reaches':
      return { ...ends, label: `never: ${ports}`, state: 'blocked' };
    case 'never-reaches-transitively':
      return { ...ends, label: 'never, by any way', state: 'blocked' };
    case 'reached-only-by':
    case 'reaches-only':
      return { ...ends, label: `only: ${ports}`, state: 'allowed' };
    case 'closed':
      return { ...ends, label: 'only what is stated', state: 'blocked' };
    case 'resolves-names':
      return { ...ends, label: 'DNS', state: 'allowed' };
  }
}

const WORKLOAD = /^[a-z0-9.-]+(\/[A-Za-z0-9.-]+)+$/;

/** An end of an intent is a workload, or words. */
function endNode(text: string): PictureNode {
  return WORKLOAD.test(text) && !/^[0-9.]+\/\d+$/.test(text)
    ? workloadNode(text)
    : { id: text, label: text, kind: 'addresses' };
}
