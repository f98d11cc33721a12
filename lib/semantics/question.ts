import { IP_FAMILIES, type IpFamily } from '../kernel';
import type { Cluster, Flow, Pod } from '../model';
import { nodeHome, type Profile, podHome } from '../platform';

/** One flow, asked of one cluster under the facts of one profile. */
export interface Question {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly flow: Flow;
  /** The family the connection uses; undefined where it cannot matter or is not known. */
  readonly family: IpFamily | undefined;
}

/**
 * The families over which two pods can talk: those that both have. Of a pod whose families are not
 * known, the other one's count. It cannot matter towards an address, which brings its own family.
 */
export function familiesBetween(
  { from, to }: Flow,
  profile: Profile,
): readonly (IpFamily | undefined)[] {
  if (from.kind !== 'pod' || to.kind !== 'pod') return [undefined];
  const ends = [familiesOf(from.pod, profile), familiesOf(to.pod, profile)];
  if (ends.every((known) => known === undefined)) return [undefined];
  const common = IP_FAMILIES.filter((family) =>
    ends.every((known) => known?.includes(family) ?? true),
  );
  return common.length === 0 ? [undefined] : common;
}

/** Those of its addresses, or else those of where it lives; undefined where neither is known. */
function familiesOf(pod: Pod, profile: Profile): readonly IpFamily[] | undefined {
  if (pod.addresses.length > 0) return pod.addresses.map(({ family }) => family);
  const home = pod.hostNetwork ? nodeHome(profile) : podHome(profile);
  const possible = IP_FAMILIES.filter((family) => home.possible[family].length > 0);
  const certain = possible.every((family) => home.whole.some((part) => part[family].length > 0));
  return certain ? possible : undefined;
}
