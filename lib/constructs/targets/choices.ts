import type { Problem } from '../dsl';

/** Targets under a name of their own, for what they have in common. */
export type TargetGroups<Name extends string> = Readonly<Record<string, readonly Name[]>>;

/** No groups. */
export type NoGroups = Readonly<Record<never, never>>;

/** The names by which something can be chosen: of targets, and of groups of them. */
export type TargetWord<Name extends string, Groups> = Name | (keyof Groups & string);

/**
 * A choice for every target. The compiler names the property of a target that is left out, and the
 * one that is no target.
 */
export type EveryTarget<
  Name extends string,
  Groups extends TargetGroups<Name>,
  Choices,
  Missing extends string = Exclude<
    Name,
    (keyof Choices & Name) | Groups[keyof Choices & keyof Groups][number]
  >,
> = [Missing] extends [never]
  ? {
      readonly [Word in keyof Choices]: Word extends TargetWord<Name, Groups>
        ? Choices[Word]
        : Problem<'no target and no group is called so'>;
    }
  : Readonly<Record<Missing, unknown>>;
