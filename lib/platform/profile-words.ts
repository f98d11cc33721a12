import { PROFILE_NAMES, tryProfileNamed } from './bundles';
import { aks, eks, gke, kind, openshift } from './clusters';
import type { Profile } from './profile';

/** Clusters that a program describes by a call, and a flag or a file by its name. */
const CLUSTERS: ReadonlyMap<string, () => Profile> = new Map(
  Object.entries({ eks, gke, aks, openshift, kind }),
);

/** Every word by which a flag or a file names a profile: bundles, and clusters as they are by default. */
export const PROFILE_WORDS: readonly string[] = [...PROFILE_NAMES, ...CLUSTERS.keys()];

/** The profile that a flag or a file names, or undefined where there is none. */
export function profileByWord(word: string): Profile | undefined {
  return tryProfileNamed(word) ?? CLUSTERS.get(word)?.();
}
