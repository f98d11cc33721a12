/**
 * `cdk8s-netpol/analysis`: what manifests let through, for programs. Needs no cdk8s.
 *
 * ```ts
 * const { manifests } = parseManifests(yaml, 'shop.yaml');
 * const { cluster, diagnostics } = buildCluster(manifests);
 * const { flows } = reach(cluster, portable);
 * ```
 */
export {
  type AddressEnd,
  addressEnds,
  type ExplainEnd,
  type ExplainQuery,
  explain,
  type Granularity,
  type PodEnd,
  podEnds,
  type ReachQuery,
  reach,
} from './analyses';
export { type Connection, compile, type Evaluator } from './engine';
export {
  type Address,
  type AddressSet,
  type Cidr,
  type Diagnostic,
  type Direction,
  formatDiagnostic,
  hasErrors,
  InternalError,
  InvalidInputError,
  type Labels,
  type Origin,
  type PortRanges,
  type PortSet,
  type Protocol,
  type Selector,
  type Severity,
  type Source,
  UsageError,
} from './kernel';
export {
  decodeNetworkPolicy,
  type Manifest,
  manifestsOf,
  parseManifests,
  type ReadIo,
  type ReadResult,
  readManifests,
} from './manifests';
export {
  type BuildOptions,
  type BuildResult,
  buildCluster,
  type Cluster,
  type ContainerPort,
  type Flow,
  type FlowEnd,
  type Namespace,
  type Peer,
  type Pod,
  type Policy,
  type PortMatch,
  type Rule,
  type Service,
  type UnmodelledPolicy,
  type Workload,
} from './model';
export {
  ASSUMPTIONS,
  type Assume,
  type AssumptionId,
  PROFILE_NAMES,
  type Profile,
  portable,
  profileNamed,
  questionOf,
  type ReasonId,
  withOverrides,
} from './platform';
export type * from './results';
export { evaluate, type Gate, type RuleMatch, type Verdict } from './semantics';
