/** One thing that some targets have and others do not. */
export interface TargetDifference {
  /** `namespace/name` of the policy, after its kind where that is not NetworkPolicy. */
  readonly policy: string;
  /** What the policy says there: `egress to 203.0.113.0/24 on 443/TCP`. @default - the policy as a whole is there */
  readonly part?: string;
  /** The targets that have it, in the order of the app. */
  readonly targets: readonly string[];
}

/** What is not the same in every target. */
export interface TargetDifferences {
  /** Every target, with the name of its profile where it declares one. */
  readonly targets: readonly { readonly name: string; readonly profile?: string }[];
  /** By policy; first whether it is there at all, then what it says. */
  readonly differences: readonly TargetDifference[];
  /** All of it as a table. */
  toString(): string;
}
