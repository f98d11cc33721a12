import { policyForm } from '../../engine';
import { byText } from '../../kernel';
import type { Cluster, Policy } from '../../model';
import type { DiffPolicy } from '../../results';
import type { PerSide } from './per-side';
import { policyId } from './written';

/** The policies that do not say the same on both sides, by id; only their meaning is compared. */
export function comparePolicies({ before, after }: PerSide<Cluster>): readonly DiffPolicy[] {
  const [was, is] = [byId(before), byId(after)];
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

function byId({ policies }: Cluster): ReadonlyMap<string, Policy> {
  return new Map(policies.map((policy) => [policyId(policy), policy]));
}
