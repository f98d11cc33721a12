import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { everyRuleThatCounts } from '../../every-rule';
import { ingress } from '../../examples';
import { inAnyOrder } from '../../fingerprint';
import { REFERENCES } from '../../references';
import { ruleName, rulePath } from '../../views/rule-place';
import { at, isEmptyList } from '../../written';

/** Finds rules whose list of ports is there and empty. */
export const emptyPorts: Check = {
  id: 'NP608',
  name: 'empty-ports',
  severity: 'warning',
  summary: 'A rule has a list of ports without an entry, which means every port.',
  why: 'A template that fills in no port leaves an empty list behind. The API server reads it as one that is not there, and the rule opens every port of every protocol.',
  how: 'The `ports` of a rule that counts are written, and empty or null.',
  help: 'name the ports, or leave `ports` out where every port is meant',
  acknowledge: 'Never: a rule without `ports` says the same to every reader.',
  references: [REFERENCES.networkPolicies],
  examples: {
    avoid: {
      yaml: ingress('web')`
    - from: [{ podSelector: { matchLabels: { app: proxy } } }]
      ports: []
`,
    },
    prefer: {
      yaml: ingress('web')`
    - from: [{ podSelector: { matchLabels: { app: proxy } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new Connection(shop, 'proxy-to-web', {
  from: pods({ app: 'proxy' }),
  to: pods({ app: 'web' }),
  on: tcp(8080),
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, rule, written } of everyRuleThatCounts(examined)) {
      if (!isEmptyList(at(written, ['ports']))) continue;
      yield {
        about: aboutPolicy(policy),
        path: rulePath(rule, 'ports'),
        message: `${ruleName({ policy, rule })} has an empty \`ports\`, which opens every port`,
        key: inAnyOrder(written),
      };
    }
  },
};
