/**
 * engine: the same verdicts as `semantics`, fast.
 *
 * In: a cluster and its profile. Out: an evaluator that answers whole port sets for classes of
 * pods that no policy tells apart. Never: a behaviour of its own. What it computes is defined by
 * `semantics` and tested against it.
 */
export * from './compile';
export { compiled } from './compiled';
export * from './evaluator';
export * from './map/cluster-map';
export { policyForm, ruleForm, selectorForm } from './normal-form';
export { podClasses, podClassesAnywhere } from './pod-classes';
export * from './possible';
