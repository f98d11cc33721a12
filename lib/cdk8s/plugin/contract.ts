/*
 * What cdk8s-cli hands to a validation plugin, by shape: the types of this package name nothing of
 * cdk8s-cli, so that projects without it compile.
 */

/** A resource that breaks a rule, and where. */
export interface ViolatingResource {
  readonly resourceName: string;
  readonly locations: readonly string[];
  readonly manifestPath: string;
}

/** One broken rule. */
export interface ReportedViolation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly ViolatingResource[];
}

/** What a validation plugin is given: the manifests, and where its answer goes. */
export interface NetpolValidationContext {
  /** Paths of the manifests that were synthesized. */
  readonly manifests: readonly string[];
  readonly logger: { log(message: string): void };
  readonly report: {
    addViolation(violation: ReportedViolation): void;
    submit(status: 'success' | 'failure', metadata?: { readonly [name: string]: string }): void;
  };
}
