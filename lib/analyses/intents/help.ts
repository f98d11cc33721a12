import type { VerdictWord } from '../../kernel';
import type { Cluster } from '../../model';
import type { Culprit } from '../../results';
import { isAndMeant } from './and-meant';
import type { Demand, Gates } from './demand';

/** What to do about a flow that is not as it should be, beginning with a verb. */
export function helpFor(
  cluster: Cluster,
  { flows }: Demand,
  verdict: VerdictWord,
  culprit: Culprit | undefined,
  gates: Gates,
): string {
  if (verdict === 'undecided') return 'settle the open question in the profile, or with --assume';
  return flows === 'must-pass' ? helpToOpen(gates) : helpToClose(cluster, culprit, flows);
}

function helpToOpen({ egress, ingress }: Gates): string {
  const closed = [egress, ingress].filter((gate) => gate.verdict !== 'allowed');
  const places = closed.map(({ direction, subject }) => `${direction} of ${subject}`);
  return `allow it for ${places.join(' and for ')}, or correct the intent`;
}

function helpToClose(
  cluster: Cluster,
  culprit: Culprit | undefined,
  flows: 'must-not-pass' | 'must-be-meant',
): string {
  switch (culprit?.kind) {
    case 'rule':
      return isAndMeant(cluster, culprit)
        ? `join the peers of ${culprit.policy} ${culprit.path} if a pod must meet both: two items of a list are alternatives, so drop the dash before the second selector; or ${INSTEAD[flows]}`
        : `narrow ${culprit.policy} ${culprit.path}, or ${INSTEAD[flows]}`;
    case 'not-selected':
      return `isolate the pod for ${culprit.direction}: add a policy for all pods of its namespace, as DefaultDenyNamespace does, or correct the selector of ${culprit.policy} if it is meant: it asks for ${culprit.selects}`;
    case 'nothing-isolates':
      return `isolate the pod for ${culprit.direction}, as DefaultDenyNamespace does`;
    case 'isolates':
    case 'unmodelled':
    case undefined:
      return 'correct the intent, or what the profile says about the cluster';
  }
}

/** What to do where the flow is meant after all. A hard intent is not moved by what others state. */
const INSTEAD = {
  'must-not-pass': 'correct the intent',
  'must-be-meant': 'say with a typed construct or an intent that the flow is meant',
} as const;
