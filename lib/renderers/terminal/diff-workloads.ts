import { count } from '../../kernel';
import type { DiffResult, DiffWorkload } from '../../results';
import { rowWords } from '../shared/diff-words';
import { causeLines, type DiffTerms } from './diff-rows';
import { type Line, plain } from './line';
import { paragraph } from './paragraph';

/** More workloads than this are counted. */
const FEW = 10;

/** Which workloads and policies are new, gone or changed. */
export function inventoryLines(result: DiffResult, terms: DiffTerms): readonly Line[] {
  const { workloads, summary } = result;
  const { added, changed, removed } = summary.policies;
  const policies = added + changed + removed;
  const heading = `Workloads: +${summary.newWorkloads} -${summary.goneWorkloads}`;
  return [
    ...(workloads.length === 0 ? [] : [[plain(heading)]]),
    ...workloads.slice(0, FEW).flatMap((each) => workloadLines(each, terms)),
    ...(workloads.length > FEW ? [[plain(`  and ${workloads.length - FEW} more`)]] : []),
    ...(policies === 0 ? [] : [[plain(`Policies: +${added} ~${changed} -${removed}`)]]),
  ];
}

/** One workload, and those of its flows that changed policies let through. */
function workloadLines(workload: DiffWorkload, terms: DiffTerms): readonly Line[] {
  const { endpoint, change, isolated, reaches, reachedBy, flows } = workload;
  const sign = change === 'new' ? '+' : '-';
  const facts = `reaches ${reaches}, reached by ${reachedBy}, ${isolationText(isolated)}`;
  const opened = change === 'new' ? flows.filter(({ by }) => by === 'changed-policies') : [];
  return [
    ...paragraph(`${sign} ${endpoint.id}  ${facts}`, { indent: 2, width: terms.width }),
    ...openedLines(opened, terms),
  ];
}

const OPENED = 3;

function openedLines(opened: DiffWorkload['flows'], terms: DiffTerms): readonly Line[] {
  const { signs, nameOf, width } = terms;
  const more = opened.length - OPENED;
  return [
    ...opened.slice(0, OPENED).flatMap((flow): readonly Line[] => {
      const { ports } = rowWords(flow, signs.to);
      const text = `+ ${nameOf(flow.from)} ${signs.to} ${nameOf(flow.to)}  ${ports}`;
      return [
        ...paragraph(text, { indent: 4, width, tone: 'denied' }),
        ...causeLines(flow.causes, width),
      ];
    }),
    ...(more > 0 ? [[plain(`    and ${count(more, 'flow')} more by changed policies`)]] : []),
  ];
}

function isolationText({ ingress, egress }: DiffWorkload['isolated']): string {
  if (ingress && egress) return 'isolated both ways';
  if (ingress) return 'isolated for ingress';
  return egress ? 'isolated for egress' : 'not isolated';
}
