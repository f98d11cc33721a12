/**
 * testing: what a test says about the flows of manifests.
 *
 * In: an app, a chart, objects, YAML or paths, and a test runner's `expect`. Out: reachability to
 * ask, matchers for vitest and jest, and plain assertions for any other runner, whose failures tell
 * what to change. Never: a verdict of its own, an import of a test runner.
 */
export {
  assertIntents,
  assertNoFindings,
  assertNotReaches,
  assertNotReachesTransitively,
  assertReachableOnlyFrom,
  assertReaches,
  assertReachesOnly,
} from './assertions';
export type { NetEnd } from './end';
export type { Ends } from './ends-of-net';
export type { FilesAt, IntentsInput, ReachabilityInput } from './input';
export {
  type Matcher,
  type MatcherContext,
  type MatcherResult,
  matchers,
  type NetpolMatchers,
} from './matchers';
export type { PortArgument } from './ports';
export type { FindingsOptions } from './questions/findings';
export {
  type AnyEnd,
  type Reachability,
  type ReachabilityOptions,
  reachability,
} from './reachability';
