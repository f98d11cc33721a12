import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { REFERENCES } from '../../references';
import { isolatedAnywayBy } from '../../views/anyway';
import { listWorkloads } from '../../views/lists';
import { isolatedBy, subjectsOf } from '../../views/subjects';
import { isEmptyList, leavesTypesOut, writtenSpec } from '../../written';

/** Finds policies that write `egress: []` and leave `policyTypes` to the API server. */
export const emptyEgressIsolatesNothing: Check = {
  id: 'NP017',
  name: 'empty-egress-isolates-nothing',
  severity: 'error',
  summary: 'A policy writes `egress: []` without `policyTypes`, which leaves egress open.',
  why: 'The list says that nothing may go out. The API server adds Egress to a policy without `policyTypes` only where there is at least one egress rule, so that the pods are isolated for ingress and connect wherever they like.',
  how: '`egress` is written and empty or null, and `policyTypes` is not written. Nothing is said where another policy isolates all its pods for egress anyway. It is a warning where the policy has ingress rules: the empty list may be left over from a template.',
  help: 'write `policyTypes: [Ingress, Egress]` to close egress, or remove `egress`',
  acknowledge: 'Never: without `egress` the policy says the same to every reader.',
  references: [REFERENCES.policySpec, REFERENCES.defaultPolicies],
  examples: {
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: nothing-out, namespace: shop }
spec:
  podSelector: {}
  egress: []
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: nothing-out, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress: []
  egress: []
`,
      typescript: `
new NetworkPolicy(shop, 'nothing-out', { select: allPods(), ingress: [], egress: [] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const policy of examined.cluster.policies) {
      const spec = writtenSpec(examined, policy);
      if (!isEmptyList(spec['egress']) || !leavesTypesOut(spec)) continue;
      if (isolatedAnywayBy(examined, policy, 'egress') !== undefined) continue;
      const { namespace, name } = policy;
      const open = subjectsOf(examined, policy).filter(
        (known) => isolatedBy(examined, known, 'egress').length === 0,
      );
      yield {
        about: aboutPolicy(policy),
        path: ['spec', 'egress'],
        severity: policy.rules.ingress.length > 0 ? 'warning' : 'error',
        message: `${namespace}/${name} writes an empty \`egress\` and no \`policyTypes\`, which isolates nobody for egress`,
        facts: open.length === 0 ? [] : [`no policy isolates for egress: ${listWorkloads(open)}`],
        key: 'egress',
      };
    }
  },
};
