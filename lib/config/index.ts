/**
 * config: what a project says once instead of on every command line.
 *
 * In: the text of `netpol.yaml`, and the checks there are. Out: a configuration whose words are all
 * known, and a diagnostic with its line for everything wrong. Never: the disk, the flags that win
 * over it, a cluster.
 */
export {
  type CheckLevels,
  CONFIG_FILES,
  type Configuration,
  type FailLevel,
  type Ignored,
} from './configuration';
export { parseConfiguration } from './parse-configuration';
export { disagreement } from './same-cluster';
