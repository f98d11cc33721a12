import { compareText, type IntentEndpoint, once } from '../../kernel';
import type { Cluster } from '../../model';
import type { IntentNote } from '../../results';

type PodsEnd = Extract<IntentEndpoint, { kind: 'pods' }>;

/**
 * What in an end is most likely a slip of the pen: a namespace or a value of a label that nothing
 * known has, where something known has one that differs by a slip. An intent about it holds for want
 * of anybody that it speaks of, and nobody would notice.
 */
export function misspeltNotes(
  cluster: Cluster,
  end: PodsEnd,
  words: string,
): readonly IntentNote[] {
  const found = [...namespaceSlips(cluster, end), ...valueSlips(cluster, end)];
  return found.map((each): IntentNote => ({ kind: 'misspelt', end: words, ...each }));
}

interface Slip {
  readonly found: string;
  readonly near: string;
}

function namespaceSlips({ namespaces }: Cluster, { namespaces: scope }: PodsEnd): readonly Slip[] {
  if (scope.kind !== 'named' || namespaces.has(scope.name)) return [];
  const near = slipOf(scope.name, namespaces.keys());
  return near === undefined ? [] : [{ found: `namespace ${scope.name}`, near }];
}

function valueSlips({ workloads }: Cluster, { pods: selector }: PodsEnd): readonly Slip[] {
  const valuesOf = valuesIn(workloads);
  return selector.requirements
    .filter(({ operator }) => operator === 'In')
    .flatMap(({ key, values }) => {
      const used = valuesOf(key);
      return values
        .filter((value) => !used.has(value))
        .flatMap((value) => {
          const near = slipOf(value, used);
          return near === undefined ? [] : [{ found: `${key}=${value}`, near: `${key}=${near}` }];
        });
    });
}

/** The values that known pods give a label, collected once for each label. */
const valuesIn = once((workloads: Cluster['workloads']) => {
  const known = new Map<string, ReadonlySet<string>>();
  return (key: string): ReadonlySet<string> => {
    const found =
      known.get(key) ??
      new Set(workloads.flatMap(({ pods }) => pods.flatMap(({ labels }) => labels.get(key) ?? [])));
    known.set(key, found);
    return found;
  };
});

/** Shorter words are like each other without any slip. */
const LONG_ENOUGH = 4;

/** `blog` for `blgo` or `bloog`: never one letter for another at one place, as in `team-a` and `team-b`. */
function slipOf(word: string, known: Iterable<string>): string | undefined {
  if (word.length < LONG_ENOUGH) return undefined;
  return [...known].sort(compareText).find((each) => isSlip(word, each));
}

function isSlip(word: string, other: string): boolean {
  const [a, b] = [word.toLowerCase(), other.toLowerCase()];
  if (a === b || letters(a) === letters(b)) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.length === short.length + 1 && isWithoutOne(long, short);
}

function letters(word: string): string {
  return [...word].sort(compareText).join('');
}

/** Whether leaving out one letter of `long` makes `short`. */
function isWithoutOne(long: string, short: string): boolean {
  return [...long].some((_, at) => long.slice(0, at) + long.slice(at + 1) === short);
}
