import {
  type CheckWords,
  type Diagnostic,
  dnsLabelProblems,
  isJsonObject,
  isKubernetesRelease,
  type Json,
  ownField,
} from '../kernel';
import { parsePlain } from '../manifests';
import { type Configuration, type FailLevel, NO_CONFIGURATION } from './configuration';
import { readChecks } from './read-checks';
import { readIgnore } from './read-ignore';
import { readProfile, readZones } from './read-profile';
import { Setting } from './setting';

/** A configuration, and all that is wrong with it. */
export interface ParsedConfiguration {
  readonly configuration: Configuration;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the text holds Kubernetes objects: a manifest that happens to be called so. */
  readonly isManifest: boolean;
}

const KEYS: readonly (keyof Configuration)[] = [
  'profile',
  'zones',
  'manifests',
  'exclude',
  'intents',
  'checks',
  'ignore',
  'baseline',
  'failOn',
  'defaultNamespace',
  'kubernetesVersion',
];

const FAIL_LEVELS: readonly FailLevel[] = ['error', 'warning', 'info', 'never'];

/**
 * Reads a configuration, YAML or JSON. Whatever is wrong with it becomes a diagnostic, all of it at
 * once; nothing is thrown. `file` names the text in messages, `checks` are those it may speak of.
 */
export function parseConfiguration(
  text: string,
  file: string,
  checks: readonly CheckWords[],
): ParsedConfiguration {
  const { documents, diagnostics } = parsePlain(text, file);
  const found: Diagnostic[] = [...diagnostics];
  const isManifest = documents.some(({ value }) => isObject(value));
  const [first, second] = documents;
  if (second !== undefined && !isManifest) {
    new Setting(second.value, [], { origin: second.origin, diagnostics: found }).refuse(
      'config/wrong-type',
      'a second document begins here',
      'say everything in one document',
    );
  }
  if (first === undefined || isManifest) {
    return { configuration: NO_CONFIGURATION, diagnostics: found, isManifest };
  }
  const root = new Setting(first.value, [], { origin: first.origin, diagnostics: found });
  const configuration = readRoot(root, checks, text.split('\n'));
  return { configuration, diagnostics: found, isManifest };
}

function isObject(value: Json): boolean {
  return isJsonObject(value) && ['apiVersion', 'kind'].every((name) => ownField(value, name));
}

function readRoot(
  root: Setting,
  checks: readonly CheckWords[],
  lines: readonly string[],
): Configuration {
  root.hasOnly(KEYS, 'the configuration');
  const profile = root.field('profile');
  const read = {
    profile: profile && readProfile(profile),
    baseline: root.field('baseline')?.text('`baseline`', 'netpol.baseline.json'),
    failOn: root.field('failOn')?.word('`failOn`', FAIL_LEVELS),
    defaultNamespace: readNamespace(root.field('defaultNamespace')),
    kubernetesVersion: readRelease(root.field('kubernetesVersion'), lines),
  };
  const texts = (name: string, example: string) =>
    root.field(name)?.texts(`\`${name}\``, example) ?? [];
  const levels = root.field('checks');
  const zones = root.field('zones');
  const ignore = root.field('ignore');
  return {
    ...withoutUndefined(read),
    zones: zones === undefined ? {} : readZones(zones),
    manifests: texts('manifests', 'vendor/**/*.yaml'),
    exclude: texts('exclude', 'charts/**'),
    intents: texts('intents', 'intents.yaml'),
    checks: levels === undefined ? new Map() : readChecks(levels, checks),
    ignore: ignore === undefined ? [] : readIgnore(ignore, checks),
  };
}

/** What was not said is left out. */
function withoutUndefined<T extends object>(
  read: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const said: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  return Object.assign(
    said,
    Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)),
  );
}

function readNamespace(setting: Setting | undefined): string | undefined {
  const text = setting?.text('`defaultNamespace`', 'shop');
  const [wrong] = text === undefined ? [] : dnsLabelProblems(text);
  if (setting === undefined || wrong === undefined) return text;
  return setting.refuse(
    'config/wrong-type',
    `${setting.shown()} is no namespace: ${wrong}`,
    'write shop',
  );
}

/** A number as its line has it: 1.30 is no 1.3. */
const NUMBER = /kubernetesVersion["']?\s*:\s*([\d.]+)/;

function readRelease(setting: Setting | undefined, lines: readonly string[]): string | undefined {
  if (setting === undefined) return undefined;
  if (typeof setting.value === 'number') {
    const line = lines[(setting.source.line ?? 0) - 1] ?? '';
    const help = `put it in quotes: "${NUMBER.exec(line)?.[1] ?? setting.value}"`;
    return setting.refuse('config/wrong-type', '`kubernetesVersion` is a number', help);
  }
  const text = setting.text('`kubernetesVersion`', '"1.35"');
  if (text === undefined || isKubernetesRelease(text)) return text;
  const message = `${setting.shown()} is no release of Kubernetes`;
  return setting.refuse('config/wrong-type', message, 'write "1.35", or what kubectl version says');
}
