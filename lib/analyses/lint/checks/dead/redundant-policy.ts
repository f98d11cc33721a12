import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { app, ingress } from '../../examples';
import { REFERENCES } from '../../references';
import { ruleNames, rulePlace } from '../../views/rule-place';
import { superfluous } from '../../views/superfluous';

/** Finds policies that say what others say already. */
export const redundantPolicy: Check = {
  id: 'NP302',
  name: 'redundant-policy',
  severity: 'info',
  summary: 'Other policies isolate the same pods and let the same through.',
  why: 'Two policies that say the same drift apart: somebody tightens one, the other still lets the old flow through, and nothing tells why.',
  how: 'Proven for every pod, peer and port that could exist: without the policy the same pods are isolated, and the same passes their gates. A policy without rules is never reported: it says what stays closed whatever becomes of the others.',
  help: 'remove the policy, or the rules of the others that repeat it',
  acknowledge: 'The others belong to somebody else, and this policy is to stand without them.',
  references: [REFERENCES.networkPolicies],
  examples: {
    given: ingress('api')`
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
    avoid: {
      yaml: ingress('web-to-api', app('api'))`
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
    },
    prefer: {
      yaml: ingress('admin-to-api', app('api'))`
    - from: [{ podSelector: { matchLabels: { app: admin } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new NetworkPolicy(shop, 'admin-to-api', {
  select: pods({ app: 'api' }),
  ingress: [from(pods({ app: 'admin' })).on(tcp(8080))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, part, covers, coversLet } of superfluous(examined)) {
      if (part !== 'policy' || coversLet === 'more') continue;
      yield {
        about: aboutPolicy(policy),
        path: [],
        message: `${policy.namespace}/${policy.name} changes nothing: ${ruleNames(covers)} ${covers.length === 1 ? 'lets' : 'let'} the same through`,
        related: covers.map((each) => rulePlace(each, 'lets the same through')),
      };
    }
  },
};
