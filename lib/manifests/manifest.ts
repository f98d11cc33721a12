import type { Diagnostic, JsonObject, Origin } from '../kernel';

/** One Kubernetes object as written. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  /** `metadata.name`; empty where there is none. */
  readonly name: string;
  /** `metadata.namespace` as written; undefined where there is none. */
  readonly namespace: string | undefined;
  /** The whole object as Kubernetes reads it, status included. */
  readonly body: JsonObject;
  /** Where it was written; `origin.at(path)` points at any node inside it. */
  readonly origin: Origin;
}

/** What reading gave: every usable object, and everything wrong with the rest. */
export interface ReadResult {
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
  /** How many files, or other texts, were read. */
  readonly files: number;
  /** The texts that hold the manifests, by the file that their sources name. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Several results as one, in order. */
export function mergeResults(results: readonly ReadResult[]): ReadResult {
  return {
    manifests: results.flatMap((result) => result.manifests),
    diagnostics: results.flatMap((result) => result.diagnostics),
    files: results.reduce((sum, result) => sum + result.files, 0),
    texts: new Map(results.flatMap((result) => [...result.texts])),
  };
}

/** The result of a text that yielded nothing but problems. */
export function onlyDiagnostics(diagnostics: readonly Diagnostic[], files: number): ReadResult {
  return { manifests: [], diagnostics, files, texts: new Map() };
}
