import { frozen } from './frozen';

/** What enforces NetworkPolicy on a node, as its own installation instructions label it. */
export interface PolicyEngine {
  readonly name: string;
  /** Labels of the pods of its DaemonSet. */
  readonly labels: { readonly [key: string]: string };
  readonly source: string;
}

/** The engines that are recognised by their labels, also beside a plugin that enforces nothing. */
export const POLICY_ENGINES: readonly PolicyEngine[] = frozen([
  {
    name: 'Calico',
    labels: { 'k8s-app': 'calico-node' },
    source: 'projectcalico/calico, manifests/calico.yaml',
  },
  {
    name: 'Canal',
    labels: { 'k8s-app': 'canal' },
    source: 'projectcalico/calico, manifests/canal.yaml',
  },
  {
    name: 'kube-network-policies',
    labels: { 'k8s-app': 'kube-network-policies' },
    source: 'kubernetes-sigs/kube-network-policies, install.yaml',
  },
  {
    name: 'kube-router',
    labels: { 'k8s-app': 'kube-router' },
    source: 'cloudnativelabs/kube-router, daemonset/',
  },
  {
    name: 'Cilium',
    labels: { 'k8s-app': 'cilium' },
    source: 'cilium/cilium, install/kubernetes/cilium',
  },
]);
