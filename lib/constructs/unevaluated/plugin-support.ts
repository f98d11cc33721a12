import type { IConstruct } from 'constructs';
import { POLICY_KINDS, type PolicyKind } from '../../platform';
import { decline } from '../composite-refusals';
import { profileOf } from '../declared-profile';

/**
 * Checks that the plugin of the declared profile acts on policies of a kind.
 *
 * @throws {InvalidInputError} where the profile names a plugin that does not
 */
export function checkPlugin(scope: IConstruct, kind: PolicyKind): void {
  const profile = profileOf(scope);
  if (profile?.cni === undefined) return;
  const { plugins } = POLICY_KINDS[kind];
  if (Object.hasOwn(plugins, profile.cni)) return;
  decline({
    code: 'constructs/wrong-plugin',
    message: `\`${kind}\` has no effect under profile \`${profile.name}\`, whose plugin is ${profile.cni}`,
    help: `declare a profile with ${Object.keys(plugins).join(' or ')}, or leave it out`,
  });
}
