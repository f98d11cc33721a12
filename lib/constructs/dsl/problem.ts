declare const problem: unique symbol;

/**
 * A type no value has: what the compiler prints where an author made a mistake.
 *
 * @example
 * // pods({}) does not compile:
 * // ... is not assignable to parameter of type 'Problem<"pods({}) selects every pod: ...">'
 */
export interface Problem<Sentence extends string> {
  readonly [problem]: Sentence;
}
