/**
 * config: what a project says once instead of on every command line.
 *
 * In: the text of `netpol.yaml`, and the checks there are. Out: a configuration whose words are all
 * known, and a diagnostic with its line for everything wrong.
 * Never: the disk outside `find-configuration.ts`, the flags that win over it, a cluster.
 */
export type { FailLevel } from './configuration';
export { baselineOfProject, findConfiguration, type Project } from './find-configuration';
export { parseConfiguration } from './parse-configuration';
export { disagreement } from './same-cluster';
