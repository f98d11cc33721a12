import { didYouMean, UsageError } from '../../kernel';
import {
  type CloudName,
  DNS_PLATFORM_NAMES,
  PROFILE_NAMES,
  PROFILE_WORDS,
  type Profile,
  type ProfileOverrides,
  portable,
  profileByWord,
  tryProfileNamed,
  withOverrides,
} from '../../platform';
import type { CommonFlags } from '../flags';
import { assumed } from './assume';

const CLOUDS: Readonly<Record<CloudName, CloudName>> = { aws: 'aws', gcp: 'gcp', azure: 'azure' };

/**
 * The facts that an answer holds for: `--profile`, else what the app declares, else nothing but a
 * plugin that enforces. `--cni`, `--dns` and `--cloud` replace one fact of it each, and each
 * `--assume` settles one question.
 *
 * @throws {UsageError} for names nobody knows
 */
export function chooseProfile(flags: CommonFlags, declared: Profile | undefined): Profile {
  const base = flags.profile === undefined ? (declared ?? portable) : named(flags.profile);
  const facts = [withCni(flags.cni), withDns(flags.dns), withCloud(flags.cloud)];
  const described = facts.flatMap((each) => each ?? []).reduce<Profile>(apply, base);
  return assumed(flags.assume).reduce<Profile>(
    (known, { name, ...settled }) =>
      withOverrides(known, { ...settled, name: `${known.name} + ${name}` }),
    described,
  );
}

/** The name tells what was replaced, because every answer prints it. */
function apply(base: Profile, { name = '', ...facts }: ProfileOverrides): Profile {
  return withOverrides(base, {
    ...facts,
    name: base.name === portable.name ? name : `${base.name}+${name}`,
  });
}

function named(name: string): Profile {
  return profileByWord(name) ?? refuse('profile', name, PROFILE_WORDS);
}

function withCni(name: string | undefined): ProfileOverrides | undefined {
  if (name === undefined) return undefined;
  const plugins = PROFILE_NAMES.flatMap((each) => tryProfileNamed(each) ?? []).filter(
    ({ cni }) => cni !== undefined,
  );
  return (
    plugins.find(({ cni }) => cni === name) ??
    refuse('plugin', name, [...new Set(plugins.flatMap(({ cni }) => cni ?? []))])
  );
}

function withDns(names: readonly string[] | undefined): ProfileOverrides | undefined {
  if (names === undefined) return undefined;
  const dns = names.map(
    (name) =>
      DNS_PLATFORM_NAMES.find((each) => each === name) ??
      refuse('DNS platform', name, DNS_PLATFORM_NAMES),
  );
  return { name: `dns-${dns.join('-')}`, dns };
}

function withCloud(name: string | undefined): ProfileOverrides | undefined {
  if (name === undefined) return undefined;
  const names = Object.values(CLOUDS);
  const cloud = names.find((each) => each === name) ?? refuse('cloud', name, names);
  return { name: cloud, cloud };
}

function refuse(what: string, name: string, known: readonly string[]): never {
  throw new UsageError(
    `there is no ${what} \`${name}\`.${didYouMean(name, known)}`,
    `use one of ${known.join(', ')}`,
  );
}
