import { passingFlows, possiblePods } from '../../lib/engine';
import type { Answer, SmallUniverse } from './small-universe';

const BUDGET = 1_000_000;

/** The answer of the search about one small universe. */
export function bySearch({ cluster, profile, question }: SmallUniverse): Answer {
  const boxes = question.from.flatMap((from) =>
    question.to.map((to) => ({ from, to, ports: question.ports })),
  );
  const pods = possiblePods(cluster, profile, [...boxes, ...question.except.all]);
  const first = (bound: 'certain' | 'possible') =>
    [...passingFlows(pods, question, bound, { budget: BUDGET, steps: 0 })][0];
  if (first('certain') !== undefined) return 'certain';
  return first('possible') === undefined ? 'none' : 'possible';
}
