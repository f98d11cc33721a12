import type { PossiblePods } from '../../../engine';
import { once } from '../../../kernel';
import { NAMESPACE_NAME_LABEL } from '../../../model';
import type { Place } from './place';
import type { PlaceGates } from './place-gates';

/** What tells a place from another: its gate, and what selectors ask of it. */
export function placeKey(
  { space, cluster }: PossiblePods,
  { formOf }: PlaceGates,
): (place: Place) => string {
  const { namespaceLabels } = space.vocabulary;
  const touched = new Set(cluster.unmodelled.map(({ namespace }) => namespace));
  const asked = ([key, value]: readonly [string, string]) => {
    const values = key === NAMESPACE_NAME_LABEL ? undefined : namespaceLabels.get(key);
    // Of values that nobody asks for, all are one.
    return values === undefined ? [] : [[key, values.includes(value) ? value : 0] as const];
  };
  return once((place) => {
    const { name, known, others } = place;
    const isItself = name !== undefined && (others === 'any' || touched.has(name));
    const labels = [...known].sort().flatMap(asked);
    return JSON.stringify([
      isItself ? name : null,
      name === undefined,
      others,
      labels,
      formOf(place),
    ]);
  });
}
