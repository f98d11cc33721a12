/**
 * renderers: a result -> text.
 *
 * In: results. Out: one string for one sink, the same bytes for the same result. Text from manifests
 * is made inert for that sink. Never: computing an answer, the disk, the process, one renderer
 * calling another.
 */
export { blastToCsv } from './csv/blast';
export { diffToCsv } from './csv/diff';
export { evidenceToCsv } from './csv/evidence';
export { exposureToCsv } from './csv/exposure';
export { reportToCsv } from './csv/lint';
export { matrixToCsv, matrixToCsvPieces } from './csv/matrix';
export { reachToCsv, reachToCsvPieces } from './csv/reach';
export { reachToDotPieces, toDot } from './dot/answers';
export { reachToFlows } from './flows/reach';
export { reportToGithub } from './github/github';
export { reportToGitlab } from './gitlab/gitlab';
export { intentDiagnostics, intentWarnings } from './intents/intent-diagnostics';
export { reachToJsonPieces, renderJson } from './json/json';
export { reportToJunit } from './junit/junit';
export { blastToMarkdown } from './markdown/blast';
export { checkPageToMarkdown, checksToMarkdown } from './markdown/check-page';
export { diffToMarkdown } from './markdown/diff';
export { evidenceToMarkdown } from './markdown/evidence';
export { explainToMarkdown, workloadsToMarkdown } from './markdown/explain';
export { exposureToMarkdown } from './markdown/exposure';
export { matrixToMarkdown } from './markdown/matrix';
export { reportToMarkdown } from './markdown/pull-request-report';
export { reachToMarkdown } from './markdown/reach';
export { toMermaid } from './mermaid/answers';
export { reportToSarif } from './sarif/sarif';
export { endName } from './shared/end-name';
export { countStandings } from './shared/intent-standing';
export type { Sides } from './shared/matrix';
export type { Reported } from './shared/report/reported';
export { suggestToTypescript } from './suggest/typescript';
export { suggestToYaml } from './suggest/yaml';
export { blastToTerminal } from './terminal/blast';
export { intentsToTerminal } from './terminal/check';
export { outcomeToTerminal } from './terminal/check-one';
export { claimToTerminal } from './terminal/claim';
export { diffToTerminal } from './terminal/diff';
export { evidenceToTerminal } from './terminal/evidence';
export { explainToTerminal } from './terminal/explain';
export { workloadsToTerminal } from './terminal/explain-workload';
export { exposureToTerminal } from './terminal/exposure';
export { findingsToTerminal } from './terminal/lint';
export { checkPageToTerminal, checksToLines, checksToTerminal } from './terminal/lint-checks';
export { findingsToLines } from './terminal/lint-plain';
export { matrixToTerminal } from './terminal/matrix';
export { reachToTerminal } from './terminal/reach';
export { reachOverviewToTerminal } from './terminal/reach-overview';
export type { GlyphSet, Style, TerminalOptions } from './terminal/style';
