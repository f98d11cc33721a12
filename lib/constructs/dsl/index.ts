export {
  type Addresses,
  type AddressOptions,
  addresses,
  anyIp,
  internet,
  ipBlock,
} from './addresses';
export { strictCidr } from './block';
export { authorLineIn, calledFrom, callerLine } from './caller';
export type { ClaimedFlow, IntentClaim } from './claim';
export type { SaidPorts } from './claim-parts';
export { CONSTRUCT_CODES, type CodeText, type ConstructCode } from './codes';
export { endpointsOf, flowOf } from './endpoints';
export { type Destination, type Every, every, type No, no } from './every';
export { from, type RuleWithoutPorts, to } from './from-to';
export {
  anyPod,
  cloudMetadata,
  type IntentEnd,
  type NamedEnd,
  type PlainEnd,
  service,
  workload,
} from './intent-end';
export { absent, type LabelTest, noneOf, oneOf, present } from './label-test';
export type { LabelCondition, LabelConditions } from './labels';
export { type Alone, checkOptions, itemsOf, type Listed } from './lists';
export {
  allNamespaces,
  checkNamespaceName,
  type EveryNamespace,
  type LabelledNamespaces,
  type NamedNamespace,
  type NamespaceLike,
  type NamespacePeer,
  namespace,
  namespaces,
} from './namespaces';
export {
  type Client,
  closed,
  type Nothing,
  type NothingElse,
  nothing,
  nothingElse,
  type Only,
  type OnlyClients,
  only,
} from './only';
export type { PortField } from './party';
export { type Anywhere, anywhere, type Everyone, everyone, type Peer, toPeers } from './peer';
export {
  allPods,
  type EveryPod,
  type Pods,
  type PodsInNamespace,
  type PodsInNamespaces,
  pods,
  type SameNamespace,
  type Subject,
  sameNamespace,
} from './pods';
export {
  allPorts,
  type EveryPort,
  type Port,
  type PortsOf,
  sctp,
  tcp,
  type Unquoted,
  udp,
} from './ports';
export type { Problem } from './problem';
export { expiryOf, isExpired, type Reason, type ReasonOptions } from './reason';
export { diagnosticOf, show } from './refuse';
export type { EgressRule, IngressRule, Rule, RuleParts } from './rule';
export { type Vocabulary, vocabulary, type Wording, type Words } from './vocabulary';
export { zone, zones } from './zone';
