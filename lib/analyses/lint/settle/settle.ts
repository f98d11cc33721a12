import { checksCalled, hasPassed } from '../../../kernel';
import type {
  Finding,
  FindingAcceptance,
  FindingObject,
  LintResult,
  UnusedAcceptance,
} from '../../../results';
import { countFindings } from '../lint';
import { type Acceptance, covers, isAboutObject } from './acceptance';
import { type BaselineEntry, objectName } from './baseline';

/** What speaks for findings, and the day on which it is judged. */
export interface Settling {
  readonly acceptances: readonly Acceptance[];
  /** Findings that were there when counting began. @default - none */
  readonly baseline?: readonly BaselineEntry[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /**
   * The objects that were looked at, of all that a configuration and a baseline may speak of.
   *
   * @default - every one
   */
  readonly among?: readonly FindingObject[];
}

/**
 * The same result, in which a finding stands as acknowledged or baselined where somebody says so, and
 * which tells what was said in vain. From the day after its last one an acceptance counts no more:
 * the finding is open again, and names it.
 */
export function settleFindings(
  result: LintResult,
  { acceptances, baseline = [], today, among }: Settling,
): LintResult {
  const known = new Set(baseline.map(({ fingerprint }) => fingerprint));
  const used = new Set<Acceptance>();
  const findings = result.findings.map((finding): Finding => {
    const said = acceptances.filter((each) => covers(each, finding));
    for (const each of said) used.add(each);
    const standing = known.has(finding.fingerprint) ? 'baselined' : 'open';
    const current = said.find(({ until }) => !hasPassed(until, today));
    if (current !== undefined) {
      return { ...finding, standing: 'acknowledged', accepted: withoutScope(current) };
    }
    const [expired] = said;
    if (expired === undefined) return { ...finding, standing };
    return { ...finding, standing, accepted: withoutScope(expired) };
  });
  const { policies, workloads } = result.summary;
  return {
    ...result,
    findings,
    unused: [
      ...acceptances
        .filter((each) => !used.has(each) && isJudged(each.check, result))
        .filter(({ scope }) => among?.some((object) => isAboutObject(scope, object)) ?? true)
        .map(inVain),
      ...staleEntries(baseline, result)
        .filter(({ object }) => among?.some((each) => objectName(each) === object) ?? true)
        .map(gone),
    ],
    summary: { ...countFindings(findings), policies, workloads },
  };
}

/** The entries of a baseline that no finding has any more. */
export function staleEntries(
  baseline: readonly BaselineEntry[],
  result: Pick<LintResult, 'findings' | 'checks'>,
): readonly BaselineEntry[] {
  const there = new Set(result.findings.map(({ fingerprint }) => fingerprint));
  return baseline.filter(
    ({ fingerprint, check }) => !there.has(fingerprint) && isJudged(check, result),
  );
}

/** Checks that did not run cannot tell whether they would have found something. */
function isJudged(check: string, { checks }: Pick<LintResult, 'checks'>): boolean {
  return checksCalled(check, checks).length > 0;
}

function withoutScope({ check: _, scope: __, ...accepted }: Acceptance): FindingAcceptance {
  return accepted;
}

function inVain({ check, by, reason, source, scope }: Acceptance): UnusedAcceptance {
  const lines = scope.kind === 'lines' ? ` in ${linesOf(scope.first, scope.last)}` : '';
  return {
    check,
    by,
    reason,
    message: `no finding matches it${lines}`,
    ...(source !== undefined && { source }),
  };
}

function linesOf(first: number, last: number): string {
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

function gone({ check, object, source }: BaselineEntry): UnusedAcceptance {
  return {
    check,
    by: 'baseline',
    message: `${object} has no such finding any more`,
    ...(source !== undefined && { source }),
  };
}
