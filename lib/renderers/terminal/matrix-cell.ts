import type { Matrix, MatrixCell } from '../shared/matrix';
import { cellPorts, isNothing } from '../shared/port-text';
import { hintLine, type Line, type Span } from './line';
import type { Glyphs } from './style';

/** What to do about an undecided verdict. */
export const UNDECIDED_HINT = '? undecided: netpol explain FROM TO says why';

/** A cell as short as a table wants it. */
export function cellSpan(cell: MatrixCell, glyphs: Glyphs): Span {
  switch (cell.kind) {
    case 'itself':
      return { text: '=', tone: 'faint' };
    case 'outside':
      return { text: '-', tone: 'faint' };
    case 'denied':
      return { text: glyphs.denied, tone: 'faint' };
    case 'open':
      return openSpan(cell);
  }
}

function openSpan({ allowed, undecided }: Extract<MatrixCell, { kind: 'open' }>): Span {
  if (isNothing(undecided)) return { text: cellPorts(allowed), tone: 'allowed' };
  const text = isNothing(allowed) ? '?' : `${cellPorts(allowed)} ?`;
  return { text, tone: 'undecided' };
}

/** What the signs mean, of those that occur. */
export function legend({ rows }: Matrix, glyphs: Glyphs): Line[] {
  const kinds = new Set(rows.flatMap(({ cells }) => cells.map(legendKey)));
  const entries = [
    ['open', 'cells are allowed ports, TCP unless said'],
    ['denied', `${glyphs.denied} denied`],
    ['itself', '= itself'],
    ['outside', '- both ends outside'],
  ].flatMap(([kind, text]) => (kind !== undefined && kinds.has(kind) ? [text ?? ''] : []));
  const hints = entries.length === 0 ? [] : [entries.join('   ')];
  return [...hints, ...(kinds.has('undecided') ? [UNDECIDED_HINT] : [])].map(hintLine);
}

function legendKey(cell: MatrixCell): string {
  return cell.kind === 'open' && !isNothing(cell.undecided) ? 'undecided' : cell.kind;
}
