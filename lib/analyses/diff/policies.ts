import { policyForm } from '../../engine';
import { byText } from '../../kernel';
import type { Cluster, Policy } from '../../model';
import type { DiffPolicy } from '../../results';
import { changedPolicies } from './changed-policies';
import type { PerSide } from './per-side';
import { policyId } from './written';

/** The policies that do not say the same on both sides, by id; only their meaning is compared. */
export function comparePolicies(clusters: PerSide<Cluster>): readonly DiffPolicy[] {
  const { policies } = changedPolicies(clusters);
  const [was, is] = [byId(policies.before), byId(policies.after)];
  const changed = [...is].flatMap(([id, policy]): readonly DiffPolicy[] => {
    const old = was.get(id);
    if (old === policy) return [];
    if (old !== undefined && policyForm(old) === policyForm(policy)) return [];
    const change = old === undefined ? 'added' : 'changed';
    return [{ id, change, source: policy.origin.at([]) }];
  });
  const removed = [...was]
    .filter(([id]) => !is.has(id))
    .map(([id, { origin }]): DiffPolicy => ({ id, change: 'removed', source: origin.at([]) }));
  return [...changed, ...removed].sort(byText(({ id }) => id));
}

function byId(policies: readonly Policy[]): ReadonlyMap<string, Policy> {
  return new Map(policies.map((policy) => [policyId(policy), policy]));
}
