import { ASSUMPTIONS, type AssumptionId } from './assumptions';

/** What an undecided verdict can wait for: an assumption, or an address that the input does not tell. */
export type ReasonId = AssumptionId | 'pod-addresses' | 'node-addresses';

const MISSING_FACTS: Readonly<Record<'pod-addresses' | 'node-addresses', string>> = {
  'pod-addresses': 'Which address does the pod have? (status.podIPs, or podCidrs in the profile)',
  'node-addresses':
    'Which address does the node have? (status.podIPs, or nodeCidrs in the profile)',
};

/** The question whose answer would settle an undecided verdict, in one sentence. */
export function questionOf(reason: ReasonId): string {
  return reason === 'pod-addresses' || reason === 'node-addresses'
    ? MISSING_FACTS[reason]
    : ASSUMPTIONS[reason].question;
}
