import { orElse } from '../../kernel/suggest';
import { type Objection, refuse, refuseAny, show } from './refuse';

/** Arguments one by one, or as one list: `from(a, b)` and `from([a, b])`. */
export type Listed<T> = readonly T[] | readonly [readonly T[]];

/** One argument that means everything, and so has no company: `from(everyone())`. */
export type Alone<T> = readonly [T] | readonly [readonly [T]];

/** The items of `call(a, b)` or `call([a, b])`. @throws {InvalidInputError} for no item at all */
export function itemsOf<T>(call: string, listed: Listed<T>): readonly T[] {
  const items = listedItems(listed);
  if (items.length === 0) {
    refuse({ code: 'constructs/empty-list', message: `\`${call}\` lists nothing` });
  }
  return items;
}

/** The items of a list, which may be none. */
export function listedItems<T>(listed: Listed<T>): readonly T[] {
  // Array.from, not the list itself: a hole is an item that is missing, and map would skip it.
  return Array.from(isOneList(listed) ? listed[0] : listed);
}

function isOneList<T>(listed: Listed<T>): listed is readonly [readonly T[]] {
  return listed.length === 1 && Array.isArray(listed[0]);
}

/**
 * Checks an options object: only known names, and none that is there but undefined.
 *
 * @throws {InvalidInputError} naming every option that is wrong
 */
export function checkOptions(call: string, options: object, known: readonly string[]): void {
  refuseAny(
    Object.entries(options).flatMap(([name, given]): Objection[] => {
      if (!known.includes(name)) {
        const message = `\`${call}\` has no option \`${name}\`${orElse(name, known)}`;
        return [{ code: 'constructs/unknown-option', message, help: `use ${known.join(', ')}` }];
      }
      if (given !== undefined && given !== null) return [];
      const message = `option \`${name}\` of \`${call}\` is ${show(given)}`;
      return [{ code: 'constructs/missing-option', message }];
    }),
  );
}
