import type { IConstruct } from 'constructs';
import type { AcceptedFinding, Diagnostic, KnownWorkload, Statement } from '../kernel';
import type { Manifest } from '../manifests';
import type { Profile } from '../platform';

/** Files, and folders with all their manifests, seen from the current directory. */
export interface FilesAt {
  readonly paths: readonly string[];
}

/**
 * What a test asks about: an app, a chart, any other construct, a list of them, or the text of
 * manifests. A text is never taken for a path: files are `{ paths: ['k8s/'] }`.
 */
export type ReachabilityInput = IConstruct | readonly IConstruct[] | string | FilesAt;

/** Intents: statements, the text of an intents file, or where such files are. */
export type IntentsInput = readonly Statement[] | string | FilesAt;

/** Whether something names files. */
export function isFilesAt(found: object): found is FilesAt {
  return 'paths' in found && Array.isArray(found.paths);
}

/** What a test asks about, read. */
export interface Input {
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that hold the manifests, by file. */
  readonly texts: ReadonlyMap<string, string>;
  readonly statements: readonly Statement[];
  /** What the app accepts about its objects. */
  readonly accepted: readonly AcceptedFinding[];
  /** What the app knows although no manifest holds it. */
  readonly workloads: readonly KnownWorkload[];
  /** The profile that the app declares. */
  readonly profile: Profile | undefined;
  /** The day that the app is synthesized on, `YYYY-MM-DD`. */
  readonly today: string;
}
