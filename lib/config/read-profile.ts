import { didYouMean, InvalidInputError, isJsonObject } from '../kernel';
import {
  checkProfile,
  PROFILE_WORDS,
  type Profile,
  portable,
  profileByWord,
  withOverrides,
} from '../platform';
import type { Setting } from './setting';

const FIELDS = [
  'name',
  'cni',
  'dns',
  'cloud',
  'ipFamilies',
  'podCidrs',
  'nodeCidrs',
  'serviceCidrs',
  'apiServerCidrs',
  'zones',
  'assume',
] as const;

/** What is known about the cluster: a word, or `base` with the facts that are otherwise. */
export function readProfile(setting: Setting): Profile | undefined {
  if (!isJsonObject(setting.value)) return profileCalled(setting, '`profile`');
  if (!setting.hasOnly(['base', ...FIELDS], '`profile`')) return undefined;
  const base = setting.field('base');
  const known = base === undefined ? portable : profileCalled(base, '`base`');
  const wrong = FIELDS.filter((name) => !isFact(name, setting.field(name)));
  if (known === undefined || wrong.length > 0) return undefined;
  const { base: _, ...facts } = setting.value;
  // Nobody would know a cluster by the name of the one that knows nothing.
  const name = known === portable ? { name: 'netpol.yaml' } : {};
  return withOverrides(known, { ...name, ...facts });
}

/** Named ranges of addresses, beside those of a profile. */
export function readZones(setting: Setting): NonNullable<Profile['zones']> {
  if (!isFact('zones', setting)) return {};
  return Object.fromEntries(
    setting.entries().map(([name, blocks]) => [name, blocks.texts(`\`${name}\``, '10.20.0.0/16')]),
  );
}

function profileCalled(setting: Setting, what: string): Profile | undefined {
  const word = setting.text(what, 'eks');
  if (word === undefined) return undefined;
  const found = profileByWord(word);
  if (found !== undefined) return found;
  const message = `there is no profile ${setting.shown()}.${didYouMean(word, PROFILE_WORDS)}`;
  return setting.refuse('config/unknown-word', message, `use one of ${PROFILE_WORDS.join(', ')}`);
}

/** Whether a field of a profile is as it must be; refuses it where it is not. */
function isFact(name: (typeof FIELDS)[number], setting: Setting | undefined): boolean {
  if (setting === undefined) return true;
  try {
    checkProfile({ [name]: setting.value });
    return true;
  } catch (refused) {
    if (!(refused instanceof InvalidInputError)) throw refused;
    for (const { message } of refused.diagnostics) {
      setting.refuse('config/wrong-type', message, 'write the fields of a profile as documented');
    }
    return false;
  }
}
