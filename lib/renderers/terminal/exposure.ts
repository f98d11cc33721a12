import { count, type Direction, groupBy } from '../../kernel';
import type { ExposureResult, WorkloadExposure } from '../../results';
import {
  type ExposureRow,
  exposureRows,
  exposureSummary,
  rulePlaces,
  SIDES,
  unprotected,
} from '../shared/exposure-rows';
import { hintLine, indented, type Line, plain, printLines } from './line';
import { UNDECIDED_HINT } from './matrix-cell';
import { paragraph } from './paragraph';
import { DEFAULT_WIDTH, type TerminalOptions } from './style';
import { tableLines } from './table';

/** The words of `np-guard`, which the field knows. */
const UNPROTECTED = 'Workloads not protected by network policies';

/** What workloads are exposed to and what they reach, for people: what opens it stands below each. */
export function exposureToTerminal(result: ExposureResult, options: TerminalOptions = {}): string {
  const width = options.width ?? DEFAULT_WIDTH;
  const rows = exposureRows(result);
  const rowsOf = groupBy(rows, ({ workload }) => workload);
  const isAll = result.topics.length === TOPICS;
  const sections = result.workloads.flatMap((workload) =>
    sectionLines(workload, rowsOf.get(workload.endpoint.id) ?? [], { width, isAll }),
  );
  const hints = rows.some(({ verdict }) => verdict === 'undecided') ? [UNDECIDED_HINT] : [];
  return printLines(
    [
      ...unprotectedLines(result),
      ...sections,
      ...hints.map(hintLine),
      ...result.unknown.flatMap(({ message }) =>
        paragraph(`note: ${message}`, { indent: 0, width, tone: 'faint' }),
      ),
      ...(hints.length + result.unknown.length === 0 ? [] : [[]]),
      ...paragraph(
        exposureSummary(result, (text) => text),
        { indent: 0, width },
      ),
    ],
    options.style,
  );
}

function unprotectedLines(result: ExposureResult): readonly Line[] {
  const found = unprotected(result);
  if (found.length === 0) return [];
  const table = found.map(({ workload, directions }) => [
    plain(workload),
    plain(directions.join(' and ')),
  ]);
  return [[{ text: UNPROTECTED, tone: 'heading' }], ...tableLines(table, 2), []];
}

/** How wide lines are, and whether everything is told. */
interface Told {
  readonly width: number;
  readonly isAll: boolean;
}

/** How many topics there are. */
const TOPICS = 7;

const NOTHING = 'nothing outside its namespace, and no pod to come';

function sectionLines(
  { endpoint, sides }: WorkloadExposure,
  rows: readonly ExposureRow[],
  told: Told,
): readonly Line[] {
  const lines = SIDES.flatMap((direction) => {
    const side = sides[direction];
    if (side === undefined) return [];
    const here = rows.filter((row) => row.direction === direction);
    return sideLines(direction, side, here, told);
  });
  return [[{ text: endpoint.id, tone: 'heading' }], ...lines, []];
}

const VERBS: Readonly<Record<Direction, string>> = { ingress: 'reached by', egress: 'reaches' };

/** What `kubectl describe networkpolicy` says of what is not isolated. */
const OPEN: Readonly<Record<Direction, string>> = {
  ingress: 'anyone: not isolated for ingress (every pod whose own policies let it out, any IP)',
  egress:
    'anywhere: not isolated for egress (every pod whose own policies let it in, any IP, cloud metadata, the API server)',
};

type Side = NonNullable<WorkloadExposure['sides'][Direction]>;

function sideLines(
  direction: Direction,
  { standing, overBudget }: Side,
  rows: readonly ExposureRow[],
  { width, isAll }: Told,
): readonly Line[] {
  const verb = VERBS[direction];
  // Who asks for something in particular is not told everything.
  const isOpen = standing === 'not-isolated' && isAll;
  const shown = isOpen ? rows.filter(({ topic }) => topic === 'entry-points') : rows;
  const open = isOpen ? paragraph(OPEN[direction], { indent: 4, width, tone: 'denied' }) : [];
  const over =
    overBudget === undefined
      ? []
      : [
          indented(4, {
            text: `? pods that do not exist yet: an exact answer would take more than ${count(overBudget, 'step')}`,
            tone: 'undecided' as const,
          }),
        ];
  const all = [...open, ...shown.flatMap((row) => rowLines(row, width)), ...over];
  return all.length === 0
    ? [indented(2, plain(`${verb}  ${isAll ? NOTHING : 'none of what is asked about'}`))]
    : [indented(2, plain(verb)), ...all];
}

function rowLines(row: ExposureRow, width: number): readonly Line[] {
  const isSure = row.verdict === 'allowed';
  const ports = { text: isSure ? row.ports : `? ${row.ports}`, tone: row.verdict } as const;
  const waits = row.waitsFor.length === 0 ? [] : [`until ${row.waitsFor.join(', ')}`];
  const rules = row.rules.map((rule) => `by ${rule.id}  ${rulePlaces(rule).join('  ')}`);
  const below = [...waits, ...row.unruled, ...rules];
  return [
    indented(4, plain(`${row.peer}  `), ports),
    ...below.flatMap((text) => paragraph(text, { indent: 6, width, tone: 'faint' })),
  ];
}
