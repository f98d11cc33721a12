import { type Direction, POLICY_TYPE } from '../../../../kernel';
import type { Policy } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { REFERENCES } from '../../references';
import { isolatedAnywayBy, openersFor } from '../../views/anyway';
import { listWorkloads } from '../../views/lists';
import { subjectsOf } from '../../views/subjects';
import { saidByName } from '../../views/words';
import { writtenSpec } from '../../written';

const OTHER: Readonly<Record<Direction, Direction>> = { ingress: 'egress', egress: 'ingress' };

const LET: Readonly<Record<Direction, string>> = {
  ingress: 'nothing let in',
  egress: 'nothing let out, not even DNS',
};

/** Finds policies of both types that say only of one direction what may pass. */
export const directionClosedByOmission: Check = {
  id: 'NP018',
  name: 'direction-closed-by-omission',
  severity: 'info',
  summary: 'A policy isolates its pods for both directions and writes rules for one of them.',
  why: 'A list of rules that is not there admits nothing. Who copies `policyTypes: [Ingress, Egress]` and writes ingress rules cuts everything that the pods connect to, DNS first.',
  how: '`policyTypes` lists both directions, one has rules, and the list of the other is not written at all. Nothing is said where that list is written and empty, where another policy isolates all those pods for that direction anyway, or where one that may select them has rules for it, or where the name of the policy speaks of denying. It is a warning where the name of the policy speaks of allowing, or only of the direction that has rules.',
  help: 'leave the direction out of `policyTypes`, write what may pass, or write an empty list where nothing may',
  acknowledge: 'Never: an empty list says the same to every reader.',
  references: [REFERENCES.policySpec, REFERENCES.isolation],
  examples: {
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: allow-web-to-api, namespace: shop }
spec:
  podSelector: { matchLabels: { app: api } }
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: allow-web-to-api, namespace: shop }
spec:
  podSelector: { matchLabels: { app: api } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new NetworkPolicy(shop, 'allow-web-to-api', {
  select: pods({ app: 'api' }),
  ingress: [from(pods({ app: 'web' })).on(tcp(8080))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const policy of examined.cluster.policies) {
      const closed = closedDirection(examined, policy);
      if (closed === undefined || saidByName(policy).denies) continue;
      const { namespace, name } = policy;
      const subjects = subjectsOf(examined, policy);
      yield {
        about: aboutPolicy(policy),
        path: ['spec', 'policyTypes'],
        severity: isMeantForOther(policy, closed) ? 'warning' : 'info',
        message: `${namespace}/${name} isolates for ${closed} by \`policyTypes\` and says nothing about ${closed}, which closes it`,
        facts:
          subjects.length === 0
            ? []
            : [`isolated for ${closed}, with ${LET[closed]}: ${listWorkloads(subjects)}`],
        help: `leave ${POLICY_TYPE[closed]} out of \`policyTypes\`, write what may pass, or write \`${closed}: []\` where nothing may`,
        key: closed,
      };
    }
  },
};

/** The direction that is isolated, unwritten, and opened by nobody. */
function closedDirection(examined: Examined, policy: Policy): Direction | undefined {
  if (policy.isolates.length < 2) return undefined;
  const spec = writtenSpec(examined, policy);
  return policy.isolates.find(
    (direction) =>
      !Object.hasOwn(spec, direction) &&
      Object.hasOwn(spec, 'policyTypes') &&
      policy.rules[OTHER[direction]].length > 0 &&
      isolatedAnywayBy(examined, policy, direction) === undefined &&
      openersFor(examined, policy, direction).length === 0,
  );
}

function isMeantForOther(policy: Policy, closed: Direction): boolean {
  const { allows, directions } = saidByName(policy);
  const speaksOfOther = directions.length === 1 && directions[0] !== closed;
  return allows || speaksOfOther;
}
