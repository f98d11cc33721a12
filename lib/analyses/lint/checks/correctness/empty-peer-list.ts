import { PEER_FIELD } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { everyRule } from '../../every-rule';
import { ingress } from '../../examples';
import { inAnyOrder } from '../../fingerprint';
import { REFERENCES } from '../../references';
import { ruleName, rulePath } from '../../views/rule-place';
import { at, isEmptyList } from '../../written';

/** Finds rules whose list of peers is there and empty. */
export const emptyPeerList: Check = {
  id: 'NP002',
  name: 'empty-peer-list',
  severity: 'error',
  summary: 'A rule has a list of peers without an entry, which means everyone.',
  why: 'An author who removes the last peer means that nobody is left. The API server reads a list without entries as one that is not there, and lets everyone in.',
  how: 'The `from` or `to` of a rule is written, and empty or null.',
  help: 'remove the rule to let nobody through, or leave `from` and `to` out where everyone is meant',
  acknowledge: 'Never: a rule without `from` says the same to every reader.',
  references: [REFERENCES.networkPolicies],
  examples: {
    avoid: {
      yaml: ingress('database')`
    - from: []
      ports: [{ protocol: TCP, port: 5432 }]
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: database, namespace: shop }
spec:
  podSelector: { matchLabels: { app: database } }
  policyTypes: [Ingress]
  ingress: []
`,
      typescript: `
new NetworkPolicy(shop, 'database', { select: pods({ app: 'database' }), ingress: [] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, rule, written } of everyRule(examined)) {
      const { direction } = rule;
      const field = PEER_FIELD[direction];
      if (!isEmptyList(at(written, [field]))) continue;
      const whom = direction === 'ingress' ? 'from everyone' : 'to everywhere';
      yield {
        about: aboutPolicy(policy),
        path: rulePath(rule, field),
        message: `${ruleName({ policy, rule })} has an empty \`${field}\`, which opens it ${whom}`,
        key: inAnyOrder(written),
      };
    }
  },
};
