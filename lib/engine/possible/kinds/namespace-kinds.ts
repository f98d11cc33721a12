import { holds, type Labels, type Requirement, type Selector } from '../../../kernel';
import { type Cluster, NAMESPACE_NAME_LABEL } from '../../../model';
import type { Profile } from '../../../platform';
import { type Place, placesOf } from '../places';
import { combinations } from './combinations';
import { representatives } from './representatives';

/** A namespace under one choice of the labels that are open. */
export interface NamespaceKind {
  readonly place: Place;
  readonly labels: Labels | 'over-budget';
}

/**
 * Every namespace in which a pod could exist, and of those whose labels are open each kind that these
 * selectors tell apart. What is known of a namespace is put into the selectors first; the name of one
 * that nobody has named is none of those that somebody mentions.
 */
export function* namespaceKinds(
  cluster: Cluster,
  profile: Profile,
  selectors: readonly Selector[],
  most: number,
): Generator<NamespaceKind> {
  const namespaceNames = [
    ...new Set(
      selectors.flatMap(({ requirements }) =>
        requirements.flatMap(({ key, values }) => (key === NAMESPACE_NAME_LABEL ? values : [])),
      ),
    ),
  ];
  const unheard = unused(
    'new-namespace',
    new Set([...namespaceNames, ...cluster.namespaces.keys()]),
  );
  for (const place of placesOf(cluster, profile, { namespaceNames })) {
    if (place.others === 'none') {
      yield { place, labels: place.known };
      continue;
    }
    const known = new Map([...place.known, [NAMESPACE_NAME_LABEL, place.name ?? unheard]]);
    const open = selectors.flatMap((selector) => residual(selector, known));
    const found = representatives(open, most);
    if (found === 'over-budget') yield { place, labels: found };
    else
      for (const chosen of combinations(found))
        yield { place, labels: new Map([...known, ...chosen]) };
  }
}

/** What a selector still asks where some labels are known; none where they fail it. */
function residual({ requirements }: Selector, known: Labels): readonly Selector[] {
  const isKnown = ({ key }: Requirement) => known.has(key);
  const isMet = requirements.filter(isKnown).every((each) => holds(each, known));
  return isMet ? [{ requirements: requirements.filter((each) => !isKnown(each)) }] : [];
}

function unused(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? unused(`${name}-2`, taken) : name;
}
