/**
 * renderers: a result -> text.
 *
 * In: results. Out: one string for one sink, the same bytes for the same result. Text from manifests
 * is made inert for that sink. Never: computing an answer, the disk, the process, one renderer
 * calling another.
 */
export { matrixToCsv } from './csv/matrix';
export { reachToCsv } from './csv/reach';
export { renderJson } from './json/json';
export { matrixToMarkdown } from './markdown/matrix';
export { reachToMarkdown } from './markdown/reach';
export { endName } from './shared/end-name';
export type { Sides } from './shared/matrix';
export { portsText } from './shared/port-text';
export { type ExplainOptions, explainToTerminal } from './terminal/explain';
export { matrixToTerminal } from './terminal/matrix';
export { reachToTerminal } from './terminal/reach';
export type { GlyphSet, Style, TerminalOptions, Tone } from './terminal/style';
