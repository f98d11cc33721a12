import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { deny, EVERYTHING, ingress, together } from '../../examples';
import { REFERENCES } from '../../references';
import { ruleNames, rulePlace } from '../../views/rule-place';
import { superfluous } from '../../views/superfluous';

/** Finds policies that look like a limit beside others which let through more. */
export const policyThatAddsNothing: Check = {
  id: 'NP304',
  name: 'policy-that-adds-nothing',
  severity: 'warning',
  summary: 'A policy names less than what others let through to or from the same pods.',
  why: 'Policies have no order and none denies: a narrow policy beside a wide one limits nothing. Whoever adds it to shut somebody out shuts nobody out.',
  how: 'Proven for every pod, peer and port that could exist: other policies isolate the same pods and let through everything that the policy does, and for the same pods one of them lets through more.',
  help: 'narrow the wider policy, or remove this one where the wider one is meant',
  acknowledge: 'The wider policy is on its way out, and this one is to take its place.',
  references: [REFERENCES.networkPolicies],
  examples: {
    given: deny('deny', '[Ingress]'),
    avoid: {
      yaml: together(
        ingress('same-namespace', EVERYTHING)`
    - from: [{ podSelector: {} }]
`,
        ingress('database')`
    - from: [{ podSelector: { matchLabels: { app: api } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
      ),
    },
    prefer: {
      yaml: ingress('database')`
    - from: [{ podSelector: { matchLabels: { app: api } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
      typescript: `
new NetworkPolicy(shop, 'database', {
  select: pods({ app: 'database' }),
  ingress: [from(pods({ app: 'api' })).on(tcp(5432))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, part, covers, coversLet } of superfluous(examined)) {
      if (part !== 'policy' || coversLet === 'the-same') continue;
      yield {
        about: aboutPolicy(policy),
        path: [],
        message: `${policy.namespace}/${policy.name} limits nothing: ${ruleNames(covers)} ${covers.length === 1 ? 'lets' : 'let'} through all that it names, and more`,
        related: covers.map((each) => rulePlace(each, 'lets through what this policy names')),
      };
    }
  },
};
