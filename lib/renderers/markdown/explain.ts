import { count } from '../../kernel';
import type { ExplainResult, WorkloadExplainResult } from '../../results';
import { codeBlock } from './code-block';
import { pullRequest } from './pull-request';

/** Why a flow is allowed or denied, as Markdown around `text`, which says it to people. */
export function explainToMarkdown({ verdict, explanations }: ExplainResult, text: string): string {
  const pairs = explanations.length === 1 ? '' : ` (${explanations.length} pairs of ends)`;
  return around(text, `${SIGNS[verdict]} This flow is ${verdict}${pairs}`);
}

const SIGNS: Readonly<Record<ExplainResult['verdict'], string>> = {
  allowed: '🔓',
  denied: '🔒',
  undecided: '❔',
  mixed: '❔',
};

/** Which policies govern workloads, as Markdown around `text`. */
export function workloadsToMarkdown({ workloads }: WorkloadExplainResult, text: string): string {
  return around(text, `What policies do with ${count(workloads.length, 'workload')}`);
}

function around(text: string, heading: string): string {
  const [fence = '', ...lines] = codeBlock(text, 'text').trimEnd().split('\n');
  const end = lines.pop() ?? '';
  const entries = lines.map((line) => `${line}\n`);
  return pullRequest({
    about: 'explain',
    heading,
    sections: [
      { as: 'open', head: `${fence}\n`, entries, foot: `${end}\n`, noun: ['line', 'lines'] },
    ],
  });
}
