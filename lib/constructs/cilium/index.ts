/**
 * cilium: policies of Cilium, for what a NetworkPolicy cannot say.
 */
export { AllowFqdn, type AllowFqdnProps } from './allow-fqdn';
export { AllowHttp, type AllowHttpProps } from './allow-http';
export {
  CiliumNetworkPolicy,
  type CiliumNetworkPolicyIdentity,
  type CiliumNetworkPolicyProps,
  type CiliumRuleLists,
} from './cilium-network-policy';
export { type EntitiesWithoutPorts, fromEntities, toEntities } from './entities';
export { type HttpProps, type HttpRule, http } from './http';
export { exactPath, type HttpPattern, pathMatching, pathPrefix } from './http-path';
export { type DnsName, type NamesWithoutPorts, toNames } from './names';
export { overHttp } from './over-http';
export type {
  CiliumEgressDeny,
  CiliumEgressRule,
  CiliumIngressDeny,
  CiliumIngressRule,
  CiliumRuleParts,
  EntitiesRule,
  Layer7,
  Layer7Rule,
  NameSelector,
  NamesRule,
} from './rules';
