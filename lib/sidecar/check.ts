/**
 * Whether a value that was read is a `T`. Where it is not, says once what is wrong: the field by its
 * path, such as `statements[3].flows[0].to`, and what was expected there.
 */
export type Check<T> = (found: unknown, at: string, problems: string[]) => found is T;

/** A check of single values. `wants` says what they are: `a text`. */
export function value<T>(wants: string, is: (found: unknown) => found is T): Check<T> {
  return (found, at, problems): found is T => {
    const good = is(found);
    if (!good) problems.push(`\`${at}\` is ${found === undefined ? 'missing' : `not ${wants}`}`);
    return good;
  };
}

export const text: Check<string> = value('a text', (found) => typeof found === 'string');

export const flag: Check<boolean> = value('true or false', (found) => typeof found === 'boolean');

/** A count of lines or columns, a port: a whole number above zero. */
export const positive: Check<number> = value(
  'a whole number above zero',
  (found): found is number => typeof found === 'number' && Number.isSafeInteger(found) && found > 0,
);

/** One of some words. */
export function word<T extends string>(words: readonly T[]): Check<T> {
  const wants = `one of ${words.join(', ')}`;
  return value(wants, (found): found is T => words.some((each) => each === found));
}

/** One word: the `kind` of an object of one kind. */
export function exactly<T extends string>(only: T): Check<T> {
  return word([only]);
}

/** A list, each entry of which is checked. */
export function list<T>(each: Check<T>): Check<readonly T[]> {
  return (found, at, problems): found is readonly T[] => {
    if (!isList(found, at, problems)) return false;
    return found.filter((entry, i) => !each(entry, `${at}[${i}]`, problems)).length === 0;
  };
}

const isList: Check<readonly unknown[]> = value('a list', (found) => Array.isArray(found));

/** A map from any text to texts. */
export const texts: Check<{ readonly [key: string]: string }> = (
  found,
  at,
  problems,
): found is { readonly [key: string]: string } => {
  if (!isObject(found, at, problems)) return false;
  const wrong = Object.entries(found).filter(
    ([key, each]) => !text(each, `${at}.${key}`, problems),
  );
  return wrong.length === 0;
};

const isObject: Check<object> = value(
  'an object',
  (found): found is object => typeof found === 'object' && found !== null && !Array.isArray(found),
);

type OptionalKey<T> = {
  [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? K : never;
}[keyof T];

/** Checks for the fields that must be there, and for those that may. */
type Fields<T> = {
  readonly [K in Exclude<keyof T, OptionalKey<T>>]: Check<T[K]>;
};
type OptionalFields<T> = {
  readonly [K in OptionalKey<T>]-?: Check<Exclude<T[K], undefined>>;
};

/** An object with these fields. Others are left alone: a later release may add some. */
export function shape<T extends object>(fields: Fields<T>, optional: OptionalFields<T>): Check<T> {
  return (found, at, problems): found is T => {
    if (!isObject(found, at, problems)) return false;
    const wrong = [
      ...Object.entries(fields).filter(([name, each]) => !field(found, name, each, at, problems)),
      ...Object.entries(optional).filter(
        ([name, each]) => Object.hasOwn(found, name) && !field(found, name, each, at, problems),
      ),
    ];
    return wrong.length === 0;
  };
}

function field(
  found: object,
  name: string,
  check: unknown,
  at: string,
  problems: string[],
): boolean {
  const inside: unknown = Object.hasOwn(found, name) ? Reflect.get(found, name) : undefined;
  const path = at === '' ? name : `${at}.${name}`;
  return typeof check === 'function' && check(inside, path, problems) === true;
}

/** An object of one of several kinds, each with its own check. */
export function kinds<T extends { readonly kind: string }>(
  checks: {
    readonly [K in T['kind']]: Check<Extract<T, { readonly kind: K }>>;
  },
): Check<T> {
  const known = Object.keys(checks);
  return (found, at, problems): found is T => {
    if (!isObject(found, at, problems)) return false;
    const kind: unknown = Object.hasOwn(found, 'kind') ? Reflect.get(found, 'kind') : undefined;
    if (!word(known)(kind, `${at}.kind`, problems)) return false;
    const check: unknown = Reflect.get(checks, kind);
    return typeof check === 'function' && check(found, at, problems) === true;
  };
}

/** What two checks say together. */
export function both<A, B>(one: Check<A>, other: Check<B>): Check<A & B> {
  return (found, at, problems): found is A & B =>
    one(found, at, problems) && other(found, at, problems);
}
