/**
 * cdk8s: the door to cdk8s itself.
 *
 * In: every room. Out: `PolicyApp` and `verify`, which prove what an app promises before a file is
 * written, the sidecar they write beside the manifests, and what an author accepts.
 * Never: a verdict of its own.
 */
export { APP_CODES } from './app-codes';
export type { InventoryLike } from './declared';
export { emissionOf } from './emitted';
export { type AcknowledgeProps, acceptedIn, Findings } from './findings';
export { PolicyApp, type PolicyAppProps } from './policy-app';
export { linesOf } from './sidecar-object';
export { type VerifyOptions, verify } from './verify';
