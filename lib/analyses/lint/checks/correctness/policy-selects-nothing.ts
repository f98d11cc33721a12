import { formatSelector } from '../../../../kernel';
import type { Policy } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { REFERENCES } from '../../references';
import type { KnownPod } from '../../views/known-pods';
import { listWorkloads } from '../../views/lists';
import { instead, type NearLabel } from '../../views/near-labels';
import { podsIn } from '../../views/pod-index';
import { silentPolicies } from '../../views/silent-subjects';
import { isolatedBy, subjectsOf } from '../../views/subjects';
import { mayRunUnseenPods } from '../../views/unseen';

/** Finds policies that select none of the pods of their namespace. */
export const policySelectsNothing: Check = {
  id: 'NP007',
  name: 'policy-selects-nothing',
  severity: 'warning',
  summary: 'A policy selects no pod of its namespace, so that it protects nobody.',
  why: 'A selector that matches nothing is legal and silent. The pods that it was written for are selected by no policy and stay open, while everybody reads that they are closed.',
  how: 'Workloads of the namespace are in the input, and no pod of them has the labels. It is an error where one label is plainly a slip of the pen for that of pods that nothing else isolates: letters in another order, or one letter of a long word; a remark where operators may run pods that nobody sees, or where most policies of the namespace wait for pods that are not in the input. Selectors that ask for labels which controllers add to pods are left alone, as are namespaces in which a platform runs its own components, and selectors of well-known components that their own manifests bring. Where the label is on the controller (NP010), on pods of another namespace (NP013, NP014), spread over several pods (NP011), or cannot be had at all (NP009), only that check says so.',
  help: 'correct the selector, or remove the policy',
  acknowledge:
    'When its pods come from somewhere else: another repository, an operator, a pipeline.',
  references: [REFERENCES.labels, REFERENCES.networkPolicies],
  examples: {
    given: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: frontend, namespace: shop }
spec:
  template:
    metadata: { labels: { app: frontend } }
    spec: { containers: [{ name: main, image: "frontend:1" }] }
`,
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: frontend, namespace: shop }
spec:
  podSelector: { matchLabels: { app: frontned } }
  policyTypes: [Ingress]
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: frontend, namespace: shop }
spec:
  podSelector: { matchLabels: { app: frontend } }
  policyTypes: [Ingress]
`,
      typescript: `
new NetworkPolicy(shop, 'frontend', { select: pods({ app: 'frontend' }), ingress: [] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, silence } of silentPolicies(examined)) {
      if (silence.kind !== 'nothing') continue;
      const { near } = silence;
      const { namespace, name, subject } = policy;
      const asked = formatSelector(subject);
      yield {
        about: aboutPolicy(policy),
        path: ['spec', 'podSelector'],
        severity: severityOf(examined, policy, near),
        message: `${namespace}/${name} selects no pod of namespace ${namespace}: none has ${asked}`,
        facts:
          near === undefined
            ? instead(podsIn(examined, namespace), subject)
            : [`${listWorkloads(near.pods)} has ${near.meant}`],
        help:
          near === undefined
            ? policySelectsNothing.help
            : `write ${near.meant} in place of ${near.asked}, if that is what was meant`,
        key: asked,
      };
    }
  },
};

function severityOf(
  examined: Examined,
  policy: Policy,
  near: NearLabel | undefined,
): 'error' | 'warning' | 'info' {
  if (near !== undefined) {
    const isOpen = (known: KnownPod) =>
      policy.isolates.every((direction) => isolatedBy(examined, known, direction).length === 0);
    return near.by === 'plain-slip' && near.pods.every(isOpen) ? 'error' : 'warning';
  }
  const isElsewhere =
    mayRunUnseenPods(examined, policy.namespace) || isMostlySilent(examined, policy.namespace);
  return isElsewhere ? 'info' : 'warning';
}

const SEVERAL = 3;

/** Whether several policies of a namespace ask for labels, and the input has pods for few of them. */
function isMostlySilent(examined: Examined, namespace: string): boolean {
  const asking = examined.cluster.policies.filter(
    (policy) => policy.namespace === namespace && policy.subject.requirements.length > 0,
  );
  const silent = asking.filter((policy) => subjectsOf(examined, policy).length === 0);
  return silent.length >= SEVERAL && silent.length * 2 > asking.length;
}
