import { stripVTControlCharacters } from 'node:util';
import type { Figure, Measure, Measured, Target } from '../measure';

/** A measure with what came of it: a figure, or why there is none. */
export interface Line {
  readonly measure: Measure;
  readonly outcome: Measured | { readonly failed: string };
}

const HEAD = ['id', 'measured', 'scenario', 'target', 'by CPU', 'by clock', 'met', 'behind it'];

/** A line of the table. */
export function rowOf(line: Line): string {
  return asRow(cellsOf(line));
}

/** The table in Markdown, of lines that are written already. */
export function tableOf(rows: readonly string[]): string {
  return [asRow(HEAD), asRow(HEAD.map(() => '---')), ...rows].join('\n');
}

function asRow(cells: readonly string[]): string {
  return `| ${cells.map(inCell).join(' | ')} |`;
}

function cellsOf({ measure, outcome }: Line): readonly string[] {
  const { id, asks, scenario, target } = measure;
  const about = [id, asks, scenario, target === undefined ? '' : targetText(target)];
  if ('failed' in outcome) return [...about, '', '', '**no**', `failed: ${outcome.failed}`];
  const { figure, detail, proof } = outcome;
  const met = target === undefined ? '' : isMet(figure, target) ? 'yes' : '**no**';
  return [...about, ...figureCells(outcome), met, `${detail}; ${proof}${remarks(outcome)}`];
}

function figureCells({ figure, basis }: Measured): readonly [string, string] {
  const mark = { measured: '', extrapolated: ' (extrapolated)' }[basis];
  if (figure.kind === 'ratio') return [number(figure.cpu) + mark, number(figure.wall) + mark];
  return [`${number(figure.amount)} ${figure.unit}${mark}`, ''];
}

/** How restless the machine was. */
function remarks({ quietness }: Measured): string {
  if (quietness === undefined) return '';
  const { rounds, repeated, isRestless } = quietness;
  const again = repeated > 0 ? `, ${repeated} repeated` : '';
  return `; ${rounds} rounds${again}${isRestless ? ', restless machine' : ''}`;
}

export function isMet(figure: Figure, target: Target): boolean {
  const numbers = figure.kind === 'ratio' ? [figure.cpu, figure.wall] : [figure.amount];
  return numbers.every((each) =>
    'atMost' in target ? each <= target.atMost : each >= target.atLeast,
  );
}

function targetText(target: Target): string {
  return 'atMost' in target ? `<= ${target.atMost}` : `>= ${target.atLeast}`;
}

/** Three digits that count. */
function number(value: number): string {
  if (value >= 1000) return Number(value.toPrecision(3)).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function inCell(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll('|', '\\|')
    .replaceAll(/\s*\n\s*/g, ' ');
}
