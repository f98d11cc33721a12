import type { EndBox } from '../../engine';
import { compareText, nearest, type Selector } from '../../kernel';
import type { Pod } from '../../model';
import type { IntentNote } from '../../results';

/** The pods that one selector names in the namespaces that another does; of known ones, maybe only some. */
export function podsBox(namespaces: Selector, pods: Selector, known?: readonly Pod[]): EndBox {
  return { kind: 'pods', namespaces, pods, ...(known !== undefined && { known }) };
}

/** The selector of one value of one label. */
export function labelled(key: string, value: string): Selector {
  return { requirements: [{ key, operator: 'In', values: [value] }] };
}

/** The note about a port that a destination does not have, with the one that may be meant. */
export function unknownPortNote(end: string, port: string, all: readonly string[]): IntentNote {
  const declared = [...new Set(all)].sort(compareText);
  // One digit more is another port, and no slip.
  const near = /^\d/.test(port) ? undefined : nearest(port, declared);
  return { kind: 'unknown-port', end, port, declared, ...(near !== undefined && { near }) };
}

/** The note about an end that the input does not hold, with the name that may be meant. */
export function unknownEndNote(end: string, all: readonly string[]): IntentNote {
  const near = nearest(end, all);
  return { kind: 'unknown-end', end, ...(near !== undefined && { near }) };
}
