import { count } from '../../kernel';
import type { ReachResult } from '../../results';
import { isNothing } from './port-text';

/**
 * `35 flows: 28 allowed, 7 undecided; 8 workloads, 8 policies, profile portable.` The name of the
 * profile is somebody's text: `quote` makes it safe for the sink.
 */
export function reachSummary(
  { flows, summary, profile }: ReachResult,
  quote: (text: string) => string,
): string {
  const undecided = flows.filter((flow) => !isNothing(flow.undecided)).length;
  const verdicts =
    flows.length === 0
      ? 'no flow is allowed'
      : `${count(flows.length, 'flow')}: ${flows.length - undecided} allowed, ${undecided} undecided`;
  const about = `${count(summary.workloads, 'workload')}, ${count(summary.policies, 'policy', 'policies')}`;
  return `${verdicts}; ${about}, profile ${quote(profile)}.`;
}
