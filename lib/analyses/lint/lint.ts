import { byText, formatPath, type Severity } from '../../kernel';
import type { CheckInfo, Finding, LintResult } from '../../results';
import type { Check, Examined, Found } from './check';
import { CHECKS } from './checks';
import { fingerprintOf, inAnyOrder } from './fingerprint';
import { at, writtenAs } from './written';

/** What a check reports as, or that it does not run. */
export type CheckLevel = Severity | 'off';

/** Which checks run, and how bad what they report is. */
export interface LintQuery {
  /** By id. @default - every check as it is */
  readonly levels?: ReadonlyMap<string, CheckLevel>;
  /** @default - those of this package */
  readonly checks?: readonly Check[];
  /** Told how many of the checks have run. @default - nobody is told */
  readonly progress?: (done: number, total: number) => void;
}

/**
 * What the checks report about a cluster and the objects it was built from, over the union of all
 * policies. Nothing is accepted yet: `settleFindings` does that.
 */
export function lint(examined: Examined, query: LintQuery = {}): LintResult {
  const { levels = new Map<string, CheckLevel>(), checks = CHECKS, progress } = query;
  const running = checks.filter(({ id }) => levels.get(id) !== 'off');
  const findings = running.flatMap((check, done) => {
    progress?.(done, running.length);
    return findingsOf(check, examined, levels.get(check.id));
  });
  return lintResult(examined, running, findings);
}

function lintResult(
  { cluster, profile }: Examined,
  checks: readonly Check[],
  found: readonly Finding[],
): LintResult {
  const findings = inOrder(found);
  return {
    schemaVersion: '1',
    profile: profile.name,
    findings,
    unused: [],
    checks: checks.map(infoOf),
    summary: {
      ...countFindings(findings),
      policies: cluster.policies.length,
      workloads: cluster.workloads.length,
    },
  };
}

/** The counts of a summary. */
export function countFindings(
  findings: readonly Finding[],
): Omit<LintResult['summary'], 'policies' | 'workloads'> {
  const standing = (wanted: Finding['standing']) =>
    findings.filter((each) => each.standing === wanted);
  const open = standing('open');
  const of = (severity: Severity) => open.filter((each) => each.severity === severity).length;
  return {
    errors: of('error'),
    warnings: of('warning'),
    infos: of('info'),
    acknowledged: standing('acknowledged').length,
    baselined: standing('baselined').length,
  };
}

function findingsOf(
  check: Check,
  examined: Examined,
  level: Severity | 'off' | undefined,
): readonly Finding[] {
  const seen = new Map<string, number>();
  return [...check.find(examined)].map((found) => {
    const key = keyOf(check, examined, found);
    const again = seen.get(key.join('\u0000')) ?? 0;
    seen.set(key.join('\u0000'), again + 1);
    const fingerprint = fingerprintOf(again === 0 ? key : [...key, String(again)]);
    const severity =
      level === undefined || level === 'off' ? (found.severity ?? check.severity) : level;
    return { ...finding(check, found), severity, fingerprint };
  });
}

function keyOf({ id }: Check, examined: Examined, found: Found): readonly string[] {
  const { kind, namespace = '', name, origin } = found.about;
  const written =
    found.path.length === 0 ? '' : inAnyOrder(at(writtenAs(examined, origin), found.path));
  return [id, kind, namespace, name, found.key ?? written];
}

function finding(
  check: Check,
  { about, path, message, facts = [], help = check.help, related = [], fix }: Found,
): Omit<Finding, 'severity' | 'fingerprint'> {
  const { kind, namespace, name, origin } = about;
  const source = origin.at(path);
  return {
    check: check.id,
    name: check.name,
    message,
    object: { kind, ...(namespace !== undefined && { namespace }), name },
    source: path.length === 0 ? source : { ...source, path: formatPath(path) },
    related,
    facts,
    help,
    ...(fix !== undefined && { fix }),
    standing: 'open',
  };
}

function infoOf({ find: _, ...info }: Check): CheckInfo {
  return info;
}

const WIDTH = 9;

/** By file and line, then id, then what it says: the order in which somebody reads them. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    byText(({ source, check, message }) =>
      [source.file, padded(source.line), padded(source.column), check, message].join('\u0000'),
    ),
  );
}

function padded(number: number | undefined): string {
  return String(number ?? 0).padStart(WIDTH, '0');
}
