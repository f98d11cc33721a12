import { holds, matches, type Requirement, type Selector } from '../../kernel';
import { NAMESPACE_NAME_LABEL } from '../../model';
import { allOf, type Conditions, NEVER, when } from './conditions';
import type { SearchEnd } from './ends';
import type { Reading } from './reading';
import type { Side } from './space';

/** The end is a pod whose labels a selector matches. */
export function podSelector(
  { space }: Reading,
  side: Side,
  end: SearchEnd,
  selector: Selector,
): Conditions {
  if (end.kind === 'outside') return NEVER;
  if (end.kind === 'known') return when(matches(selector, end.pod.labels));
  return selector.requirements.map((requirement) => space.podLabel(side, requirement));
}

/** The end is a pod in a namespace that a selector matches. */
export function namespaceSelector(
  reading: Reading,
  side: Side,
  end: SearchEnd,
  selector: Selector,
): Conditions {
  if (end.kind === 'outside') return NEVER;
  return allOf(
    selector.requirements.map((requirement) =>
      namespaceRequirement(reading, side, end, requirement),
    ),
  );
}

function namespaceRequirement(
  { space, bound, purpose, sharing }: Reading,
  side: Side,
  { place }: Exclude<SearchEnd, { kind: 'outside' }>,
  requirement: Requirement,
): Conditions {
  const { key, operator } = requirement;
  if (place.others === 'none' || place.known.has(key)) return when(holds(requirement, place.known));
  if (key === NAMESPACE_NAME_LABEL) {
    // Every name that somebody mentions has a place of its own, and every namespace has a name.
    return when(operator === 'NotIn' || operator === 'Exists');
  }
  // Labels that exist and are not told are no ground for being certain, either way.
  if (place.others === 'untold' && bound === 'certain') return when(purpose === 'excepting');
  return [space.namespaceLabel(sharing === 'one-namespace' ? 'from' : side, requirement)];
}
