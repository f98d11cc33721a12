import { compiled, type Evaluator } from '../../../engine';
import { once } from '../../../kernel';
import type { Examined } from '../check';

/** Answers about the flows of the cluster, worked out once for all checks. */
export const evaluatorOf: (examined: Examined) => Evaluator = once(({ cluster, profile }) =>
  compiled(cluster, profile),
);
