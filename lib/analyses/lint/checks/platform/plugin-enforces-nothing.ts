import { count } from '../../../../kernel';
import { howToEnforce, POLICY_ENGINES } from '../../../../platform';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { deny } from '../../examples';
import { REFERENCES } from '../../references';

/** Finds policies for a cluster that does nothing with them. */
export const pluginEnforcesNothing: Check = {
  id: 'NP401',
  name: 'plugin-enforces-nothing',
  severity: 'error',
  summary: 'The policies are for a cluster that does not enforce NetworkPolicy.',
  why: 'The API server takes and lists every policy, whatever the network plugin does with it. Where the plugin does nothing, each pod reaches each other pod, and everything looks in order.',
  how: 'The profile says that the cluster enforces no NetworkPolicy, the input holds at least one, and no workload of the input is a policy engine by its labels. It is reported once, at the first policy.',
  help: 'choose a plugin that enforces, or the profile that describes yours',
  acknowledge: 'When the policies are written for a plugin that is to come.',
  references: [REFERENCES.prerequisites],
  examples: {
    profile: 'flannel',
    given: deny('deny', '[Ingress, Egress]'),
    avoid: {
      yaml: `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
`,
    },
    prefer: {
      yaml: `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: kube-network-policies, namespace: kube-system }
spec:
  selector: { matchLabels: { k8s-app: kube-network-policies } }
  template:
    metadata: { labels: { k8s-app: kube-network-policies } }
    spec:
      hostNetwork: true
      containers: [{ name: engine, image: 'registry.k8s.io/networking/kube-network-policies:v1.0.0' }]
`,
      typescript: `
const labels = { 'k8s-app': 'kube-network-policies' };
new ApiObject(chart, 'engine', {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'kube-network-policies', namespace: 'kube-system' },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: { hostNetwork: true, containers: [{ name: 'engine', image: 'engine:1' }] },
    },
  },
});
`,
    },
  },
  *find({ cluster, profile }: Examined): Iterable<Found> {
    const [first] = cluster.policies;
    if (first === undefined || profile.assume.enforces !== false || hasEngine(cluster)) return;
    const policies = count(cluster.policies.length, 'policy', 'policies');
    const source = profile.sources?.enforces;
    yield {
      about: aboutPolicy(first),
      path: [],
      message: `nothing enforces ${policies} of this input under the profile ${profile.name}`,
      facts: source === undefined ? [] : [source],
      help: howToEnforce(profile),
      key: '',
    };
  },
};

function hasEngine({ workloads }: Examined['cluster']): boolean {
  return workloads.some(({ pods }) =>
    POLICY_ENGINES.some(({ labels }) =>
      Object.entries(labels).every(([key, value]) =>
        pods.some((pod) => pod.labels.get(key) === value),
      ),
    ),
  );
}
