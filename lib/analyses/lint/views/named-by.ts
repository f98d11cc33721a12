import { selectorForm } from '../../../engine';
import { EVERYTHING, once } from '../../../kernel';
import type { PodPeer, Policy } from '../../../model';
import type { Examined } from '../check';
import type { KnownPod } from './known-pods';
import { selectedNamespaces } from './namespaces';
import { podsIn, selectedFrom } from './pod-index';

/** The known pods that a peer names. */
export interface NamedPods {
  readonly certain: readonly KnownPod[];
  /** These, and those in namespaces whose labels are not in the input. */
  readonly possible: readonly KnownPod[];
}

const answersOf = once((_: Examined) => new Map<string, NamedPods>());

/**
 * The known pods that a peer of a policy names, wherever they are: the same object for all peers that
 * ask for the same, so that what is worked out about thousands of pods is worked out once.
 */
export function namedBy(examined: Examined, policy: Policy, peer: PodPeer): NamedPods {
  const answers = answersOf(examined);
  const { namespaces, pods = EVERYTHING } = peer;
  const where = namespaces === undefined ? [policy.namespace] : [null, selectorForm(namespaces)];
  const key = JSON.stringify([...where, selectorForm(pods)]);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const inside = (names: readonly string[]) =>
    names.flatMap((name) => selectedFrom(podsIn(examined, name), pods));
  const { certain, possible } = namespacesOf(examined, policy, peer);
  const surely = inside(certain);
  // What is possible holds what is certain, so it is the same where it is no more.
  const answer = {
    certain: surely,
    possible: certain.length === possible.length ? surely : inside(possible),
  };
  answers.set(key, answer);
  return answer;
}

/** The names of the namespaces that a peer looks into; its policy's own where it names none. */
export function namespacesOf(
  examined: Examined,
  policy: Policy,
  { namespaces }: PodPeer,
): { readonly certain: readonly string[]; readonly possible: readonly string[] } {
  if (namespaces === undefined)
    return { certain: [policy.namespace], possible: [policy.namespace] };
  const selected = selectedNamespaces(examined, namespaces);
  return {
    certain: selected.certain.map(({ name }) => name),
    possible: selected.possible.map(({ name }) => name),
  };
}
