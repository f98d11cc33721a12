import { LabelExpression, LabelSelector } from 'cdk8s-plus-28';
import type { LabelSelectorSpec } from '../kernel';

/** A label selector as cdk8s-plus knows it, from one as it stands in YAML. */
export function labelSelectorOf({
  matchLabels,
  matchExpressions = [],
}: LabelSelectorSpec): LabelSelector {
  return LabelSelector.of({
    labels: { ...matchLabels },
    expressions: matchExpressions.map(expressionOf),
  });
}

type Requirement = NonNullable<LabelSelectorSpec['matchExpressions']>[number];

function expressionOf({ key, operator, values = [] }: Requirement): LabelExpression {
  switch (operator) {
    case 'In':
      return LabelExpression.in(key, [...values]);
    case 'NotIn':
      return LabelExpression.notIn(key, [...values]);
    case 'Exists':
      return LabelExpression.exists(key);
    case 'DoesNotExist':
      return LabelExpression.doesNotExist(key);
  }
}
