/** targets: one definition for several environments and platforms, and what must hold between them. */
export type { EveryTarget, NoGroups, TargetGroups, TargetWord } from './choices';
export { isAmong, pickFor } from './choose';
export { type Environments, noLowerEnvironmentReaches } from './no-lower-environment-reaches';
