import {
  EVERY_PORT,
  flowBoxes,
  knownEnd,
  type Meter,
  type PossiblePods,
  passingFlows,
  possiblePods,
  type SearchEnds,
} from '../../../engine';
import { type Direction, EVERYTHING, NO_PORTS, type PortSet, unionPorts } from '../../../kernel';
import type { Cluster, Pod, Policy } from '../../../model';
import type { Profile } from '../../../platform';
import { type AlikePlaces, alikePlaces, placeNamed } from './places';
import { isEveryPod, plainStranger, portsIn, type Stranger, strangerOf } from './strangers';

/** What pods that do not exist yet get through, in namespaces that are alike. */
export interface PlaceFound {
  readonly names: readonly string[];
  /** The ports that each pod there gets through, surely and under some reading of what is open. */
  readonly every: { readonly certain: PortSet; readonly possible: PortSet };
  /** Such a pod, where there are any of those ports. */
  readonly plain?: Stranger;
  /** Pods with labels that get something through. */
  readonly strangers: readonly Stranger[];
}

/** A search over the namespaces in which a pod may come to exist. */
export interface Search {
  /** @param home the namespace of the known pod */
  readonly places: (home: string) => readonly AlikePlaces[];
  /** What passes between a known pod and pods in some place; undefined where it takes too many steps. */
  readonly between: (subject: Pod, at: AlikePlaces, meter: Meter) => PlaceFound | undefined;
}

const ANY_POD = { kind: 'pods', namespaces: EVERYTHING, pods: EVERYTHING } as const;
const QUESTION = { from: [ANY_POD], to: [ANY_POD], ports: EVERY_PORT, except: flowBoxes([]) };

/** Prepares the search in one direction of known pods. */
export function searchIn(cluster: Cluster, profile: Profile, direction: Direction): Search {
  const pods = possiblePods(cluster, profile, []);
  const others = alikePlaces(pods);
  return {
    places: (home) => [...placeNamed(pods, home), ...others(home)],
    between: (subject, { place, names }, meter) => {
      const known = knownEnd(pods, subject);
      const made = { kind: 'possible', place } as const;
      const ends: SearchEnds =
        direction === 'egress' ? { from: known, to: made } : { from: made, to: known };
      const found = gathered(pods, ends, direction, meter);
      return found === undefined ? undefined : { names, ...found };
    },
  };
}

function gathered(
  pods: PossiblePods,
  ends: SearchEnds,
  direction: Direction,
  meter: Meter,
): Omit<PlaceFound, 'names'> | undefined {
  const strangers = new Map<string, Stranger>();
  const every = { certain: NO_PORTS, possible: NO_PORTS };
  let plain: Stranger | undefined;
  for (const bound of ['possible', 'certain'] as const) {
    for (const found of passingFlows(pods, { ...QUESTION, ends }, bound, meter)) {
      if (found === 'over-budget') return undefined;
      const stranger = strangerOf(pods, found, direction);
      if (stranger === undefined) continue;
      if (isEveryPod(pods, found, direction)) {
        every[bound] = unionPorts(every[bound], portsIn(pods, found));
        plain ??= plainStranger(stranger);
      } else strangers.set(stranger.key, stranger);
    }
  }
  return { every, ...(plain !== undefined && { plain }), strangers: [...strangers.values()] };
}

/** The cluster with nothing but the gates of one direction: every other one stands open. */
export function gatesAlone(cluster: Cluster, direction: Direction): Cluster {
  const cut = (policy: Policy): Policy => ({
    ...policy,
    isolates: policy.isolates.filter((each) => each === direction),
    rules: { ingress: [], egress: [], [direction]: policy.rules[direction] },
  });
  return { ...cluster, policies: cluster.policies.map(cut), unmodelled: [] };
}
