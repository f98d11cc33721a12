import type {
  Direction,
  EgressRuleSpec,
  IngressRuleSpec,
  LabelSelectorSpec,
  NetworkPolicyObject,
  PeerSpec,
  PortRanges,
  PortSpec,
  Source,
} from '../kernel';

/** What stands at one place of a policy. */
export type PolicyPart =
  | IngressRuleSpec
  | EgressRuleSpec
  | readonly (IngressRuleSpec | EgressRuleSpec)[]
  | PeerSpec
  | PortSpec
  | LabelSelectorSpec
  | number;

/** One step of a JSON patch (RFC 6902). Onto a member that is there already, `add` replaces it. */
export interface PatchStep {
  readonly op: 'add';
  readonly path: string;
  readonly value: PolicyPart;
}

/** A flow that a change lets through beside the one that was asked about. */
export interface OpenedFlow {
  readonly from: string;
  readonly to: string;
  readonly ports: PortRanges;
}

/** What every change tells. */
export interface AnyChange {
  /** The gate that it opens. */
  readonly direction: Direction;
  /** What else could pass this gate then; absent where there is too much to look at. */
  readonly alsoOpens?: readonly OpenedFlow[];
}

/** Something added to a policy that isolates the subject. */
export interface PolicyChange extends AnyChange {
  readonly kind: 'port' | 'end-port' | 'value' | 'namespace' | 'peer' | 'rule';
  /** `namespace/name`. */
  readonly policy: string;
  /** As `kubectl patch --type=json` takes it. */
  readonly patch: readonly PatchStep[];
  /** Where that part of the policy is written. */
  readonly source: Source;
}

/** Labels for the pods at the other end, which a rule asks for. */
export interface LabelChange extends AnyChange {
  readonly kind: 'label';
  /** Id of the end that gets them. */
  readonly end: string;
  readonly labels: { readonly [key: string]: string };
  /** Where its workload is written. */
  readonly source: Source;
  /** The rule that asks for them: `shop/db ingress[0].from[0]`. */
  readonly rule: string;
}

/** A policy of its own, where no policy there is about these pods alone. */
export interface NewPolicyChange extends AnyChange {
  readonly kind: 'policy';
  readonly object: NetworkPolicyObject;
}

/** One change that opens a closed gate for the flow. */
export type Change = PolicyChange | LabelChange | NewPolicyChange;
