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
  type CodeLine,
  type Diagnostic,
  type Direction,
  formatDiagnostic,
  hasErrors,
  InternalError,
  type Interval,
  type Intervals,
  InvalidInputError,
  type IpFamily,
  type Json,
  type JsonArray,
  type JsonObject,
  type Labels,
  type ObjectPath,
  type Origin,
  type PortRanges,
  type PortSet,
  type Protocol,
  type Requirement,
  type Selector,
  type SelectorOperator,
  type Severity,
  type Source,
  UsageError,
  type VerdictWord,
} from './kernel';
export {
  type Manifest,
  manifestsOf,
  parseManifests,
  type ReadIo,
  type ReadResult,
  readManifests,
} from './manifests';
export {
  type BlockPeer,
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
  type PodPeer,
  type Policy,
  type PortMatch,
  type Rule,
  type Service,
  type ServicePort,
  type UnmodelledPolicy,
  type Workload,
} from './model';
export {
  ASSUMPTIONS,
  type Assume,
  type Assumption,
  type AssumptionId,
  type CloudName,
  type CniName,
  DNS_PLATFORM_NAMES,
  type DnsPlatformName,
  PROFILE_NAMES,
  type Profile,
  type ProfileOverrides,
  portable,
  profileNamed,
  questionOf,
  type ReasonId,
  withOverrides,
} from './platform';
export type * from './results';
export {
  type Exemption,
  evaluate,
  type Gate,
  type PeerMatch,
  type PeerTest,
  type PortTest,
  type RuleMatch,
  type Truth,
  type Verdict,
} from './semantics';
