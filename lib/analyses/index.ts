/**
 * analyses: a question about a cluster -> a result.
 *
 * In: a cluster and a profile. Out: plain-JSON results. Never: one analysis calling another, text
 * for people, the disk.
 */
export * from './explain/explain';
export * from './reach/reach';
export * from './shared/address-ends';
export * from './shared/workload-endpoints';
