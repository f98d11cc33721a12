import { groupBy, lazy } from '../../kernel';
import type { Cluster, Pod, Policy } from '../../model';
import type { Profile } from '../../platform';
import { type GateContext, gateContext } from '../gate';
import type { FlowBox } from './flow-box';
import { type Place, placesOf } from './places';
import { type Space, spaceOf } from './space';
import { vocabularyOf } from './vocabulary';

/** A cluster prepared for questions about pods that do not exist yet. */
export interface PossiblePods {
  readonly cluster: Cluster;
  readonly context: GateContext;
  /** The same where policies see host-network pods as pods, and where they see their nodes. */
  readonly hosts: { readonly seen: GateContext; readonly unseen: GateContext };
  readonly space: Space;
  readonly places: readonly Place[];
  readonly placeNamed: (name: string) => Place | undefined;
  /** Known pods that no possible pod stands for: those with an address, or that of their node. */
  readonly special: readonly Pod[];
  readonly policiesIn: (place: Place) => readonly Policy[];
}

/** Prepares a cluster. `boxes` are those of all questions that will be asked. */
export function possiblePods(
  cluster: Cluster,
  profile: Profile,
  boxes: readonly FlowBox[],
): PossiblePods {
  return preparedIn(spaceOf(vocabularyOf(cluster, profile, boxes)), cluster, profile);
}

/** Prepares a cluster among others whose choices are laid out together. */
export function preparedIn(space: Space, cluster: Cluster, profile: Profile): PossiblePods {
  const places = placesOf(cluster, profile, space.vocabulary);
  const byName = new Map(places.map((place) => [place.name, place]));
  const contextFor = (facts: Profile) => gateContext(cluster, facts, () => undefined);
  const byNamespace = groupBy(cluster.policies, ({ namespace }) => namespace);
  const special = lazy(() => cluster.workloads.flatMap(({ pods }) => pods.filter(isSpecial)));
  return {
    cluster,
    context: contextFor(profile),
    hosts: {
      seen: contextFor(withHosts(profile, true)),
      unseen: contextFor(withHosts(profile, false)),
    },
    space,
    places,
    placeNamed: (name) => byName.get(name),
    get special() {
      return special();
    },
    policiesIn: ({ name }) => (name === undefined ? NONE : (byNamespace.get(name) ?? NONE)),
  };
}

/** The same list each time: what is asked of it is remembered. */
const NONE: readonly Policy[] = [];

function withHosts(profile: Profile, areSeen: boolean): Profile {
  return { ...profile, assume: { ...profile.assume, 'host-network-is-peer': areSeen } };
}

function isSpecial({ hostNetwork, addresses }: Pod): boolean {
  return hostNetwork || addresses.length > 0;
}
