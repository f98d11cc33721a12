import type { RelatedPlace, Severity, Source } from '../../../kernel';
import type { IntentsResult, LintResult } from '../../../results';
import type { PageSection } from '../check-page';

/** The answers that one report tells together. */
export interface Reported {
  /** @default - nothing was looked for */
  readonly lint?: LintResult;
  /** @default - nothing was promised */
  readonly intents?: IntentsResult;
}

/** How a report names files, and who writes it. */
export interface ReportOptions {
  /** The version of this package. */
  readonly version: string;
  /**
   * The path of a file as its readers know it: seen from the root of the repository, with forward
   * slashes. @default - as the answer calls it
   */
  readonly pathOf?: (file: string) => string;
}

/** One thing that a report tells: a finding, or an intent that does not hold. */
export interface ReportItem {
  /** Id of its rule: `NP104`, `intent-closed`. */
  readonly rule: string;
  /** What the rule is called: `wide-open-egress`. */
  readonly name: string;
  readonly severity: Severity;
  /** One line. */
  readonly message: string;
  /** What more there is to say, one line each. */
  readonly facts: readonly string[];
  /** What to do, beginning with a verb. */
  readonly help: string;
  /** `NetworkPolicy shop/db`, or the name of the intent. */
  readonly about: string;
  readonly source: Source;
  readonly related: readonly RelatedPlace[];
  /** The same from run to run, and another one for every other item of a report. */
  readonly fingerprint: string;
  /** Who accepts it. @default - nobody does, and it counts */
  readonly accepted?: ItemAcceptance;
}

/** Why an item does not count. */
export interface ItemAcceptance {
  /** Whether the reason stands where the item was written, or beside it. */
  readonly where: 'inSource' | 'external';
  readonly reason: string;
}

/** What items of one kind have in common: a row in the table of a report. */
export interface ReportRule {
  readonly id: string;
  /** In kebab-case. */
  readonly name: string;
  readonly severity: Severity;
  /** One sentence. */
  readonly summary: string;
  /** All that there is to say about it. */
  readonly page: readonly PageSection[];
}
