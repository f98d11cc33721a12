import { groupBy, type Selector } from '../../../kernel';
import { type Cluster, NAMESPACE_NAME_LABEL } from '../../../model';
import type { Profile } from '../../../platform';
import { namespaceMatcher } from '../../peers';
import { ALWAYS, NEVER } from '../../port-truth';
import type { LabelWords } from '../labels/label-words';
import { SelectorIndex, type WordTable } from '../labels/selector-index';
import { selectorNumbers } from '../labels/selector-numbers';
import { Scratch } from '../lists/scratch';

/** Namespaces by their numbers, ascending: those that a selector names, and those it may name. */
export interface NamedNamespaces {
  /** The same for selectors that ask the same. */
  readonly number: number;
  readonly certain: readonly number[];
  readonly open: readonly number[];
}

/**
 * Which namespaces a selector names. Those whose labels are known are looked up by their words;
 * only the others are asked one by one, and of these only the ones a selector calls by name, where
 * it does. A selector that asks for a name can hold nowhere else, so that leaves nothing out. Each
 * selector costs the namespaces it names and the unknown ones it may name, once for all that ask the
 * same.
 */
export function namespaceSets(
  cluster: Cluster,
  profile: Profile,
  labels: LabelWords,
  names: readonly string[],
): (selector: Selector) => NamedNamespaces {
  const numberOf = selectorNumbers(labels);
  const isSettled = names.map(
    (name) =>
      cluster.namespaces.get(name)?.declared === true ||
      profile.assume['undeclared-namespace-labels'] === 'absent',
  );
  const unsettled = names.flatMap((_, number) => (isSettled[number] === true ? [] : [number]));
  const callOf = (name: string) =>
    cluster.namespaces.get(name)?.labels.get(NAMESPACE_NAME_LABEL) ?? name;
  const places = groupBy(unsettled, (number) => callOf(names[number] ?? ''));
  const index = new SelectorIndex(labels, wordsOf(cluster, names, labels));
  const matcher = namespaceMatcher(cluster, profile);
  const found = new Scratch();
  const work = (selector: Selector, number: number): NamedNamespaces => {
    const certain: number[] = [];
    const open: number[] = [];
    found.clear();
    index.select(index.query(selector), 0, names.length, found);
    for (let at = 0; at < found.length; at += 1) {
      const each = found.items[at] ?? 0;
      if (isSettled[each] === true) certain.push(each);
    }
    for (const each of called(selector, unsettled, places)) {
      const truth = matcher(selector, names[each] ?? '');
      if (truth === ALWAYS) certain.push(each);
      else if (truth !== NEVER) open.push(each);
    }
    return { number, certain: certain.sort((a, b) => a - b), open };
  };
  const known: NamedNamespaces[] = [];
  return (selector) => {
    const number = numberOf(selector);
    const found = known[number] ?? work(selector, number);
    known[number] = found;
    return found;
  };
}

/** The namespaces that a selector calls by name; all of them where it does not. */
function called(
  { requirements }: Selector,
  all: readonly number[],
  places: ReadonlyMap<string, readonly number[]>,
): readonly number[] {
  const byName = requirements.find(
    ({ key, operator }) => key === NAMESPACE_NAME_LABEL && operator === 'In',
  );
  if (byName === undefined || all.length === 0) return all;
  return [...new Set(byName.values)]
    .flatMap((name) => places.get(name) ?? [])
    .sort((a, b) => a - b);
}

function wordsOf({ namespaces }: Cluster, names: readonly string[], labels: LabelWords): WordTable {
  const starts = new Int32Array(names.length + 1);
  const words = new Scratch();
  for (const [i, name] of names.entries()) {
    const own = namespaces.get(name)?.labels;
    if (own !== undefined) labels.project(own, words, words.length);
    starts[i + 1] = words.length;
  }
  return { starts, items: words.items.subarray(0, words.length) };
}
