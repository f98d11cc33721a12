/**
 * manifests: from text and plain objects to Kubernetes objects.
 *
 * In: YAML, JSON, or anything with `toJson()`. Out: manifests that know where they were written,
 * policies decoded, defaulted and validated as the API server would, typed access to the fields of
 * any other kind, and a diagnostic for everything wrong.
 * Never: what objects mean to each other, and the disk outside `read.ts` and `disk.ts`.
 */

export { commentsIn } from './comments';
export { type AlikePod, alikePod } from './dump';
export * from './fields';
export * from './limits';
export { type Manifest, type ReadResult, type WholeObject, wholeBody } from './manifest';
export { manifestsOf } from './objects';
export { type PlainDocument, parseManifests, parsePlain } from './parse-text';
export { noSuchKey, PlainValue } from './plain-value';
export * from './policy/decode-network-policy';
export type { DecodedPolicy } from './policy/decoded-policy';
export { policyDecoder } from './policy/policy-decoder';
export { type Place, type PlacesRead, type ReadIo, readManifests, readPlaces } from './read';
