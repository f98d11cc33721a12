import type { Direction } from '../../kernel/direction';
import type { LabelSelectorSpec } from '../../kernel/network-policy';
import type { Subject } from '../dsl';
import type { RuleProvenance } from '../provenance';
import { DENY } from './check-props';
import { subjectSelector } from './endpoint-selector';
import { type CiliumRuleSpec, ciliumRules } from './rule-spec';
import type {
  CiliumEgressDeny,
  CiliumEgressRule,
  CiliumIngressDeny,
  CiliumIngressRule,
  CiliumRule,
} from './rules';

/** The lists of a CiliumNetworkPolicy. */
export interface RuleLists {
  readonly select: Subject;
  readonly isolates?: boolean;
  readonly ingress?: readonly CiliumIngressRule[];
  readonly egress?: readonly CiliumEgressRule[];
  readonly ingressDeny?: readonly CiliumIngressDeny[];
  readonly egressDeny?: readonly CiliumEgressDeny[];
}

/** Both directions, in the order of a manifest. */
const MANIFEST_ORDER: readonly Direction[] = ['ingress', 'egress'];

/** The spec of a CiliumNetworkPolicy, as it stands in YAML. */
interface CiliumSpec {
  readonly endpointSelector: LabelSelectorSpec;
  readonly enableDefaultDeny?: { readonly [direction in Direction]?: boolean };
  readonly ingress?: readonly CiliumRuleSpec[];
  readonly egress?: readonly CiliumRuleSpec[];
  readonly ingressDeny?: readonly CiliumRuleSpec[];
  readonly egressDeny?: readonly CiliumRuleSpec[];
}

/** Cilium takes an empty list for a direction left alone, and one empty rule for nothing allowed. */
const NOTHING: readonly CiliumRuleSpec[] = [{}];

/** The directions that a policy speaks of. */
function directionsIn(lists: RuleLists): readonly Direction[] {
  return MANIFEST_ORDER.filter(
    (each) => lists[each] !== undefined || lists[DENY[each]] !== undefined,
  );
}

/** What a policy allows, in both directions. */
export function allowedBy({ ingress = [], egress = [] }: RuleLists): readonly CiliumRule[] {
  return [...ingress, ...egress];
}

/** The directions in which a policy isolates the pods it selects. */
export function isolatedBy(lists: RuleLists): readonly Direction[] {
  return lists.isolates === false ? [] : directionsIn(lists);
}

/** The spec of a policy; an empty list of allows is written as what it means. */
export function ciliumSpec(lists: RuleLists, ownNamespace: string): CiliumSpec {
  const allowed = MANIFEST_ORDER.flatMap((direction) => {
    const rules = lists[direction];
    if (rules === undefined) return [];
    const written = rules.flatMap((rule) => ciliumRules(rule, ownNamespace));
    return [[direction, written.length === 0 ? NOTHING : written]];
  });
  const denied = MANIFEST_ORDER.flatMap((direction) => {
    const rules = lists[DENY[direction]];
    if (rules === undefined) return [];
    return [[DENY[direction], rules.flatMap((rule) => ciliumRules(rule, ownNamespace))]];
  });
  return {
    endpointSelector: subjectSelector(lists.select),
    ...(lists.isolates === false && {
      enableDefaultDeny: Object.fromEntries(directionsIn(lists).map((each) => [each, false])),
    }),
    ...Object.fromEntries([...allowed, ...denied]),
  };
}

/** Where each written allow comes from: one rule of ours may be several of Cilium. */
export function writtenRules(lists: RuleLists, ownNamespace: string): readonly RuleProvenance[] {
  return MANIFEST_ORDER.flatMap((direction) =>
    (lists[direction] ?? [])
      .flatMap((rule) => ciliumRules(rule, ownNamespace).map(() => rule))
      .map(({ typescript, reason }, index) => ({
        direction,
        index,
        ...(typescript !== undefined && { typescript }),
        ...(reason !== undefined && { reason }),
      })),
  );
}
