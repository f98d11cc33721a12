/**
 * cdk8s: the door to cdk8s itself.
 *
 * In: every room. Out: `PolicyApp` and `verify`, which prove what an app promises before a file is
 * written, the sidecar they write beside the manifests, what an author accepts, and the validation
 * plugin of cdk8s-cli.
 * Never: a verdict of its own.
 */
export { APP_CODES } from './app-codes';
export type { InventoryLike } from './declared';
export { emissionOf } from './emitted';
export { type AcknowledgeProps, acceptedIn, Findings } from './findings';
export type { Reasons } from './missing-reasons';
export type {
  NetpolValidationContext,
  ReportedViolation,
  ViolatingResource,
} from './plugin/contract';
export { NetpolValidation } from './plugin/netpol-validation';
export type { NetpolValidationProperties } from './plugin/properties';
export { PolicyApp, type PolicyAppProps, type TargetOf } from './policy-app';
export type { ProvenApp, ProvenAppProps } from './proven-app';
export { linesOf } from './sidecar-object';
export type { Target } from './targets/target';
export type { TargetDifference, TargetDifferences } from './targets/target-differences';
export type { TargetProps } from './targets/target-set';
export { type VerifyOptions, verify } from './verify';
