/**
 * A small satisfiability solver over finite domains.
 *
 * Every question about pods that do not exist yet asks whether some choice of labels, port names,
 * address and port meets conditions that each look at one of them. A choice left open is a set of
 * values, kept as the bits of a bigint; a condition on it is another such set. Deciding this is
 * NP-complete already for core NetworkPolicy (three Exists or DoesNotExist in each selector make
 * 3-SAT), so the search counts its steps and gives up at a stated budget: it never guesses.
 */

/** The variables of a problem are numbered from 0; each has the values whose bits are set. */
export type Domains = readonly bigint[];

/** A condition on one variable: it takes one of these values. */
export interface Literal {
  readonly variable: number;
  readonly values: bigint;
}

/** At least one of these must hold. An empty one cannot. */
export type Clause = readonly Literal[];

/** Counts steps over a whole question, so that its budget is spent once. */
export interface Meter {
  readonly budget: number;
  steps: number;
}

/** A solution narrows every domain so far that any choice from it will do. */
export type Solution = Domains | 'none' | 'over-budget';

/** The domains under a conjunction of conditions; undefined where they contradict each other. */
export function narrow(domains: Domains, literals: readonly Literal[]): Domains | undefined {
  if (literals.length === 0) return domains;
  const narrowed = [...domains];
  for (const { variable, values } of literals) {
    const left = (narrowed[variable] ?? 0n) & values;
    if (left === 0n) return undefined;
    narrowed[variable] = left;
  }
  return narrowed;
}

/** Finds domains within `domains` in which every choice satisfies every clause. */
export function solve(domains: Domains, clauses: readonly Clause[], meter: Meter): Solution {
  meter.steps += 1;
  if (meter.steps > meter.budget) return 'over-budget';
  const forced = propagate(domains, clauses);
  if (forced === 'none') return 'none';
  const { domains: narrowed, open } = forced;
  const shortest = open.reduce<Clause | undefined>(
    (best, clause) => (best === undefined || clause.length < best.length ? clause : best),
    undefined,
  );
  return shortest === undefined ? narrowed : branch(narrowed, shortest, open, meter);
}

/** Tries the literals of a clause one after the other; each excludes those that failed before it. */
function branch(domains: Domains, clause: Clause, open: readonly Clause[], meter: Meter): Solution {
  let rest: Domains | undefined = domains;
  for (const literal of clause) {
    if (rest === undefined) return 'none';
    const chosen = narrow(rest, [literal]);
    if (chosen !== undefined) {
      const solution = solve(chosen, open, meter);
      if (solution !== 'none') return solution;
    }
    rest = narrow(rest, [negated(literal, rest)]);
  }
  return 'none';
}

/** The same variable takes none of the values. */
export function negated({ variable, values }: Literal, domains: Domains): Literal {
  return { variable, values: (domains[variable] ?? 0n) & ~values };
}

interface Propagated {
  readonly domains: Domains;
  /** The clauses that are not satisfied yet, each with the literals that still may hold. */
  readonly open: readonly Clause[];
}

/** Applies every clause that leaves no choice, until none does. */
function propagate(start: Domains, clauses: readonly Clause[]): Propagated | 'none' {
  const domains = [...start];
  let open: readonly Clause[] = clauses;
  for (let changed = true; changed; ) {
    changed = false;
    const still: Clause[] = [];
    for (const clause of open) {
      const alive = clause.filter(
        ({ variable, values }) => (at(domains, variable) & values) !== 0n,
      );
      const [only, ...others] = alive;
      if (only === undefined) return 'none';
      if (alive.some(({ variable, values }) => (at(domains, variable) & ~values) === 0n)) continue;
      if (others.length > 0) {
        still.push(alive);
        continue;
      }
      domains[only.variable] = at(domains, only.variable) & only.values;
      changed = true;
    }
    open = still;
  }
  return { domains, open };
}

function at(domains: Domains, variable: number): bigint {
  return domains[variable] ?? 0n;
}
