import { DIRECTIONS, type Direction, isJsonObject, type JsonObject } from '../../../../kernel';
import type { Check, Examined, Found } from '../../check';
import { REFERENCES } from '../../references';
import { type CiliumSpec, ciliumSpecs, listOf, nameOf } from '../../views/cilium-rules';
import { at } from '../../written';

/** Finds lists of CiliumNetworkPolicies that mean the reverse of what they mean in a NetworkPolicy. */
export const ciliumEmptyList: Check = {
  id: 'NP503',
  name: 'cilium-empty-list',
  severity: 'error',
  summary:
    'A CiliumNetworkPolicy is written as if an empty list of rules denied, or an empty rule allowed.',
  why: 'In a NetworkPolicy `ingress: []` lets nobody in and `- {}` lets everyone in. In a CiliumNetworkPolicy an empty list says nothing about the direction, and a rule without a peer denies: the default deny of a namespace is open.',
  how: 'A list of rules is written and empty or null, and neither a deny list nor `enableDefaultDeny` isolates that direction: an error where the policy has no rule at all, because Cilium then refuses it, else a warning. Or the only rule of a direction is empty, and the name of the policy says `allow`: a warning.',
  help: 'write `ingress: [{}]` to let nobody in, and `fromEntities: [all]` to let everyone in',
  acknowledge: 'When the direction is to stay as it is; leaving the list out says so better.',
  references: [REFERENCES.cilium],
  examples: {
    profile: 'cilium',
    avoid: {
      yaml: `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: deny, namespace: shop }
spec:
  endpointSelector: {}
  ingress: []
`,
    },
    prefer: {
      yaml: `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: deny, namespace: shop }
spec:
  endpointSelector: {}
  ingress: [{}]
`,
      typescript: `
new CiliumNetworkPolicy(shop, 'deny', { select: allPods(), ingress: [] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const each of ciliumSpecs(examined)) {
      for (const direction of DIRECTIONS) {
        const found = emptyListOf(each, direction) ?? emptyRuleOf(each, direction);
        if (found !== undefined) yield { about: each.object, ...found };
      }
    }
  },
};

function emptyListOf(
  { object, path, spec }: CiliumSpec,
  direction: Direction,
): Omit<Found, 'about'> | undefined {
  if (!isWrittenEmpty(spec, direction) || isolatesElse(spec, direction)) return undefined;
  const isRefused = !DIRECTIONS.some((each) => hasRules(spec, each));
  return {
    path: [...path, direction],
    message: `${nameOf(object)} has an empty \`${direction}\`, which does not isolate ${direction}`,
    severity: isRefused ? 'error' : 'warning',
    facts: isRefused ? ['Cilium refuses a policy without a rule, and enforces nothing of it'] : [],
    key: `${direction} list`,
  };
}

function emptyRuleOf(
  { object, path, spec }: CiliumSpec,
  direction: Direction,
): Omit<Found, 'about'> | undefined {
  const [rule, ...others] = listOf(spec[direction]);
  const isEmpty = isJsonObject(rule) && Object.keys(rule).length === 0 && others.length === 0;
  if (!isEmpty || !/(^|[^a-z])allow([^a-z]|$)/i.test(object.name)) return undefined;
  return {
    path: [...path, direction, 0],
    message: `${nameOf(object)} has one empty rule for ${direction}, which denies everything`,
    severity: 'warning',
    key: `${direction} rule`,
  };
}

function isWrittenEmpty(spec: JsonObject, direction: Direction): boolean {
  const list = spec[direction];
  return list === null || (Array.isArray(list) && list.length === 0);
}

function isolatesElse(spec: JsonObject, direction: Direction): boolean {
  return (
    listOf(spec[`${direction}Deny`]).length > 0 ||
    at(spec, ['enableDefaultDeny', direction]) !== undefined
  );
}

function hasRules(spec: JsonObject, direction: Direction): boolean {
  return [direction, `${direction}Deny`].some((field) => listOf(spec[field]).length > 0);
}
