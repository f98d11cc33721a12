import {
  compareText,
  count,
  formatCodeLine,
  formatSource,
  fromPortRanges,
  intersectPorts,
  noPorts,
  type PortRanges,
  type Source,
  toPortRanges,
} from '../../kernel';
import type { DiffCause, DiffPorts, DiffResult, DiffRow, Endpoint } from '../../results';
import { endName } from './end-name';
import { portsText } from './port-text';

/** The sign of each kind of row: it tells without any colour. */
export const SIGNS = { broadened: '+', narrowed: '-', changed: '~' } as const;

/** `none`, `5432/TCP`, `5432/TCP, ? 80/TCP`: what passes, and what may. */
export function passingText({
  allowed,
  undecided,
}: Pick<DiffPorts, 'allowed' | 'undecided'>): string {
  const parts = [
    ...(isNone(allowed) ? [] : [portsText(allowed)]),
    ...(isNone(undecided) ? [] : [`? ${portsText(undecided)}`]),
  ];
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function isNone(ports: PortRanges): boolean {
  return noPorts(fromPortRanges(ports));
}

/** What is gained, or lost, of what passes on the side where it does. */
export function partOf({ allowed, undecided }: DiffPorts, ports: PortRanges): string {
  const within = (whole: PortRanges) =>
    toPortRanges(intersectPorts(fromPortRanges(whole), fromPortRanges(ports)));
  return passingText({ allowed: within(allowed), undecided: within(undecided) });
}

/** What a row is about, in two words: the ports, and what they were or are. */
export interface RowWords {
  readonly ports: string;
  /** `was none`; empty where the ports say it all. */
  readonly remark: string;
}

/** `5432/TCP` and `was none`; `8080/TCP -> 8443/TCP`. */
export function rowWords({ change, before, after, gained, lost }: DiffRow, to: string): RowWords {
  switch (change) {
    case 'broadened':
      return { ports: partOf(after, gained), remark: `was ${passingText(before)}` };
    case 'narrowed':
      return { ports: partOf(before, lost), remark: `now ${passingText(after)}` };
    case 'changed':
      return { ports: `${passingText(before)} ${to} ${passingText(after)}`, remark: '' };
  }
}

/** The facts that undecided ports of a row wait for; empty where none are told. */
export function waitsFor({ before, after }: DiffRow): string {
  const reasons = [...new Set([...before.reasons, ...after.reasons])].sort(compareText);
  return reasons.length === 0 ? '' : `undecided: ${reasons.join(', ')}`;
}

/** One cause in words, and where it is written. */
export interface CauseWords {
  readonly text: string;
  /** Empty where no place is known. */
  readonly place: string;
}

/** Why a flow is not as it was: a rule that is at one place on both sides is one cause to read. */
export function causesWords(causes: readonly DiffCause[]): readonly CauseWords[] {
  const told = causes.map(causeWords);
  return [...new Map(told.map((each) => [`${each.text}\n${each.place}`, each])).values()];
}

function causeWords(cause: DiffCause): CauseWords {
  switch (cause.kind) {
    case 'rule':
      return {
        text: `by ${cause.policy} ${cause.path} (${cause.happened})`,
        place: placeText(cause.source),
      };
    case 'isolation': {
      const isolates = cause.side === 'after' ? 'isolates' : 'no longer isolates';
      return {
        text: `${cause.policy} ${isolates} it for ${cause.direction} (${cause.happened})`,
        place: placeText(cause.source),
      };
    }
    case 'workload':
      return { text: `the pods of ${cause.id} differ`, place: placeText(cause.source) };
    case 'namespace':
      return { text: `the labels of namespace ${cause.name} differ`, place: '' };
    case 'not-evaluated':
      return {
        text: `${cause.id} is not evaluated (${cause.happened})`,
        place: placeText(cause.source),
      };
  }
}

/** The line of TypeScript where it is known, and else that of the file. */
function placeText(source: Source): string {
  return source.typescript === undefined ? formatSource(source) : formatCodeLine(source.typescript);
}

/** Finds ends by their ids, under the names that people read. */
export function endNames({ endpoints }: DiffResult): (id: string) => string {
  const byId = new Map(endpoints.map((endpoint: Endpoint) => [endpoint.id, endpoint]));
  return (id) => {
    const endpoint = byId.get(id);
    return endpoint === undefined ? id : endName(endpoint);
  };
}

/** `2 broadened, 1 narrowed, 1 changed, 118 unchanged; 4 flows of new workloads`. */
export function countsText({ summary }: DiffResult, comma: string): string {
  const { broadened, narrowed, changed, unchanged } = summary;
  const rows = [
    `${broadened} broadened`,
    `${narrowed} narrowed`,
    `${changed} changed`,
    `${unchanged} unchanged`,
  ].join(comma);
  const others = othersText(summary);
  return others.length === 0 ? rows : `${rows}; ${others.join(comma)}`;
}

/** What differs and is no row: who reads only the counts must not take it for nothing. */
function othersText({ opened, possible }: DiffResult['summary']): readonly string[] {
  const unborn = possible.broadened + possible.narrowed;
  return [
    ...(opened === 0 ? [] : [`${count(opened, 'flow')} of new workloads`]),
    ...(unborn === 0 ? [] : [`${count(unborn, 'change')} for pods that do not exist yet`]),
  ];
}

/** What the answer is worth for pods that do not exist yet; empty where rows say enough. */
export function proofText({ equivalence, rows, possible, summary }: DiffResult): string {
  switch (equivalence) {
    case 'proven':
      return 'no flow differs: proven, also for every pod that could come to exist';
    case 'undecided':
      return 'not proven for pods that do not exist yet: it depends on what the profile leaves open, or on policies that are not evaluated';
    case 'over-budget':
      return 'not known for pods that do not exist yet: an exact answer would take too long';
    case 'differs': {
      if (rows.length > 0 || possible.length > 0) return '';
      const { unchanged } = summary;
      return `${count(unchanged, 'flow')} as before, and others differ that were not asked for`;
    }
  }
}
