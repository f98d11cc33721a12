import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { ingress } from '../../examples';
import { REFERENCES } from '../../references';
import { removalOf } from '../../views/removable-rule';
import { ruleName, ruleNames, rulePath, rulePlace } from '../../views/rule-place';
import { superfluous } from '../../views/superfluous';

/** Finds rules that several other rules together make superfluous. */
export const redundantRule: Check = {
  id: 'NP301',
  name: 'redundant-rule',
  severity: 'info',
  summary: 'Other rules together let through everything that a rule does.',
  why: 'Whoever tightens the rule sees that nothing changes, and whoever removes one of the others does not see that this one still holds the door open.',
  how: 'Proven for every pod, peer and port that could exist: with the rule or without it, the policies on the same pods let the same through. Only this gate counts, not the one at the other end. Where the proof takes too long nothing is reported.',
  help: 'remove the rule, or narrow the others where they let through more than is meant',
  acknowledge: 'The others belong to somebody else, and this policy is to stand without them.',
  references: [REFERENCES.networkPolicies],
  examples: {
    avoid: {
      yaml: ingress('api')`
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ protocol: TCP, port: 8080 }]
    - from: [{ podSelector: { matchLabels: { app: admin } } }]
      ports: [{ protocol: TCP, port: 8080 }]
    - from: [{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [web, admin] }] } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
    },
    prefer: {
      yaml: ingress('api')`
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ protocol: TCP, port: 8080 }]
    - from: [{ podSelector: { matchLabels: { app: admin } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new NetworkPolicy(shop, 'api', {
  select: pods({ app: 'api' }),
  ingress: [from(pods({ app: oneOf('web', 'admin') })).on(tcp(8080))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, part, covers } of superfluous(examined)) {
      if (part === 'policy' || covers.length === 1) continue;
      const placed = { policy, rule: part };
      const fix = removalOf(examined, placed);
      yield {
        about: aboutPolicy(policy),
        path: rulePath(part),
        message: `${ruleName(placed)} changes nothing: ${ruleNames(covers)} let the same through`,
        related: covers.map((each) => rulePlace(each, 'lets part of the same through')),
        ...(fix !== undefined && { fix }),
      };
    }
  },
};
