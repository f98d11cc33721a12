import type { Diagnostic, JsonObject, Origin } from '../kernel';
import { textsOf } from './texts';

/** A place where all of an object can be read again. */
export interface WholeObject {
  /** @throws {InvalidInputError} where it is not there any more */
  read(): JsonObject;
}

/** One Kubernetes object as written. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  /** `metadata.name`; empty where there is none. */
  readonly name: string;
  /** `metadata.namespace` as written; undefined where there is none. */
  readonly namespace: string | undefined;
  /**
   * The object as Kubernetes reads it, status included. Of a pod in a dump, which is mostly what no
   * policy sees, some fields are left out: `wholeBody` has them.
   */
  readonly body: JsonObject;
  /** @default - `body` is all of it */
  readonly whole?: WholeObject;
  /** Where it was written; `origin.at(path)` points at any node inside it. */
  readonly origin: Origin;
}

/** All of an object, also where most of it was left out. */
export function wholeBody({ body, whole }: Pick<Manifest, 'body' | 'whole'>): JsonObject {
  return whole === undefined ? body : whole.read();
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
  const [only] = results;
  if (only !== undefined && results.length === 1) return only;
  return {
    manifests: results.flatMap((result) => result.manifests),
    diagnostics: results.flatMap((result) => result.diagnostics),
    files: results.reduce((sum, result) => sum + result.files, 0),
    texts: textsOf(results.map(({ texts }) => texts)),
  };
}

/** The result of a text that yielded nothing but problems. */
export function onlyDiagnostics(diagnostics: readonly Diagnostic[], files: number): ReadResult {
  return { manifests: [], diagnostics, files, texts: new Map() };
}
