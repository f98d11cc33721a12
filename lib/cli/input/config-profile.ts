import type { Project } from '../../config';
import { disagreement } from '../../config';
import { InvalidInputError } from '../../kernel';
import { type Profile, withOverrides } from '../../platform';
import type { CommonFlags } from '../flags';

/** What is known about the cluster before any flag speaks, and who says so. */
export interface KnownProfile {
  readonly profile: Profile;
  /** `which the app declares`. */
  readonly saidBy: string;
}

/**
 * The profile of the app, or of the configuration. Where `--profile` names another one they need not
 * agree.
 *
 * @throws {InvalidInputError} where both speak, and of different clusters
 */
export function knownProfile(
  declared: Profile | undefined,
  { configuration, file }: Project,
  flags: Pick<CommonFlags, 'profile'>,
): KnownProfile | undefined {
  const { profile: configured } = configuration;
  const called = file?.called ?? 'netpol.yaml';
  if (declared === undefined) {
    return configured && { profile: configured, saidBy: `of ${called}` };
  }
  const fields = configured === undefined ? [] : disagreement(declared, configured);
  if (fields.length > 0 && flags.profile === undefined) {
    throw refusal(
      `the app declares profile ${declared.name}, and ${called} another: they differ in ${fields.join(', ')}`,
      called,
      'leave `profile` out of it',
    );
  }
  return { profile: declared, saidBy: 'which the app declares' };
}

/**
 * The same profile with the zones of the configuration, which hold whatever the cluster.
 *
 * @throws {InvalidInputError} for a zone that is other blocks there
 */
export function withZones(profile: Profile, { configuration: { zones }, file }: Project): Profile {
  if (Object.keys(zones).length === 0) return profile;
  const before = profile.zones ?? {};
  const other = Object.keys(zones).find(
    (name) =>
      Object.hasOwn(before, name) &&
      String(before[name]?.toSorted()) !== String(zones[name]?.toSorted()),
  );
  if (other !== undefined) {
    const called = file?.called ?? 'netpol.yaml';
    const message = `zone \`${other}\` of ${called} is not what profile ${profile.name} calls so`;
    throw refusal(message, called, 'rename one of them, or say it once');
  }
  return withOverrides(profile, { zones: { ...before, ...zones } });
}

function refusal(message: string, called: string, help: string): InvalidInputError {
  const why = 'an answer holds for one cluster';
  const source = { file: called };
  return new InvalidInputError([
    { code: 'config/two-clusters', severity: 'error', message, source, why, help },
  ]);
}
