import { groupBy, holds, once, type Selector } from '../../kernel';
import { NAMESPACE_NAME_LABEL } from '../../model';
import { selectorForm } from '../normal-form';
import type { Place } from './places';

/**
 * The places that each selector of namespaces may match: where labels are not told, any choice of
 * them counts. Bound: all places once for each selector, and for one that asks for names only those.
 */
export function placesUnder(places: readonly Place[]): (selector: Selector) => ReadonlySet<Place> {
  const byName = groupBy(places, ({ known }) => known.get(NAMESPACE_NAME_LABEL));
  const selected = (selector: Selector): ReadonlySet<Place> => {
    const names = selector.requirements.find(
      ({ key, operator }) => key === NAMESPACE_NAME_LABEL && operator === 'In',
    )?.values;
    const near =
      names === undefined
        ? places
        : [undefined, ...new Set(names)].flatMap((name) => byName.get(name) ?? []);
    return new Set(near.filter((place) => maySelect(selector, place)));
  };
  const known = new Map<string, ReadonlySet<Place>>();
  return once((selector) => {
    const form = selectorForm(selector);
    const found = known.get(form) ?? selected(selector);
    known.set(form, found);
    return found;
  });
}

function maySelect({ requirements }: Selector, { known, others, name }: Place): boolean {
  return requirements.every((requirement) => {
    const isTold = others === 'none' || known.has(requirement.key);
    if (isTold) return holds(requirement, known);
    // One that nobody has named yet has none of the names that somebody mentions.
    const isName = requirement.key === NAMESPACE_NAME_LABEL && name === undefined;
    return !isName || requirement.operator === 'NotIn' || requirement.operator === 'Exists';
  });
}
