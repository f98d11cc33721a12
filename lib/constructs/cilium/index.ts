/**
 * cilium: policies of Cilium, for what a NetworkPolicy cannot say.
 */
export {
  CiliumNetworkPolicy,
  type CiliumNetworkPolicyIdentity,
  type CiliumNetworkPolicyProps,
} from './cilium-network-policy';
export { type EntitiesWithoutPorts, fromEntities, toEntities } from './entities';
export type {
  CiliumEgressDeny,
  CiliumEgressRule,
  CiliumIngressDeny,
  CiliumIngressRule,
  EntitiesRule,
} from './rules';
