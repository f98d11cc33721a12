/**
 * cdk8s: the door to cdk8s itself.
 *
 * In: every room. Out: `PolicyApp`, which refuses what it can see before a file is written, and the
 * sidecar it writes beside the manifests.
 * Never: a verdict of its own.
 */
export { APP_CODES } from './app-codes';
export { PolicyApp, type PolicyAppProps } from './policy-app';
