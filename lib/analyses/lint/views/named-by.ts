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

const answersOf = once((_: Examined) => new Map<PodPeer, NamedPods>());

/** The known pods that a peer of a policy names, wherever they are. */
export function namedBy(examined: Examined, policy: Policy, peer: PodPeer): NamedPods {
  const answers = answersOf(examined);
  const known = answers.get(peer);
  if (known !== undefined) return known;
  const { pods = EVERYTHING } = peer;
  const inside = (namespaces: readonly string[]) =>
    namespaces.flatMap((name) => selectedFrom(podsIn(examined, name), pods));
  const { certain, possible } = namespacesOf(examined, policy, peer);
  const answer = { certain: inside(certain), possible: inside(possible) };
  answers.set(peer, answer);
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
