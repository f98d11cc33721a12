import type { VerdictWord } from '#netpol/kernel';
import type { Cluster, Flow, Pod } from '#netpol/model';

/** Answers one flow. */
export type Ask = (flow: Flow) => VerdictWord;

/** How many flows got which answer. */
export type WordCounts = Readonly<Record<VerdictWord, number>>;

export function podsOf({ workloads }: Cluster): readonly Pod[] {
  return workloads.flatMap(({ pods }) => pods);
}

/** Every ordered pair of different pods, at every port that the destination declares. */
export function* declaredFlows(pods: readonly Pod[]): Generator<Flow> {
  for (const from of pods) {
    for (const to of pods) {
      if (from === to) continue;
      for (const { protocol, port } of to.ports) {
        yield { from: { kind: 'pod', pod: from }, to: { kind: 'pod', pod: to }, protocol, port };
      }
    }
  }
}

/** How many flows `declaredFlows` gives, without making them. */
export function declaredFlowCount(pods: readonly Pod[]): number {
  return pods.reduce((sum, { ports }) => sum + ports.length, 0) * (pods.length - 1);
}

export function countWords(flows: Iterable<Flow>, ask: Ask): WordCounts {
  const counts = { allowed: 0, undecided: 0, denied: 0 };
  for (const flow of flows) counts[ask(flow)] += 1;
  return counts;
}
