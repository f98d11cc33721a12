import type { PolicyType } from './direction';
import type { Protocol } from './protocol';
import type { SelectorOperator } from './selector-operator';

/** `LabelSelector` of apimachinery, as it stands in YAML. */
export interface LabelSelectorSpec {
  readonly matchLabels?: { readonly [key: string]: string };
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: SelectorOperator;
    readonly values?: readonly string[];
  }[];
}

/** `NetworkPolicyPort`: a number, a name, a range, or every port of a protocol. */
export interface PortSpec {
  readonly protocol?: Protocol;
  readonly port?: number | string;
  readonly endPort?: number;
}

/** `IPBlock`: the addresses of `cidr` that are in none of `except`. */
export interface IpBlockSpec {
  readonly cidr: string;
  readonly except?: readonly string[];
}

/** `NetworkPolicyPeer`: selectors in one item are ANDed; an ipBlock stands alone. */
export interface PeerSpec {
  readonly podSelector?: LabelSelectorSpec;
  readonly namespaceSelector?: LabelSelectorSpec;
  readonly ipBlock?: IpBlockSpec;
}

/** `NetworkPolicyIngressRule`. A missing or empty list allows everything in that respect. */
export interface IngressRuleSpec {
  readonly from?: readonly PeerSpec[];
  readonly ports?: readonly PortSpec[];
}

/** `NetworkPolicyEgressRule`. A missing or empty list allows everything in that respect. */
export interface EgressRuleSpec {
  readonly to?: readonly PeerSpec[];
  readonly ports?: readonly PortSpec[];
}

/** `NetworkPolicySpec` of networking.k8s.io/v1, as it stands in YAML. */
export interface NetworkPolicySpec {
  readonly podSelector?: LabelSelectorSpec;
  readonly policyTypes?: readonly PolicyType[];
  readonly ingress?: readonly IngressRuleSpec[];
  readonly egress?: readonly EgressRuleSpec[];
}

/** A NetworkPolicy object of networking.k8s.io/v1. */
export interface NetworkPolicyObject {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: { readonly [key: string]: string };
    readonly annotations?: { readonly [key: string]: string };
  };
  readonly spec: NetworkPolicySpec;
}
