/**
 * sidecar: what an app knows about its manifests and the manifests do not say.
 *
 * In: kernel words. Out: the file that one door writes and another reads, as types, text and back.
 * Never: the disk, or the constructs it tells of.
 */
export { type ObjectLines, originWithLines } from './origin-with-lines';
export { parseSidecar } from './parse-sidecar';
export { sidecarFileOf, sidecarsBeside, targetSidecarOf, targetSidecarsOf } from './places';
export {
  buildSidecar,
  formatSidecar,
  hashOf,
  SIDECAR_VERSION,
  type Sidecar,
  type SidecarObject,
  type SidecarReason,
  type SidecarRule,
} from './sidecar';
