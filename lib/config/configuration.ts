import type { Acknowledgement, Severity, Source } from '../kernel';
import type { Profile } from '../platform';

/** How a configuration is called that nobody names. */
export const CONFIG_FILES: readonly string[] = ['netpol.yaml', 'netpol.yml'];

/** From what on findings are a reason to fail. */
export type FailLevel = Severity | 'never';

/** What checks report as, or that they do not run, by id. */
export type CheckLevels = ReadonlyMap<string, Severity | 'off'>;

/** Findings that a project accepts, wherever they are. */
export interface Ignored extends Acknowledgement {
  /** A check by its id or its name, or a block of them: `NP104`, `wide-open-egress`, `NP1`. */
  readonly id: string;
  /** Of the objects, with `*` for any part of it. @default - every one */
  readonly namespace?: string;
  readonly name?: string;
  readonly kind?: string;
  readonly source: Source;
}

/** What a project says once. Its files and patterns are seen from the folder of the file. */
export interface Configuration {
  /** What is known about the cluster. @default - what the app declares, else nothing */
  readonly profile?: Profile;
  /** Named address ranges, beside those of the profile. */
  readonly zones: NonNullable<Profile['zones']>;
  /** Files, folders and patterns with manifests that no app of the project writes. */
  readonly manifests: readonly string[];
  /** Patterns of what is left out of folders. */
  readonly exclude: readonly string[];
  /** Files of intents. */
  readonly intents: readonly string[];
  readonly checks: CheckLevels;
  readonly ignore: readonly Ignored[];
  /** @default - netpol.baseline.json, where there is one */
  readonly baseline?: string;
  /** @default - error */
  readonly failOn?: FailLevel;
  /** @default - default */
  readonly defaultNamespace?: string;
  /** @default - the newest that is known */
  readonly kubernetesVersion?: string;
}

/** What a project says that says nothing. */
export const NO_CONFIGURATION: Configuration = {
  zones: {},
  manifests: [],
  exclude: [],
  intents: [],
  checks: new Map(),
  ignore: [],
};
