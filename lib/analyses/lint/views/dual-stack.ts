import { IP_FAMILIES, once } from '../../../kernel';
import type { Examined } from '../check';
import { at } from '../written';

/** Whether pods certainly have addresses of both families: the profile says so, or the input shows it. */
export const isDualStack: (examined: Examined) => boolean = once(
  ({ cluster, profile, objects }) => {
    if (profile.ipFamilies !== undefined) return isBoth(profile.ipFamilies);
    const services = objects.filter(({ kind }) => kind === 'Service');
    return (
      services.some(({ body }) => at(body, ['spec', 'ipFamilyPolicy']) === 'RequireDualStack') ||
      cluster.workloads.some(({ pods }) =>
        pods.some(({ addresses }) => isBoth(addresses.map(({ family }) => family))),
      )
    );
  },
);

function isBoth(families: readonly unknown[]): boolean {
  return IP_FAMILIES.every((family) => families.includes(family));
}
