import { matches, once, type Requirement, type Selector } from '../../../kernel';
import type { Examined } from '../check';
import { type KnownPod, knownPods } from './known-pods';

/** Some known pods, and how to find those that a selector matches without looking at each. */
export interface PodIndex {
  readonly pods: readonly KnownPod[];
  /** The pods that carry a label, by its key and value. */
  readonly carrying: ReadonlyMap<string, ReadonlyMap<string, readonly KnownPod[]>>;
}

const byNamespace = once(
  (examined: Examined): ReadonlyMap<string, PodIndex> =>
    new Map([...knownPods(examined)].map(([name, pods]) => [name, indexOf(pods)])),
);

const everywhere = once(
  (examined: Examined): PodIndex => indexOf([...knownPods(examined).values()].flat()),
);

function indexOf(pods: readonly KnownPod[]): PodIndex {
  const carrying = new Map<string, Map<string, KnownPod[]>>();
  for (const known of pods) {
    known.pod.labels.forEach((value, key) => {
      const values = carrying.get(key) ?? new Map<string, KnownPod[]>();
      carrying.set(key, values);
      const same = values.get(value);
      if (same === undefined) values.set(value, [known]);
      else same.push(known);
    });
  }
  return { pods, carrying };
}

const NONE: PodIndex = { pods: [], carrying: new Map() };

/** The known pods of a namespace. */
export function podsIn(examined: Examined, namespace: string): PodIndex {
  return byNamespace(examined).get(namespace) ?? NONE;
}

const together = once((_: Examined) => new Map<string, PodIndex>());

/** The known pods of several namespaces. */
export function podsInAll(examined: Examined, namespaces: readonly string[]): PodIndex {
  const [only, ...others] = namespaces;
  if (only !== undefined && others.length === 0) return podsIn(examined, only);
  const key = namespaces.join(' ');
  const known = together(examined).get(key);
  if (known !== undefined) return known;
  const index = indexOf(namespaces.flatMap((name) => podsIn(examined, name).pods));
  together(examined).set(key, index);
  return index;
}

/** The known pods of every namespace. */
export function podsAnywhere(examined: Examined): PodIndex {
  return everywhere(examined);
}

/** Those pods that a selector matches. */
export function selectedFrom(of: PodIndex, selector: Selector): readonly KnownPod[] {
  return candidates(of, selector.requirements).filter(({ pod }) => matches(selector, pod.labels));
}

/** Few pods among which are all that can match: those with a label that is asked for. */
function candidates(of: PodIndex, requirements: readonly Requirement[]): readonly KnownPod[] {
  const asked = requirements.find(
    ({ operator, values }) => operator === 'In' && values.length === 1,
  );
  if (asked === undefined) return of.pods;
  const [value = ''] = asked.values;
  return of.carrying.get(asked.key)?.get(value) ?? [];
}
