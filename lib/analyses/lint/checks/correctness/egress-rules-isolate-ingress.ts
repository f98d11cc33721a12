import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { REFERENCES } from '../../references';
import { isolatedAnywayBy } from '../../views/anyway';
import { listWorkloads } from '../../views/lists';
import { subjectsOf } from '../../views/subjects';
import { saidByName } from '../../views/words';
import { leavesTypesOut, writtenSpec } from '../../written';

/** Finds policies about egress that close ingress, because nobody wrote their `policyTypes`. */
export const egressRulesIsolateIngress: Check = {
  id: 'NP016',
  name: 'egress-rules-isolate-ingress',
  severity: 'warning',
  summary:
    'A policy with egress rules only also closes ingress, because `policyTypes` is left out.',
  why: 'Where `policyTypes` is left out, the API server always fills Ingress in, and Egress where there are egress rules. A policy that lists only where pods may connect to so cuts everyone who connects to them.',
  how: '`policyTypes` and `ingress` are not written, and there are egress rules. Nothing is said where another policy isolates all its pods for ingress anyway, or where `ingress: []` is written. It is an error where the name of the policy speaks of egress alone.',
  help: 'write `policyTypes: [Egress]`, or `ingress: []` beside `policyTypes: [Ingress, Egress]` where closing ingress is meant',
  acknowledge: 'Never: write `policyTypes`, and it says the same to every reader.',
  references: [REFERENCES.policySpec, REFERENCES.isolation],
  examples: {
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web-egress, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  egress:
    - to: [{ podSelector: { matchLabels: { app: api } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web-egress, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Egress]
  egress:
    - to: [{ podSelector: { matchLabels: { app: api } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new NetworkPolicy(shop, 'web-egress', {
  select: pods({ app: 'web' }),
  egress: [to(pods({ app: 'api' })).on(tcp(8080))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const policy of examined.cluster.policies) {
      const spec = writtenSpec(examined, policy);
      const isAboutEgress = policy.rules.egress.length > 0 && !Object.hasOwn(spec, 'ingress');
      if (!isAboutEgress || !leavesTypesOut(spec)) continue;
      if (isolatedAnywayBy(examined, policy, 'ingress') !== undefined) continue;
      const { namespace, name } = policy;
      const { directions } = saidByName(policy);
      const speaksOfEgress = directions.includes('egress') && !directions.includes('ingress');
      const subjects = subjectsOf(examined, policy);
      yield {
        about: aboutPolicy(policy),
        path: ['spec'],
        severity: speaksOfEgress ? 'error' : 'warning',
        message: `${namespace}/${name} lists egress rules and no \`policyTypes\`, and so closes ingress as well`,
        facts:
          subjects.length === 0
            ? []
            : [`isolated for ingress by it, with nothing let in: ${listWorkloads(subjects)}`],
        key: 'policyTypes',
      };
    }
  },
};
