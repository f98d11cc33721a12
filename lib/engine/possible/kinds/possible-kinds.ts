import type { Direction, Labels } from '../../../kernel';
import type { Cluster } from '../../../model';
import type { Profile } from '../../../platform';
import type { Place } from '../places';
import { namespaceKinds } from './namespace-kinds';
import { MOST_KINDS, type Representatives, representatives } from './representatives';
import { type TellingSelectors, tellingSelectors } from './telling-selectors';

/** The pods that could exist in one namespace, by what policies can tell apart of their labels. */
export interface KindsInNamespace {
  readonly place: Place;
  /** Its labels as far as policies ask for them; of one that may come to exist one choice of several. */
  readonly labels: Labels;
  /** Where there are too many of them: a question is then left to a search. */
  readonly kinds: KindsOfPods | 'over-budget';
}

/** The kinds of pods of one namespace. */
export interface KindsOfPods {
  /** How many there are. The labels of every part are free, so it may be astronomical. */
  readonly count: bigint;
  /** How many of them no policy isolates. */
  readonly open: Readonly<Record<Direction, bigint>>;
  readonly representatives: Representatives;
}

/**
 * Every kind of pod that could exist, in every namespace there is, and in those that may come to be.
 * Pods on the pod network are meant, by labels alone: names of ports and addresses are theirs to
 * choose whatever their labels.
 *
 * The idea: what tells pods of a namespace apart are the selectors of its own policies and of the
 * rules elsewhere that name its pods. Namespaces where these are the same share all work. Bound: that
 * of `representatives` for each different list of selectors, plus the policies, plus for each
 * namespace the selectors that matter there and its kinds.
 *
 * @param most kinds of one part of a namespace, beyond which they are not worked out
 */
export function* possibleKinds(
  cluster: Cluster,
  profile: Profile,
  most: number = MOST_KINDS,
): Generator<KindsInNamespace> {
  const telling = tellingSelectors(cluster);
  const kindsOf = kindsWithin(telling, most);
  for (const { place, labels } of namespaceKinds(cluster, profile, telling.ofNamespaces, most)) {
    if (labels === 'over-budget') yield { place, labels: place.known, kinds: labels };
    else yield { place, labels, kinds: kindsOf(place, labels) };
  }
}

function kindsWithin(telling: TellingSelectors, most: number) {
  const known = new Map<string, Representatives | 'over-budget'>();
  const representing = (numbers: readonly number[]): Representatives | 'over-budget' => {
    const key = numbers.join();
    const asked = () => numbers.flatMap((number) => telling.selectors[number] ?? []);
    const found = known.get(key) ?? representatives(asked(), most);
    known.set(key, found);
    return found;
  };
  return ({ name }: Place, labels: Labels): KindsOfPods | 'over-budget' => {
    const numbers = telling.in(name, labels);
    const found = representing(numbers);
    if (found === 'over-budget') return found;
    const open = (direction: Direction) => {
      const isolating = telling.isolating(name, direction);
      return isolating === 'everyone' ? 0n : escaping(found, numbers, isolating);
    };
    return {
      count: product(found.parts.map(({ kinds }) => kinds)),
      open: { egress: open('egress'), ingress: open('ingress') },
      representatives: found,
    };
  };
}

/** How many kinds meet none of some selectors: nobody meets one that no part speaks of. */
function escaping(
  { parts }: Representatives,
  numbers: readonly number[],
  those: ReadonlySet<number>,
): bigint {
  const isAmong = (at: number) => those.has(numbers[at] ?? -1);
  return product(parts.map((part) => part.escaping(isAmong)));
}

function product(factors: readonly number[]): bigint {
  return factors.reduce((whole, factor) => whole * BigInt(factor), 1n);
}
