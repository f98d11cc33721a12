/**
 * analyses: a question about a cluster -> a result.
 *
 * In: a cluster and a profile. Out: plain-JSON results. Never: one analysis calling another, text
 * for people, the disk.
 */

export { type BlastQuery, blast } from './blast/blast';
export { blastSizes } from './blast/sizes';
export { type BlastSizes, blastChanges } from './diff/blast-changes';
export { type DiffQuery, diff } from './diff/diff';
export type { PerSide } from './diff/per-side';
export * from './entry-points/entry-points';
export type { EvaluatorOf } from './entry-points/judge';
export { entryPointProblems } from './entry-points/problems';
export * from './evidence/evidence';
export * from './explain/explain';
export * from './explain/explain-workload';
export * from './explain/service/explain-service';
export { type ExposureQuery, exposure } from './exposure/exposure';
export * from './intents/check-intents';
export type { Check, Examined, Found, Subject, WrittenObject } from './lint/check';
export { CHECKS } from './lint/checks';
export { type CheckLevel, type LintQuery, lint } from './lint/lint';
export type { Acceptance, AcceptanceScope } from './lint/settle/acceptance';
export {
  type BaselineEntry,
  baselineOf,
  formatBaseline,
  parseBaseline,
} from './lint/settle/baseline';
export type { IgnoredFinding } from './lint/settle/from-configuration';
export type { Said } from './lint/settle/said';
export { type Settling, settleFindings, staleEntries } from './lint/settle/settle';
export { type WhereAccepted, writtenAcceptances } from './lint/settle/written-acceptances';
export { type OverviewQuery, reachOverview } from './reach/overview';
export * from './reach/reach';
export { type RoomForFlows, refuseTooManyFlows } from './reach/too-many-flows';
export * from './shared/address-ends';
export * from './shared/reach-query';
export * from './shared/workload-endpoints';
export * from './suggest/suggest';
