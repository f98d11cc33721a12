import type { Selector } from '../../kernel';
import { NAMESPACE_NAME_LABEL } from '../../model';
import type { EndBox, FlowBox } from './flow-box';

/** Where an end is, as far as boxes tell it by a name: pods in one namespace, or addresses. */
export type Spot =
  | { readonly kind: 'pods'; readonly namespace: string | undefined }
  | { readonly kind: 'outside' };

/**
 * Flow boxes, found by where their ends are. Of the thousands that the parts of an app state, only
 * those of two namespaces can hold a flow between them.
 */
export interface FlowBoxes {
  readonly all: readonly FlowBox[];
  /** Those that may hold a flow between two ends, and no more than a few others. */
  between(from: Spot, to: Spot): readonly FlowBox[];
}

/** Sorts flow boxes by where their ends are. */
export function flowBoxes(all: readonly FlowBox[]): FlowBoxes {
  const from = sideOf(all.map((box) => box.from));
  const to = sideOf(all.map((box) => box.to));
  return {
    all,
    between(source, destination) {
      const [few, more] = [from(source), to(destination)].sort((a, b) => a.size - b.size);
      return [...(few ?? [])].flatMap((index) => {
        const box = all[index];
        return box !== undefined && more?.has(index) === true ? [box] : [];
      });
    },
  };
}

type Indices = ReadonlySet<number>;

/** Finds the boxes that may hold an end, each spot once. */
function sideOf(boxes: readonly EndBox[]): (spot: Spot) => Indices {
  const named = new Map<string, number[]>();
  const anywhere: number[] = [];
  const addresses: number[] = [];
  for (const [index, box] of boxes.entries()) {
    if (box.kind === 'addresses') addresses.push(index);
    for (const name of namespaceNames(box) ?? []) {
      const there = named.get(name) ?? [];
      there.push(index);
      named.set(name, there);
    }
    if (box.kind === 'pods' && namespaceNames(box) === undefined) anywhere.push(index);
  }
  const outside: Indices = new Set(addresses);
  const elsewhere: Indices = new Set([...anywhere, ...addresses]);
  const known = new Map<string, Indices>();
  return (spot) => {
    if (spot.kind === 'outside') return outside;
    const { namespace } = spot;
    const there = namespace === undefined ? undefined : named.get(namespace);
    if (namespace === undefined || there === undefined) return elsewhere;
    const found = known.get(namespace) ?? new Set([...there, ...elsewhere]);
    known.set(namespace, found);
    return found;
  };
}

/** The only namespaces that a box names; undefined where it may hold pods of any other. */
export function namespaceNames(box: EndBox): readonly string[] | undefined {
  return box.kind === 'addresses' ? undefined : namesIn(box.namespaces);
}

function namesIn({ requirements }: Selector): readonly string[] | undefined {
  return requirements.find(({ key, operator }) => key === NAMESPACE_NAME_LABEL && operator === 'In')
    ?.values;
}
