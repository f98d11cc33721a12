import { formatSelector } from '../../../kernel';
import type { Policy } from '../../../model';
import type { PolicyRef } from '../../../results';

/** A policy as answers name it. */
export function policyRef(policy: Policy): PolicyRef {
  return {
    id: `${policy.namespace}/${policy.name}`,
    selects: formatSelector(policy.subject),
    source: policy.origin.at([]),
  };
}
