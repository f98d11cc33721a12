import { frozen } from './frozen';
import type { Basis } from './metadata';

/** Namespaces in which a platform runs its own components. */
export interface SystemNamespaces {
  readonly platform: string;
  readonly names: readonly string[];
  /** Beginnings of names that the platform keeps for itself. @default - it keeps none */
  readonly prefixes?: readonly string[];
  readonly source: string;
  readonly basis: Basis;
}

/**
 * Where components of the cluster itself run. `default` is not among them: people run their own pods
 * there, although nobody recommends it.
 */
export const SYSTEM_NAMESPACES: readonly SystemNamespaces[] = frozen([
  {
    platform: 'Kubernetes',
    names: ['kube-system', 'kube-public', 'kube-node-lease'],
    prefixes: ['kube-'],
    source:
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/, "Initial namespaces" and the prefix that is reserved',
    basis: 'vendor',
  },
  {
    platform: 'OpenShift',
    names: ['openshift'],
    prefixes: ['openshift-'],
    source:
      'https://docs.openshift.com/container-platform/latest/applications/projects/working-with-projects.html, names that begin with openshift- and kube-',
    basis: 'vendor',
  },
  {
    platform: 'GKE',
    names: ['gmp-system', 'gmp-public', 'gke-gmp-system'],
    prefixes: ['gke-managed-'],
    source: 'https://cloud.google.com/stackdriver/docs/managed-prometheus/setup-managed',
    basis: 'list',
  },
  {
    platform: 'Calico',
    names: ['calico-system', 'calico-apiserver', 'tigera-operator'],
    source: 'https://docs.tigera.io/calico/latest/getting-started/kubernetes/quickstart',
    basis: 'list',
  },
]);

/** The platform whose components run in a namespace of that name; undefined for anybody's own. */
export function platformOfNamespace(name: string): string | undefined {
  return SYSTEM_NAMESPACES.find(
    ({ names, prefixes = [] }) =>
      names.includes(name) || prefixes.some((prefix) => name.startsWith(prefix)),
  )?.platform;
}
