import type { Json, ObjectPath, PortRanges, RelatedPlace, Severity, Source } from '../kernel';

/** A page of somebody who asks for the same. */
export interface CheckReference {
  /** `CIS Kubernetes Benchmark 5.3.2`. */
  readonly title: string;
  readonly url: string;
}

/** What a check stands for: the words of its page, and of every rule table made from it. */
export interface CheckInfo {
  /** `NP104`: never reused. */
  readonly id: string;
  /** `wide-open-egress`. */
  readonly name: string;
  /** What it reports unless it is told otherwise. */
  readonly severity: Severity;
  /** One sentence: what is wrong where it reports something. */
  readonly summary: string;
  /** What comes of it: one story. */
  readonly why: string;
  /** How it is decided, so that a reader can judge what it reports. */
  readonly how: string;
  /** What to do, beginning with a verb. */
  readonly help: string;
  /** When it is right to accept it. */
  readonly acknowledge: string;
  readonly references: readonly CheckReference[];
  readonly examples: CheckExamples;
}

/** The same mistake, and the same set right. Each is linted by a test. */
export interface CheckExamples {
  /** Objects that belong to both: workloads, namespaces, other policies. @default - none */
  readonly given?: string;
  /** Name of the profile under which it is a mistake. @default - portable */
  readonly profile?: string;
  readonly avoid: ExampleCode;
  readonly prefer: Required<ExampleCode>;
}

/** One example in both languages. */
export interface ExampleCode {
  readonly yaml: string;
  /**
   * The body of a program, as on the pages of `docs/constructs`: it has `app`, `chart`, every name of
   * this package and of cdk8s (`ApiObject`, `Include`, `Chart`), and `shop`, a `DefaultDenyNamespace`
   * without DNS. A test compiles and runs it, and lints the objects that it adds together with those
   * that are `given`:
   * - `prefer` synthesizes, and no check reports an error or a warning about it;
   * - `avoid` is found by its check; or it throws, and its first line is `// refused`.
   *
   * @default - TypeScript cannot say it
   */
  readonly typescript?: string;
}

/** The object that a finding is about. */
export interface FindingObject {
  readonly kind: string;
  /** @default - it is cluster-wide */
  readonly namespace?: string;
  readonly name: string;
}

/** One change of an object: the node at a path of field names and positions is set, or goes away. */
export type FixEdit =
  | { readonly path: ObjectPath; readonly set: Json }
  | { readonly path: ObjectPath; readonly remove: true };

/** A change that is certain: what is offered is proven before it is written. */
export interface Fix {
  /** What it does, beginning with a verb: `add TCP 53`. */
  readonly title: string;
  /** Changes of the object that the finding is about, in the order in which they are made. */
  readonly edits: readonly FixEdit[];
  /** The ports that it opens, and nothing else. @default - no flow changes, of any pod that could exist */
  readonly opens?: PortRanges;
}

/** Who accepts a finding, and why. */
export interface FindingAcceptance {
  readonly reason: string;
  /** The last day on which it counts, `YYYY-MM-DD`. @default - it does not expire */
  readonly until?: string;
  readonly by: 'typescript' | 'annotation' | 'comment' | 'configuration';
  readonly source?: Source;
}

/** One place where a check finds what it looks for. */
export interface Finding {
  /** Id of its check. */
  readonly check: string;
  /** Name of its check. */
  readonly name: string;
  readonly severity: Severity;
  /** One line, with the names of what it is about. */
  readonly message: string;
  readonly object: FindingObject;
  /** Where it is; `path` in it is the place in the object. */
  readonly source: Source;
  /** Other places that have to do with it. */
  readonly related: readonly RelatedPlace[];
  /** What comes of it here, one line each. */
  readonly facts: readonly string[];
  /** What to do, beginning with a verb. */
  readonly help: string;
  /** @default - nothing is certain */
  readonly fix?: Fix;
  /** The same for the same finding wherever its file moves and whatever is written around it. */
  readonly fingerprint: string;
  /** `acknowledged`: somebody says why it is right. `baselined`: it was there when counting began. */
  readonly standing: 'open' | 'acknowledged' | 'baselined';
  /** @default - nobody accepts it; also of one whose acceptance has expired, with that standing open */
  readonly accepted?: FindingAcceptance;
}

/** An acceptance that nothing needs. */
export interface UnusedAcceptance {
  /** What it accepts, as written: `NP104`. */
  readonly check: string;
  readonly by: FindingAcceptance['by'] | 'baseline';
  readonly reason?: string;
  /** Why it counts for nothing: `no finding matches it`. */
  readonly message: string;
  readonly source?: Source;
}

/** What is looked for: the answer of `netpol checks`, and a public contract. */
export interface ChecksResult {
  readonly schemaVersion: '1';
  /** By id. */
  readonly checks: readonly CheckInfo[];
}

/** What the checks report: the answer of `netpol lint`, and a public contract. */
export interface LintResult {
  readonly schemaVersion: '1';
  /** Name of the profile the answer holds for. */
  readonly profile: string;
  /** By file, line, id. */
  readonly findings: readonly Finding[];
  readonly unused: readonly UnusedAcceptance[];
  /** The checks that ran, by id. */
  readonly checks: readonly CheckInfo[];
  readonly summary: {
    /** Of the open findings. */
    readonly errors: number;
    readonly warnings: number;
    readonly infos: number;
    readonly acknowledged: number;
    readonly baselined: number;
    readonly policies: number;
    readonly workloads: number;
  };
}
