import { byText, type Labels } from '../../../kernel';
import type { PassingFlow } from '../search';
import { ABSENT, mentionedBit } from '../space';

/** What a search found: every choice from its domains is such a flow. */
export type Found = Pick<PassingFlow, 'ends' | 'family' | 'domains'>;

/** The labels that have to be there, each with a value that will do; a mentioned one if any does. */
export function labelsIn(
  found: Found,
  slots: ReadonlyMap<string, number>,
  mentioned: ReadonlyMap<string, readonly string[]>,
): Labels {
  const labels = [...slots].flatMap(([key, variable]): [string, string][] => {
    const domain = domainOf(found, variable);
    if ((domain & ABSENT) !== 0n) return [];
    const values = mentioned.get(key) ?? [];
    const value = values.find((_, index) => (domain & mentionedBit(index)) !== 0n);
    return [[key, value ?? unmentioned('other', values)]];
  });
  return new Map(labels.sort(byText(([key]) => key)));
}

function unmentioned(value: string, values: readonly string[]): string {
  return values.includes(value) ? unmentioned(`${value}-2`, values) : value;
}

/** The values that are left of one choice. */
export function domainOf({ domains }: Found, variable: number): bigint {
  return domains[variable] ?? 0n;
}

/** The place of the lowest bit. */
export function lowest(bits: bigint): number {
  let place = 0;
  for (let left = bits; left > 0n && (left & 1n) === 0n; left >>= 1n) place += 1;
  return place;
}
