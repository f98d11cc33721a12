import { NAMESPACE_NAME_LABEL, type Namespace } from '../../../model';
import type { Place } from '../places';
import type { PossiblePods } from '../prepare';
import type { Side } from '../space';
import { type Found, labelsIn } from './choices';

/** The namespace that has to come to exist for this end; undefined for one that does. */
export function namespaceFor(
  { space, cluster }: PossiblePods,
  found: Found,
  side: Side,
  place: Place,
): Namespace | undefined {
  if (place.others !== 'any') return undefined;
  const { from, to } = found.ends;
  const isShared =
    from.kind !== 'outside' && to.kind !== 'outside' && from.place === to.place && isNamed(place);
  const chosen = space.variables.namespaceLabels[isShared ? 'from' : side];
  const name = place.name ?? unused(NEW_NAMES[side], cluster.namespaces);
  const labels = labelsIn(found, chosen, space.vocabulary.namespaceLabels);
  return { name, labels: new Map([...labels, [NAMESPACE_NAME_LABEL, name]]), declared: true };
}

function isNamed({ name }: Place): boolean {
  return name !== undefined;
}

const NEW_NAMES: Readonly<Record<Side, string>> = {
  from: 'new-namespace',
  to: 'another-new-namespace',
};

function unused(name: string, taken: ReadonlyMap<string, unknown>): string {
  return taken.has(name) ? unused(`${name}-2`, taken) : name;
}
