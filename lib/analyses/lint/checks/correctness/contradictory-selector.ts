import { formatRequirement } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { REFERENCES } from '../../references';
import { contradictionIn } from '../../views/contradiction';
import { everySelector, type PlacedSelector } from '../../views/every-selector';

const NOBODY: Readonly<Record<PlacedSelector['of'], string>> = {
  subject: 'no pod',
  peer: 'no pod',
  namespaces: 'no namespace',
};

const SO: Readonly<Record<PlacedSelector['of'], string>> = {
  subject: 'the policy isolates nobody, whatever runs in its namespace',
  peer: 'the peer lets nobody through, whatever runs in the cluster',
  namespaces: 'the peer lets nobody through, whatever namespaces there are',
};

/** Finds selectors whose conditions exclude each other. */
export const contradictorySelector: Check = {
  id: 'NP009',
  name: 'contradictory-selector',
  severity: 'error',
  summary: 'A selector asks for what no labels can be.',
  why: 'All conditions of a selector must hold together, and a label has one value. Whoever lists two values of it under two conditions, meaning either, selects nothing, now and ever.',
  how: 'The conditions on one label leave no value for it, nor its absence. `kubernetes.io/metadata.name` is on every namespace and cannot be absent there. Known pods play no part in it.',
  help: 'list alternatives as values of one `In`, or as peers or policies of their own',
  acknowledge: 'Never: a policy that is to select nobody is better removed.',
  references: [REFERENCES.labels, REFERENCES.setBased],
  examples: {
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: tiers, namespace: shop }
spec:
  podSelector:
    matchExpressions:
      - { key: tier, operator: In, values: [web] }
      - { key: tier, operator: In, values: [api] }
  policyTypes: [Ingress]
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: tiers, namespace: shop }
spec:
  podSelector:
    matchExpressions:
      - { key: tier, operator: In, values: [web, api] }
  policyTypes: [Ingress]
`,
      typescript: `
new NetworkPolicy(shop, 'tiers', { select: pods({ tier: oneOf('web', 'api') }), ingress: [] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, selector, of, path, place } of everySelector(examined)) {
      const conditions = contradictionIn(selector, of === 'namespaces' ? 'namespaces' : 'pods');
      if (conditions === undefined) continue;
      const { namespace, name } = policy;
      const asked = conditions.map(formatRequirement).join(' and ');
      yield {
        about: aboutPolicy(policy),
        path,
        message: `${namespace}/${name} ${place} can match ${NOBODY[of]}: ${asked}`,
        facts: [SO[of]],
      };
    }
  },
};
