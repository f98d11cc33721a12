import { didYouMean, UsageError } from '../kernel';
import { frozen } from './frozen';
import {
  antrea,
  awsVpcCni,
  calico,
  cilium,
  flannel,
  kindnet,
  kubeRouter,
  ovnKubernetes,
} from './plugins';
import type { Profile } from './profile';
import { npGuard, upstreamE2e } from './suites';
import { UNENFORCED } from './unenforced';

/** Nothing assumed but a plugin that enforces: an answer holds on every conformant cluster. */
export const portable: Profile = frozen({
  name: 'portable',
  assume: { enforces: true },
  sources: { enforces: 'every conformant plugin does; kubernetes.io, "Network Policies"' },
});

const BUNDLES: ReadonlyMap<string, Profile> = new Map(
  [
    portable,
    calico,
    cilium,
    antrea,
    ovnKubernetes,
    awsVpcCni,
    kubeRouter,
    kindnet,
    flannel,
    ...UNENFORCED,
    upstreamE2e,
    npGuard,
  ].map((profile) => [profile.name, profile]),
);

/** The names that `profileNamed` knows, `portable` first. */
export const PROFILE_NAMES: readonly string[] = frozen([...BUNDLES.keys()]);

/** The bundle called `name`, or undefined where there is none. */
export function tryProfileNamed(name: string): Profile | undefined {
  return BUNDLES.get(name);
}

/**
 * The bundle called `name`.
 * @throws {UsageError} for a name that no bundle has, offering the nearest one
 */
export function profileNamed(name: string): Profile {
  const profile = tryProfileNamed(name);
  if (profile !== undefined) return profile;
  throw new UsageError(
    `there is no profile \`${name}\`.${didYouMean(name, PROFILE_NAMES)}`,
    `use one of ${PROFILE_NAMES.join(', ')}`,
  );
}
