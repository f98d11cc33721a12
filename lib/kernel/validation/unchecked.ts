/**
 * A NetworkPolicy whose fields have the right types but whose values nobody has judged yet. Every
 * `NetworkPolicyObject` is one, and so is what a decoder makes of YAML.
 */

/** `LabelSelector` with any operator. */
export interface UncheckedSelector {
  readonly matchLabels?: { readonly [key: string]: string };
  readonly matchExpressions?: readonly {
    readonly key?: string;
    readonly operator?: string;
    readonly values?: readonly string[];
  }[];
}

/** `NetworkPolicyPort` with any protocol, port and range. */
export interface UncheckedPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

/** `IPBlock` with any text where a CIDR belongs. */
export interface UncheckedIpBlock {
  readonly cidr?: string;
  readonly except?: readonly string[];
}

/** `NetworkPolicyPeer` with any combination of fields. */
export interface UncheckedPeer {
  readonly podSelector?: UncheckedSelector;
  readonly namespaceSelector?: UncheckedSelector;
  readonly ipBlock?: UncheckedIpBlock;
}

/** A rule of either direction; each direction uses its own peer field. */
export interface UncheckedRule {
  readonly from?: readonly UncheckedPeer[];
  readonly to?: readonly UncheckedPeer[];
  readonly ports?: readonly UncheckedPort[];
}

/** `NetworkPolicySpec` with any policy types. */
export interface UncheckedSpec {
  readonly podSelector?: UncheckedSelector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly UncheckedRule[];
  readonly egress?: readonly UncheckedRule[];
}

/** The parts of `ObjectMeta` that are validated. An absent namespace is resolved later, by the model. */
export interface UncheckedMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
}

/** A whole NetworkPolicy before validation. */
export interface UncheckedNetworkPolicy {
  readonly metadata?: UncheckedMetadata;
  readonly spec?: UncheckedSpec;
}
