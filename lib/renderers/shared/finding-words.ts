import { count, formatSource, type Severity, type Source } from '../../kernel';
import type { Finding, LintResult, UnusedAcceptance } from '../../results';

/** How a finding is announced: its severity, or who takes care of it. */
export function announced({
  standing,
  severity,
}: Finding): Severity | 'acknowledged' | 'baselined' {
  return standing === 'open' ? severity : standing;
}

/** `policies.ts:52:7 (dist/shop.k8s.yaml:88)`: the line of the author first. */
export function findingPlace(source: Source): string {
  const { typescript, ...yaml } = source;
  if (typescript === undefined) return formatSource(yaml);
  const code = formatSource(typescript);
  if (typescript.file === yaml.file) return code;
  const line = yaml.line === undefined ? '' : `:${yaml.line}`;
  return `${code} (${yaml.file}${line})`;
}

/** The command that prints the page of a check. */
export function pageCommand({ check }: Pick<Finding, 'check'>): string {
  return `netpol checks ${check}`;
}

/** Who accepts a finding and why; undefined where nobody does. */
export function acceptanceText({ accepted, standing }: Finding): string | undefined {
  if (accepted === undefined) return undefined;
  const { reason, until } = accepted;
  if (until === undefined) return `acknowledged: ${reason}`;
  return standing === 'open'
    ? `was acknowledged until ${until}: ${reason}`
    : `acknowledged until ${until}: ${reason}`;
}

/** `1 error, 2 warnings, 1 acknowledged`; empty where there is nothing. */
export function standingCounts({ summary }: LintResult): string {
  return [...severityCounts(summary), ...acceptedCounts(summary)].join(', ');
}

function severityCounts({ errors, warnings, infos }: LintResult['summary']): readonly string[] {
  return [
    ...(errors === 0 ? [] : [count(errors, 'error')]),
    ...(warnings === 0 ? [] : [count(warnings, 'warning')]),
    ...(infos === 0 ? [] : [count(infos, 'info', 'info')]),
  ];
}

function acceptedCounts({ acknowledged, baselined }: LintResult['summary']): readonly string[] {
  return [
    ...(acknowledged === 0 ? [] : [`${acknowledged} acknowledged`]),
    ...(baselined === 0 ? [] : [`${baselined} baselined`]),
  ];
}

/** The id under which reports know acknowledgements that nothing needs. */
export const UNUSED = 'unused-acknowledgement';

/** `2 unused acknowledgements`. */
export function unusedCount(amount: number): string {
  return count(amount, 'unused acknowledgement');
}

/** `unused acknowledgement of NP104: no finding matches it`. */
export function unusedText({ check, message }: UnusedAcceptance): string {
  return `unused acknowledgement of ${check}: ${message}`;
}

/** The whole answer in one sentence. */
export function lintSummary({ summary, profile, unused }: LintResult): string {
  const { errors, warnings, infos, policies, workloads } = summary;
  const found = count(errors + warnings + infos, 'finding');
  const severities = severityCounts(summary);
  const findings = severities.length === 0 ? found : `${found} (${severities.join(', ')})`;
  const accepted = [
    ...acceptedCounts(summary),
    ...(unused.length === 0 ? [] : [unusedCount(unused.length)]),
  ];
  const about = [count(policies, 'policy', 'policies'), count(workloads, 'workload')];
  return `${[findings, ...accepted].join(', ')}; ${about.join(', ')}, profile ${profile}.`;
}
