import { DIRECTIONS, type Direction } from '../../kernel';
import type { Cluster } from '../../model';
import { type Flow, partsOf, stated, wholeFlow, widestFlows } from './flows';
import type { Gates, Opening } from './gates';
import { type Prove, tried } from './prover';

/** A rule's peer, and the flow that it would open if no other gate stood in the way. */
interface Candidate {
  readonly direction: Direction;
  readonly opening: Opening;
  readonly flow: Flow;
}

/**
 * The flows that the rules asked about let through today for everyone they name: each rule as a whole
 * where the other ends let all of it pass, else the parts of it that do.
 */
export function flowsToday(
  cluster: Cluster,
  { gates, asked }: { readonly gates: Gates; readonly asked: Gates },
  prove: Prove,
): readonly Flow[] {
  const candidates = DIRECTIONS.flatMap((direction) =>
    asked[direction].openings.map(
      (opening): Candidate => ({ direction, opening, flow: wholeFlow(direction, opening) }),
    ),
  );
  const whole = tried(prove, candidates, ({ flow }) => demanding(flow));
  const parts = widestFlows(
    whole.failing.flatMap(({ candidate: { direction, opening } }) =>
      partsOf(cluster, gates, direction, opening),
    ),
    'equal',
  );
  const passing = tried(prove, parts, demanding).holding;
  return widestFlows([...whole.holding.map(({ flow }) => flow), ...passing], 'covered');
}

function demanding(flow: Flow) {
  return { kind: 'reaches', flows: [stated(flow)] } as const;
}
