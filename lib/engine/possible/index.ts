/**
 * Answers for pods that do not exist yet: over every choice of labels, namespace, port names and
 * address that policies can tell apart, exactly, and within a stated number of steps.
 */

export { overFamily } from './address-parts';
export { bothSides } from './both-sides';
export { type Gates, gatesIn } from './covered/covered';
export type { PlacedRule } from './covered/covered-views';
export { type DifferingFlow, differingFlows } from './differing';
export type { Bound, SearchEnds } from './ends';
export {
  type EndBox,
  EVERY_PORT,
  type FlowBox,
  type FlowPorts,
  flowPorts,
  type PortName,
} from './flow-box';
export { type FlowBoxes, flowBoxes, namespaceNames, type Spot } from './flow-boxes';
export type { FlowQuestion } from './flow-question';
export { mayBeConcerned, mayDiffer } from './gate-changes';
export { gateForms, gateKey } from './gate-forms';
export { possibleKinds } from './kinds/possible-kinds';
export { representatives } from './kinds/representatives';
export { placesUnder } from './named-places';
export { knownEnd } from './pairs';
export { isPlainPod, plainPod } from './plain-pod';
export { type PossiblePods, possiblePods } from './prepare';
export { type PassingFlow, passingFlows } from './search';
export type { Meter } from './solve';
export type { DifferenceReason } from './suspects';
export { type Witness, type WitnessEnd, witnessOf } from './witness/witness';
