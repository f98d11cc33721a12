import { count, oneLine } from '../../kernel';
import type {
  OpenWorkload,
  SuggestedIntent,
  SuggestResult,
  UnclaimedWorkload,
} from '../../results';

/** What is said before the intents: whom they do not pin, and why. One line each, safe for one. */
export function remarksOf(result: SuggestResult): readonly string[] {
  const { summary, profile, open, unclaimed } = result;
  const sentence = `${count(summary.intents, 'intent')} that ${summary.intents === 1 ? 'holds' : 'hold'} today, from ${count(summary.policies, 'policy', 'policies')} and ${count(summary.workloads, 'workload')}, profile ${profile}.`;
  const because = (cause: OpenWorkload['because']) => open.filter((each) => each.because === cause);
  const remarks = [
    sentence,
    'Read each one, and drop what only happens to be so: netpol check fails when one breaks.',
    ...section(
      'Not isolated, so that everything passes and nothing is pinned. Close these first:',
      because('no-policy').map(openLine),
    ),
    ...section(
      'Isolated, but a rule without peers and ports lets everything pass. Nothing is pinned:',
      because('open-rule').map(openLine),
    ),
    ...section('Not claimed, because it cannot be shown today:', unclaimed.flatMap(unclaimedLines)),
  ];
  return remarks.map(oneLine);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function openLine({ id, directions }: OpenWorkload): string {
  return `${id}  ${directions.join(' and ')}`;
}

function unclaimedLines({ id, direction, reasons }: UnclaimedWorkload): readonly string[] {
  return [`${id}  ${direction}`, ...reasons.map((reason) => `  ${reason}`)];
}

/** More names than this are counted. */
const SHOWN = 5;

/** What is said of one intent: which policies make it so, and whom its labels select today. */
export function remarksOn(suggestion: SuggestedIntent): readonly string[] {
  const { policies, workloads, declared } = suggestion;
  return [
    ...(policies.length === 0 ? [] : [`by ${listed(policies)}`]),
    ...(workloads.length === 0 ? [] : [`today ${listed(workloads)}`]),
    ...declared.map((ports) => `the rule has no ports; declared ${ports}`),
  ].map(oneLine);
}

function listed(names: readonly string[]): string {
  if (names.length <= SHOWN) return names.join(', ');
  return `${names.slice(0, SHOWN - 1).join(', ')} and ${names.length - SHOWN + 1} more`;
}
