import { DIRECTIONS } from '../../../../kernel';
import type { Policy, Rule } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { REFERENCES } from '../../references';
import { type Said, saidBoth } from '../../views/words';
import { at, isEmptyList, writtenSpec } from '../../written';

/** Finds policies that are called a deny and let everything through. */
export const denyThatAllows: Check = {
  id: 'NP003',
  name: 'deny-that-allows',
  severity: 'error',
  summary: 'A policy that calls itself a deny has an empty rule, which allows everything.',
  why: 'One rule without conditions, `- {}`, admits every peer on every port; a list without rules admits nothing. Two characters make a deny the opposite, and everybody reads its name.',
  how: 'The name or the annotation `description` of the policy speaks of denying, blocking, isolating or restricting, and not of allowing. Words of the labels that it selects by do not count, nor does what `restricted` or `isolated` says of some pods. A rule has neither peers nor ports, in the one direction that these words mention, or else in every direction that the policy isolates.',
  help: 'remove the empty rule, so that the list is `[]`',
  acknowledge: 'Never: call the policy what it does.',
  references: [REFERENCES.defaultPolicies, REFERENCES.policySpec],
  examples: {
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny-ingress, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress:
    - {}
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny-ingress, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress: []
`,
      typescript: `
new NetworkPolicy(shop, 'default-deny-ingress', { select: allPods(), ingress: [] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const policy of examined.cluster.policies) {
      const said = saidBoth(examined, policy).find(
        ({ denies, allows, hedged }) => denies && !allows && !hedged,
      );
      if (said === undefined) continue;
      for (const rule of contradicted(examined, policy, said)) {
        const { namespace, name } = policy;
        const { direction, index } = rule;
        yield {
          about: aboutPolicy(policy),
          path: ['spec', direction, index],
          message: `${namespace}/${name} says that it denies, and ${direction}[${index}] allows everything`,
          help: `remove the rule, so that \`${direction}: []\` is left`,
          key: direction,
        };
      }
    }
  },
};

/** The empty rules of the directions that the policy says it denies, if it denies none of them. */
function contradicted(examined: Examined, policy: Policy, said: Said): readonly Rule[] {
  const [only, ...others] = said.directions;
  const meant = only !== undefined && others.length === 0 ? [only] : policy.isolates;
  const open = DIRECTIONS.filter((direction) => meant.includes(direction)).map((direction) =>
    policy.isolates.includes(direction)
      ? policy.rules[direction].filter((rule) => isOpen(examined, policy, rule))
      : [],
  );
  return open.some((rules) => rules.length === 0) ? [] : open.flat();
}

/** A rule whose list of peers is written and empty is another mistake, which another check tells. */
function isOpen(examined: Examined, policy: Policy, rule: Rule): boolean {
  const { direction, index, peers, ports } = rule;
  const written = at(writtenSpec(examined, policy), [direction, index]);
  const hasList = isEmptyList(at(written, ['from'])) || isEmptyList(at(written, ['to']));
  return peers.length === 0 && ports.length === 0 && !hasList;
}
