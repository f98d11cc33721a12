import { type Address, IP_FAMILIES, type IpFamily } from '../kernel';
import type { Cluster, Flow, FlowEnd } from '../model';
import { ipFamiliesOf, type Profile } from '../platform';

/** One flow, asked of one cluster under the facts of one profile. */
export interface Question {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly flow: Flow;
  /** The family the connection uses; undefined where it cannot matter or is not known. */
  readonly family: IpFamily | undefined;
}

/**
 * The families over which the two ends can talk, where that is known and can matter: only between
 * two pods, because an address brings its own family.
 */
export function familiesBetween(
  { from, to }: Flow,
  profile: Profile,
): readonly (IpFamily | undefined)[] {
  if (from.kind !== 'pod' || to.kind !== 'pod') return [undefined];
  const ends = [familiesOf(from, profile), familiesOf(to, profile)];
  const common = IP_FAMILIES.filter((family) => ends.every((known) => known.includes(family)));
  return common.length < 2 ? [undefined] : common;
}

function familiesOf(end: FlowEnd, profile: Profile): readonly IpFamily[] {
  if (end.kind !== 'pod' || end.pod.addresses.length === 0) return ipFamiliesOf(profile) ?? [];
  return end.pod.addresses.map(({ family }: Address) => family);
}
