import type { PortName } from '../../engine';
import { intersectPorts, noPorts, type PortSet, subtractPorts, unionPorts } from '../../kernel';
import type { FlowEnd } from '../../model';
import type { IntentNote } from '../../results';
import { unknownPortNote } from './boxes';
import type { Finding } from './finding';
import { possibleFoundEnd } from './found-ends';
import { portsNamed, portsOn } from './members';
import type { ResolvedEnd, ResolvedFlow } from './resolved';
import { flowEnds, joined, knownSides, type OneSide } from './sides';
import { standInFor } from './stand-in';
import type { World } from './world';

/** Which of the flows that must pass do not, and what has to be said of its ends. */
export interface Missing {
  readonly found: readonly Finding[];
  readonly notes: readonly IntentNote[];
}

/** Every known pod of one end must reach every known pod of the other on every port. */
export function findMissing(world: World, flow: ResolvedFlow): Missing {
  const [from, to] = [requiredSides(world, flow.from, flow), requiredSides(world, flow.to, flow)];
  const between = from.sides.flatMap((source) =>
    to.sides.map((destination) => missingBetween(world, flow, source, destination)),
  );
  return {
    found: joined(between.flatMap(({ found }) => found)),
    notes: [...from.notes, ...to.notes, ...between.flatMap(({ notes }) => notes)],
  };
}

interface Sides {
  readonly sides: readonly OneSide[];
  readonly notes: readonly IntentNote[];
}

/** The known pods of an end and its addresses; where it has neither, the plainest pod there could be. */
export function requiredSides(
  world: World,
  end: ResolvedEnd,
  { specs = [] }: Pick<ResolvedFlow, 'specs'>,
): Sides {
  const { notes } = end;
  const sides = knownSides(world, [end]).all;
  if (sides.length > 0) return { sides, notes };
  const standIn = standInFor(world.cluster, end.stated, specs);
  if (standIn === undefined) {
    // An end that the input does not hold says so itself.
    return { sides, notes: notes.length > 0 ? notes : [{ kind: 'nobody', end: end.words }] };
  }
  const found = possibleFoundEnd(standIn.pod);
  const note: IntentNote = { kind: 'stand-in', end: end.words, pod: found.named.id };
  return { sides: [{ found, belongs: 'yes' }], notes: [...notes, note] };
}

function missingBetween(world: World, flow: ResolvedFlow, from: OneSide, to: OneSide): Missing {
  const ends = flowEnds(from, to);
  if (ends === undefined) return { found: [], notes: [] };
  const { allowed, undecided } = world.evaluator.connection(...ends);
  const { ports: asked, doubtful } = portsOn(flow.ports, ends[1], world);
  const missing = subtractPorts(unionPorts(asked, doubtful), allowed);
  const isDoubtful = [from, to].some(({ belongs }) => belongs === 'unknown');
  const finding = (ports: PortSet, verdict: 'denied' | 'undecided'): readonly Finding[] => {
    if (noPorts(ports)) return [];
    const doubt = isDoubtful ? { doubtful: true as const } : {};
    return [{ cluster: world.cluster, from: from.found, to: to.found, ports, verdict, ...doubt }];
  };
  return {
    found: [
      ...finding(subtractPorts(missing, undecided), 'denied'),
      ...finding(intersectPorts(missing, undecided), 'undecided'),
    ],
    notes: flow.ports.names.flatMap((name) => nameNote(world, name, ends[1], to.found.named.id)),
  };
}

/** What has to be said of a port name: that its destination does not give it, or that only a sidecar does. */
function nameNote(world: World, name: PortName, to: FlowEnd, end: string): readonly IntentNote[] {
  const port = `${name.name}/${name.protocol}`;
  if (to.kind === 'addresses') return [unknownPortNote(end, port, [])];
  const { ports, doubtful } = portsNamed(name, to.pod, world);
  if (!noPorts(ports)) return [];
  if (!noPorts(doubtful)) return [{ kind: 'sidecar-port', end, port }];
  const counting = to.pod.ports.filter(({ on }) => on === 'container');
  const declared = counting.flatMap((each) =>
    each.name === undefined ? [] : [`${each.name}/${each.protocol}`],
  );
  return [unknownPortNote(end, port, declared)];
}
