import { type Diagnostic, didYouMean, InvalidInputError, parseCidr } from '../kernel';
import { ASSUMPTION_IDS, ASSUMPTIONS } from './assumptions';
import { DNS_PLATFORM_NAMES } from './dns';
import { answersTo, assumptionCalled } from './settle';

const CNIS: readonly string[] = [
  'calico',
  'cilium',
  'antrea',
  'ovn-kubernetes',
  'aws-vpc-cni',
  'kube-router',
  'kindnet',
  'flannel',
];
const CLOUDS: readonly string[] = ['aws', 'gcp', 'azure'];

type Check = (found: unknown, field: string) => readonly string[];

/** How each field of a profile is checked. */
const FIELDS: Readonly<Record<string, Check>> = {
  name: (found, field) =>
    typeof found === 'string' && found !== '' ? [] : [`\`${field}\` is not a text`],
  cni: oneOf(CNIS),
  dns: listOf(oneOf(DNS_PLATFORM_NAMES)),
  cloud: oneOf(CLOUDS),
  ipFamilies: listOf((found, field) =>
    found === 4 || found === 6 ? [] : [`\`${field}\` is neither 4 nor 6`],
  ),
  podCidrs: listOf(cidr),
  nodeCidrs: listOf(cidr),
  serviceCidrs: listOf(cidr),
  apiServerCidrs: listOf(cidr),
  zones: (found, field) =>
    entriesOf(found, field, (name, value) => listOf(cidr)(value, `${field}.${name}`)),
  assume: (found, field) => entriesOf(found, field, (id, value) => answer(id, value)),
  sources: (found, field) => entriesOf(found, field, (id) => known(id, ASSUMPTION_IDS, field)),
};

function known(word: string, words: readonly string[], what: string): readonly string[] {
  if (words.includes(word)) return [];
  return [`\`${what}\` does not know \`${word}\`.${didYouMean(word, words)}`];
}

function oneOf(words: readonly string[]): Check {
  return (found, field) => known(String(found), words, field);
}

function listOf(each: Check): Check {
  return (found, field) =>
    Array.isArray(found)
      ? found.flatMap((item: unknown, i) => each(item, `${field}[${i}]`))
      : [`\`${field}\` is not a list`];
}

function cidr(found: unknown, field: string): readonly string[] {
  const parsed = typeof found === 'string' ? parseCidr(found) : undefined;
  return parsed === undefined ? [`\`${field}\` is \`${String(found)}\`, not a block`] : [];
}

function entriesOf(
  found: unknown,
  field: string,
  check: (key: string, value: unknown) => readonly string[],
): readonly string[] {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) {
    return [`\`${field}\` is not an object`];
  }
  return Object.entries(found).flatMap(([key, value]) => check(key, value));
}

function answer(id: string, value: unknown): readonly string[] {
  const assumption = assumptionCalled(id);
  if (assumption === undefined) return known(id, ASSUMPTION_IDS, 'assume');
  const isAnswer = ASSUMPTIONS[assumption].values.some((each) => each === value);
  const answers = answersTo(assumption).join(', ');
  return isAnswer || value === undefined
    ? []
    : [`\`assume\` answers \`${id}\` with \`${String(value)}\`, and not with one of ${answers}`];
}

/**
 * Checks a profile, or what replaces a part of one, as far as plain JavaScript may have written it.
 *
 * @throws {InvalidInputError} with everything that is wrong
 */
export function checkProfile(profile: unknown, required: readonly string[] = []): void {
  const found = entriesOf(profile, 'profile', (field, value) => {
    const check = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
    if (check === undefined) return known(field, Object.keys(FIELDS), 'profile');
    return value === undefined ? [] : check(value, field);
  });
  const given = typeof profile === 'object' && profile !== null ? Object.keys(profile) : required;
  const missing = required.filter((field) => !given.includes(field));
  const messages = [...found, ...missing.map((field) => `\`${field}\` of the profile is missing`)];
  if (messages.length > 0) throw new InvalidInputError(messages.map(refusal));
}

function refusal(message: string): Diagnostic {
  return {
    code: 'platform/invalid-profile',
    severity: 'error',
    message,
    why: 'what a profile gets wrong is taken for a fact about the cluster',
    help: 'start from a bundle, as in eks({ ... }), and use the documented fields',
  };
}
