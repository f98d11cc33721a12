import { IP_FAMILIES, type IpFamily, once } from '../kernel';
import type { FlowEnd, Pod } from '../model';
import { type Home, nodeHome, type Profile, podHome } from '../platform';

/** The families two pods share, as far as known; an address brings its own. */
export function familiesBetween(
  from: FlowEnd,
  to: FlowEnd,
  profile: Profile,
): readonly (IpFamily | undefined)[] {
  if (from.kind !== 'pod' || to.kind !== 'pod') return [undefined];
  const [source, destination] = [familiesOf(from.pod, profile), familiesOf(to.pod, profile)];
  const known = source ?? destination;
  if (known === undefined) return [undefined];
  const common = IP_FAMILIES.filter(
    (family) => known.includes(family) && (destination ?? known).includes(family),
  );
  return common.length === 0 ? [undefined] : common;
}

export function familiesOf(pod: Pod, profile: Profile): readonly IpFamily[] | undefined {
  if (pod.addresses.length > 0) return pod.addresses.map(({ family }) => family);
  return familiesIn(pod.hostNetwork ? nodeHome(profile) : podHome(profile));
}

/** The families of unknown addresses; undefined where one of them is not certain. */
const familiesIn = once(({ possible: home, whole }: Home): readonly IpFamily[] | undefined => {
  const families = IP_FAMILIES.filter((family) => home[family].length > 0);
  const certain = new Set(
    whole.flatMap((part) => IP_FAMILIES.filter((family) => part[family].length > 0)),
  );
  return families.every((family) => certain.has(family)) ? families : undefined;
});
