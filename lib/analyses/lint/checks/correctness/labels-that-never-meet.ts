import { formatRequirement, formatSelector, type Selector } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { REFERENCES } from '../../references';
import { listWorkloads } from '../../views/lists';
import { type PodIndex, podsIn, selectedFrom } from '../../views/pod-index';
import { indexOfPeer, silentPeers } from '../../views/silent-peers';
import { silentPolicies } from '../../views/silent-subjects';

/** Finds selectors whose labels are on different pods. */
export const labelsThatNeverMeet: Check = {
  id: 'NP011',
  name: 'labels-that-never-meet',
  severity: 'warning',
  summary: 'A selector asks for labels that known pods have one by one, and none has together.',
  why: 'The labels of one selector are all asked for at once. Whoever lists the labels of two applications, meaning either, selects neither.',
  how: 'Each condition of the selector that asks for a label matches known pods of the namespaces in question, and no pod meets them all. Labels of versions and releases are left out: the next one may bring its pods. A slip of the pen (NP007, NP008) is told first.',
  help: 'write one peer, or one policy, for each, or one `In` where they share a label',
  acknowledge: 'When a pod with all these labels comes from somewhere else.',
  references: [REFERENCES.labels, REFERENCES.setBased],
  examples: {
    given: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web, tier: frontend } }
spec: { containers: [{ name: main, image: "web:1" }] }
---
apiVersion: v1
kind: Pod
metadata: { name: ledger, namespace: shop, labels: { app: ledger, tier: backend } }
spec: { containers: [{ name: main, image: "ledger:1" }] }
`,
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: both, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web, tier: backend } }
  policyTypes: [Ingress]
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: both, namespace: shop }
spec:
  podSelector: { matchExpressions: [{ key: app, operator: In, values: [web, ledger] }] }
  policyTypes: [Ingress]
`,
      typescript: `
new NetworkPolicy(shop, 'both', { select: pods({ app: oneOf('web', 'ledger') }), ingress: [] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, silence } of silentPolicies(examined)) {
      if (silence.kind !== 'never-together') continue;
      const { namespace, name, subject } = policy;
      yield {
        about: aboutPolicy(policy),
        path: ['spec', 'podSelector'],
        message: `${namespace}/${name} selects no pod: none has ${formatSelector(subject)} together`,
        facts: whoHas(podsIn(examined, namespace), subject),
      };
    }
    for (const { placed, silence } of silentPeers(examined)) {
      const { policy, path, place, peer } = placed;
      if (silence.kind !== 'never-together' || peer.pods === undefined) continue;
      yield {
        about: aboutPolicy(policy),
        path: [...path, 'podSelector'],
        message: `${policy.namespace}/${policy.name} ${place} names no pod: none has ${formatSelector(peer.pods)} together`,
        facts: whoHas(indexOfPeer(examined, placed), peer.pods),
      };
    }
  },
};

function whoHas(of: PodIndex, { requirements }: Selector): readonly string[] {
  return requirements.map((each) => {
    const pods = selectedFrom(of, { requirements: [each] });
    return `${formatRequirement(each)} alone: ${listWorkloads(pods)}`;
  });
}
