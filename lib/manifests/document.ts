import type { Diagnostic, Json } from '../kernel';
import type { Locate } from './place';

/** One document of a text, as Kubernetes reads it. */
export interface ParsedDocument {
  readonly value: Json;
  readonly locate: Locate;
}

/** The documents of a text, and what is wrong with it. */
export interface ParsedText {
  readonly documents: readonly ParsedDocument[];
  readonly diagnostics: readonly Diagnostic[];
}
