import type { EndBox } from '../../engine';
import { nearest, type Selector } from '../../kernel';
import type { IntentNote } from '../../results';

/** The pods that one selector names in the namespaces that another does. */
export function podsBox(namespaces: Selector, pods: Selector): EndBox {
  return { kind: 'pods', namespaces, pods };
}

/** The selector of one value of one label. */
export function labelled(key: string, value: string): Selector {
  return { requirements: [{ key, operator: 'In', values: [value] }] };
}

/** The note about an end that the input does not hold, with the name that may be meant. */
export function unknownEnd(end: string, all: readonly string[]): IntentNote {
  const near = nearest(end, all);
  return { kind: 'unknown-end', end, ...(near !== undefined && { near }) };
}
