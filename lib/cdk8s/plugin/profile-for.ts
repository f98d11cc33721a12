import { disagreement, type Project } from '../../config';
import { InvalidInputError } from '../../kernel';
import { type Profile, portable, withOverrides } from '../../platform';

/**
 * The one profile, with the zones of the project.
 *
 * @throws {InvalidInputError} where the app, `cdk8s.yaml` and `netpol.yaml` name different ones
 */
export function profileFor(
  given: Profile | undefined,
  declared: Profile | undefined,
  { configuration, file }: Project,
): Profile {
  if (given !== undefined && declared !== undefined && given.name !== declared.name) {
    const message = `the app declares profile \`${declared.name}\`, and cdk8s.yaml says \`${given.name}\``;
    throw refusal(message, 'cdk8s.yaml');
  }
  const known = declared ?? given;
  const { profile: configured, zones } = configuration;
  const fields =
    known === undefined || configured === undefined ? [] : disagreement(known, configured);
  if (known !== undefined && fields.length > 0) {
    const called = file?.called ?? 'netpol.yaml';
    const message = `the app declares profile \`${known.name}\`, and ${called} another: they differ in ${fields.join(', ')}`;
    throw refusal(message, called);
  }
  const profile = known ?? configured ?? portable;
  if (Object.keys(zones).length === 0) return profile;
  return withOverrides(profile, { zones: { ...profile.zones, ...zones } });
}

function refusal(message: string, called: string): InvalidInputError {
  return new InvalidInputError([
    {
      code: 'cdk8s/two-profiles',
      severity: 'error',
      message,
      source: { file: called },
      why: 'an answer holds for one cluster',
      help: `leave \`profile\` out of ${called}`,
    },
  ]);
}
