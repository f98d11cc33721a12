import { ASSUMPTION_IDS, ASSUMPTIONS, type Assume, type AssumptionId } from './assumptions';

/** The assumption called `text`, or undefined where none is. */
export function assumptionCalled(text: string): AssumptionId | undefined {
  return ASSUMPTION_IDS.find((id) => id === text);
}

/** The answers that an assumption knows, as they are written: `true`, `false`, `absent`. */
export function answersTo(id: AssumptionId): readonly string[] {
  return ASSUMPTIONS[id].values.map(String);
}

/** One assumption settled as `text` says; undefined for an answer that it does not know. */
export function settledAs(id: AssumptionId, text: string): Assume | undefined {
  if (!answersTo(id).includes(text)) return undefined;
  if (id === 'undeclared-namespace-labels') {
    return { [id]: text === 'absent' ? 'absent' : 'unknown' };
  }
  if (id === 'unmodelled-kinds') return { [id]: text === 'ignored' ? 'ignored' : 'unknown' };
  return { [id]: text === 'true' };
}

/** Whether what is assumed leaves the question open after all. */
export function isOpen(id: AssumptionId, assume: Assume): boolean {
  return assume[id] === undefined || assume[id] === 'unknown';
}
