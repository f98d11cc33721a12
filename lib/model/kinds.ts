/** Where a built-in kind keeps the template of its pods. */
export const POD_TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  '/ReplicationController': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  'extensions/Deployment': ['spec', 'template'],
  'extensions/DaemonSet': ['spec', 'template'],
  'extensions/ReplicaSet': ['spec', 'template'],
};

/** Policy kinds beside networking.k8s.io/v1 NetworkPolicy that can open or close flows. */
export const UNMODELLED_KINDS: Readonly<Record<string, 'namespaced' | 'cluster-scoped'>> = {
  'policy.networking.k8s.io/AdminNetworkPolicy': 'cluster-scoped',
  'policy.networking.k8s.io/BaselineAdminNetworkPolicy': 'cluster-scoped',
  'policy.networking.k8s.io/ClusterNetworkPolicy': 'cluster-scoped',
  'cilium.io/CiliumNetworkPolicy': 'namespaced',
  'cilium.io/CiliumClusterwideNetworkPolicy': 'cluster-scoped',
  'projectcalico.org/NetworkPolicy': 'namespaced',
  'projectcalico.org/GlobalNetworkPolicy': 'cluster-scoped',
  'crd.projectcalico.org/NetworkPolicy': 'namespaced',
  'crd.projectcalico.org/GlobalNetworkPolicy': 'cluster-scoped',
  'crd.antrea.io/NetworkPolicy': 'namespaced',
  'crd.antrea.io/ClusterNetworkPolicy': 'cluster-scoped',
  'k8s.cni.cncf.io/MultiNetworkPolicy': 'namespaced',
};

/** The group of an `apiVersion`; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** `apps/Deployment`, `/Pod`: a kind without its version. */
export function groupKind({ apiVersion, kind }: { apiVersion: string; kind: string }): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

/** Groups served by Kubernetes itself: an unknown kind there runs no pods. */
export function isBuiltInGroup(group: string): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io');
}
