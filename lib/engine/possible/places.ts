import { compareText, type Labels } from '../../kernel';
import { type Cluster, NAMESPACE_NAME_LABEL } from '../../model';
import type { Profile } from '../../platform';
import type { Vocabulary } from './vocabulary';

/** A namespace in which a pod may come to exist. */
export interface Place {
  /** Undefined for a namespace that nobody has named yet. */
  readonly name: string | undefined;
  readonly known: Labels;
  /**
   * Its labels beside the known ones. `none`: it has none. `any`: it may come to exist with any.
   * `untold`: it exists, and the input does not say.
   */
  readonly others: 'none' | 'any' | 'untold';
}

/**
 * Every namespace that questions can tell apart: those of the cluster, those that some selector
 * names and the input does not hold, and one that nobody has named yet. The latter two have no
 * policies of their own.
 */
export function placesOf(
  { namespaces }: Cluster,
  profile: Profile,
  { namespaceNames }: Pick<Vocabulary, 'namespaceNames'>,
): readonly Place[] {
  const absent = profile.assume['undeclared-namespace-labels'] === 'absent';
  const existing = [...namespaces.values()].map(
    ({ name, labels, declared }): Place => ({
      name,
      known: labels,
      others: declared || absent ? 'none' : 'untold',
    }),
  );
  const expected = namespaceNames
    .filter((name) => name !== '' && !namespaces.has(name))
    .map(
      (name): Place => ({ name, known: new Map([[NAMESPACE_NAME_LABEL, name]]), others: 'any' }),
    );
  const named = [...existing, ...expected].sort((a, b) => compareText(a.name ?? '', b.name ?? ''));
  return [...named, { name: undefined, known: new Map(), others: 'any' }];
}
