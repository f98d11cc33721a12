import { compareText, type Requirement } from '../../../kernel';
import { drop, put, setTable, wordsFor } from './set-table';

/** A selector by its number, and what it asks of one label. */
export interface Asking {
  readonly selector: number;
  readonly requirements: readonly Requirement[];
}

/** Values of one label that no selector tells apart. */
export interface Cell {
  /** One of them; undefined for a label that is absent. */
  readonly value: string | undefined;
  /** The selectors that live on: those that ask nothing of the label, or get what they ask. */
  readonly alive: Uint32Array;
}

/**
 * The values of one label that selectors can tell apart: it is absent, has one of the values that
 * somebody mentions, or has another, which there always is. Of those that are alike the first in this
 * order stays: absent, mentioned ones by text, another. Bound: the values times the words of a set of
 * selectors, plus all values that are listed; a selector is never compared with a value it does not list.
 *
 * @param selectors how many selectors there are at all
 */
export function cellsOf(askings: readonly Asking[], selectors: number): readonly Cell[] {
  const asked = askings.map(({ selector, requirements }) => ({
    selector,
    allowed: requirements.map(allowedBy).reduce(meet),
  }));
  const nobody = new Uint32Array(wordsFor(selectors)).fill(~0);
  for (const { selector } of asked) drop(nobody, selector);
  const absent = nobody.slice();
  const other = nobody.slice();
  for (const { selector, allowed } of asked) {
    if (allowed.absent) put(absent, selector);
    if (allowed.listed === 'forbidden') put(other, selector);
  }
  const byValue = new Map<string, Uint32Array>();
  for (const { selector, allowed } of asked) {
    for (const value of allowed.values) {
      const alive = byValue.get(value) ?? other.slice();
      byValue.set(value, alive);
      if (allowed.listed === 'allowed') put(alive, selector);
      else drop(alive, selector);
    }
  }
  const mentioned = [...byValue.keys()].sort(compareText);
  return eachOnce([
    { value: undefined, alive: absent },
    ...mentioned.map((value) => ({ value, alive: byValue.get(value) ?? other })),
    { value: unmentioned('other', byValue), alive: other },
  ]);
}

/** Whether no value of one label does for a selector. */
export function isContradiction(requirements: readonly Requirement[]): boolean {
  const { listed, values, absent } = requirements.map(allowedBy).reduce(meet);
  return listed === 'allowed' && values.size === 0 && !absent;
}

/** Which values of one label will do. */
interface Allowed {
  readonly values: ReadonlySet<string>;
  /** What is listed will do, and nothing else; or will not, and everything else does. */
  readonly listed: 'allowed' | 'forbidden';
  /** Whether the label may be absent. */
  readonly absent: boolean;
}

/** The same as apimachinery's `Requirement.Matches`, as a set. */
function allowedBy({ operator, values }: Requirement): Allowed {
  switch (operator) {
    case 'In':
      return { values: new Set(values), listed: 'allowed', absent: false };
    case 'NotIn':
      return { values: new Set(values), listed: 'forbidden', absent: true };
    case 'Exists':
      return { values: new Set(), listed: 'forbidden', absent: false };
    case 'DoesNotExist':
      return { values: new Set(), listed: 'allowed', absent: true };
  }
}

function meet(one: Allowed, other: Allowed): Allowed {
  const absent = one.absent && other.absent;
  if (one.listed === 'forbidden' && other.listed === 'forbidden') {
    return { values: new Set([...one.values, ...other.values]), listed: 'forbidden', absent };
  }
  const [list, also] = one.listed === 'allowed' ? [one, other] : [other, one];
  const isAllowed = (value: string) => also.values.has(value) === (also.listed === 'allowed');
  return { values: new Set([...list.values].filter(isAllowed)), listed: 'allowed', absent };
}

function eachOnce(cells: readonly Cell[]): readonly Cell[] {
  const seen = setTable(cells[0]?.alive.length ?? 1);
  return cells.filter(({ alive }) => {
    const before = seen.size();
    return seen.add(alive) === before;
  });
}

function unmentioned(value: string, mentioned: ReadonlyMap<string, unknown>): string {
  return mentioned.has(value) ? unmentioned(`${value}-2`, mentioned) : value;
}
