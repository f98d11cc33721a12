import { show } from '../../constructs';
import { type Diagnostic, didYouMean, InvalidInputError } from '../../kernel';
import { PROFILE_WORDS, type Profile, profileByWord } from '../../platform';

/** The `properties` of the plugin in `cdk8s.yaml`. */
export interface NetpolValidationProperties {
  /** Name of the profile of the cluster: `portable`, `calico`, `eks`, ... @default - what the app declares, else `portable` */
  readonly profile?: string;
  /** Files of intents to prove beside those of the app, seen from the folder of `cdk8s.yaml`. @default - none */
  readonly intents?: readonly string[];
  /** Whether manifests without a NetworkPolicy pass. @default - false */
  readonly allowNoPolicies?: boolean;
  /** Whether manifests about which nothing is stated pass. @default - false */
  readonly allowNoIntents?: boolean;
  /** Whether the checks of `netpol lint` run, with what `netpol.yaml` says of them. @default - true */
  readonly lint?: boolean;
}

/** The properties, checked and resolved. */
export interface Properties {
  /** @default - not said */
  readonly profile?: Profile;
  readonly intents: readonly string[];
  readonly allowNoPolicies: boolean;
  readonly allowNoIntents: boolean;
  readonly lint: boolean;
}

const KNOWN: readonly string[] = [
  'profile',
  'intents',
  'allowNoPolicies',
  'allowNoIntents',
  'lint',
];

/** Reads what stands in `cdk8s.yaml`. @throws {InvalidInputError} with everything that is wrong */
export function readProperties(given: unknown): Properties {
  const fields = typeof given === 'object' && given !== null ? given : {};
  const at = (name: string): unknown =>
    Object.hasOwn(fields, name) ? Reflect.get(fields, name) : undefined;
  const [profile, intents, allowNoPolicies, allowNoIntents, lint] = KNOWN.map(at);
  const found = profileCalled(profile);
  const problems = [
    ...(fields === given ? [] : [`\`properties\` is ${show(given)}, not a map`]),
    ...Object.keys(fields)
      .filter((name) => !KNOWN.includes(name))
      .map((name) => `there is no property \`${name}\`.${didYouMean(name, KNOWN)}`),
    ...(profile === undefined || found !== undefined ? [] : [noProfile(profile)]),
    ...(intents === undefined || isTexts(intents)
      ? []
      : [`\`intents\` is ${show(intents)}, not a list of files`]),
    ...noTruth('allowNoPolicies', allowNoPolicies),
    ...noTruth('allowNoIntents', allowNoIntents),
    ...noTruth('lint', lint),
  ];
  if (problems.length > 0) throw new InvalidInputError(problems.map(refusal));
  return {
    ...(found !== undefined && { profile: found }),
    intents: isTexts(intents) ? intents : [],
    allowNoPolicies: allowNoPolicies === true,
    allowNoIntents: allowNoIntents === true,
    lint: lint !== false,
  };
}

function noTruth(name: string, found: unknown): readonly string[] {
  if (found === undefined || typeof found === 'boolean') return [];
  return [`\`${name}\` is ${show(found)}, neither true nor false`];
}

function profileCalled(name: unknown): Profile | undefined {
  return typeof name === 'string' ? profileByWord(name) : undefined;
}

function noProfile(found: unknown): string {
  const near = typeof found === 'string' ? didYouMean(found, PROFILE_WORDS) : '';
  return `\`profile\` is ${show(found)}, and no profile is called so.${near}`;
}

function isTexts(found: unknown): found is readonly string[] {
  return Array.isArray(found) && found.every((each) => typeof each === 'string');
}

function refusal(message: string): Diagnostic {
  return {
    code: 'cdk8s/bad-property',
    severity: 'error',
    message,
    source: { file: 'cdk8s.yaml' },
    why: 'a property that is misspelt has no effect',
    help: `use ${KNOWN.join(', ')}`,
  };
}
