import type { Direction } from '../../kernel';
import type { Policy } from '../../model';
import type { Alternative, Opening } from './alternatives';
import { type Closed, closedUnder, waysClosed } from './closed';
import type { SeenPair } from './seen-pairs';
import type { Clause } from './solve';
import { waysThrough } from './ways';

/** What makes two sides differ: the same for all flows that do so for one reason. */
export interface DifferenceReason {
  /** The gate that is closed on the other side, what opens it here, and who isolates there. */
  readonly gate: Direction;
  readonly opening: Opening;
  readonly isolatedBy: Policy;
}

/** A way through a gate, and a way in which that gate is closed on the other side. */
export interface Suspect {
  readonly reason: DifferenceReason;
  readonly way: Alternative;
  readonly closed: Closed;
}

/** The ways through the gates of a pair that the other side has not, where it closes the gate. */
export function* suspectsOf({
  settled,
  ends,
  readings,
  gates,
  open,
}: SeenPair): Generator<Suspect> {
  const { missing } = settled;
  for (const gate of gates) {
    const theirs = waysThrough(missing, readings.missing, gate, ends.missing);
    const closed = waysClosed(missing, readings.missing, gate, ends.missing, theirs);
    if (closed.length === 0) continue;
    const same = new Set(theirs.map(keyOf));
    for (const way of open(gate).filter((each) => !same.has(keyOf(each)))) {
      for (const each of closedUnder(closed, way.literals)) {
        const reason = { gate, opening: way.opening, isolatedBy: each.policy };
        yield { reason, way, closed: each };
      }
    }
  }
}

/** What must hold for one way: the same way on the other side lets the same through. */
function keyOf({ literals, clauses }: Alternative): string {
  const textOf = (clause: Clause) =>
    clause.map(({ variable, values }) => `${variable}:${values}`).join();
  return `${textOf(literals)} ${clauses.map(textOf).join(' ')}`;
}
