import type { Direction } from '../../../kernel';
import { questionOf } from '../../../platform';
import type { Exposure, OpeningGate, PossiblePeer } from '../../../results';
import { flowBetween, podEnd } from '../context';
import { isNothing, isSame, portsThrough, rangesOf } from './through';
import { type At, type FoundAt, type Weighed, weighedAt } from './weigh';

/** An exposure to pods that do not exist yet. */
export type PossibleRow = Exposure & { readonly peer: PossiblePeer };

/** The rows about some namespaces: what each pod gets there, then what pods with labels get. */
export function rowsAt(at: At, found: FoundAt): readonly PossibleRow[] {
  return weighedAt(at, found).map((weighed) => rowOf(at, weighed, found.both.names));
}

function rowOf(
  at: At,
  { which, stranger, both, own }: Weighed,
  namespaces: readonly string[],
): PossibleRow {
  const { context, direction, subject, gates } = at;
  const isOpen = !isNothing(both);
  const shown = isOpen || own === undefined ? both : own;
  const flow = flowBetween(direction, podEnd(subject), { kind: 'pod', pod: stranger.pod });
  const ports = portsThrough(shown, stranger);
  const opened = context.openings.gates(gates[isOpen ? 'both' : 'own'](stranger), {
    ...flow,
    ports,
  });
  const other: Direction = direction === 'egress' ? 'ingress' : 'egress';
  return {
    topic: 'possible',
    peer: { kind: 'possible', which, ...stranger.said, namespaces },
    ...rangesOf(both),
    reasons: both.reasons.map((id) => ({ id, question: questionOf(id) })),
    ...(own !== undefined && !isSame(both, own) && { own: rangesOf(own) }),
    gates: isOpen ? opened : { ...opened, [other]: CLOSED },
  };
}

const CLOSED: OpeningGate = { open: 'closed', rules: [] };
