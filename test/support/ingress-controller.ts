import type { Cluster, Pod, Workload } from '../../lib/model';
import { NOWHERE } from './arbitraries';

/** The pseudo source of these cases: a pod without labels in a namespace of its own. */
const CONTROLLER: Pod = {
  namespace: 'ingress-controller',
  name: 'ingress-controller',
  labels: new Map(),
  ports: [],
  hostNetwork: false,
  addresses: [],
  node: undefined,
  stands: 'for-replicas',
  origin: NOWHERE,
};

/** The workload that the published ingress cases take for the controller. */
export const IN_CLUSTER_CONTROLLER: Workload = {
  namespace: CONTROLLER.namespace,
  name: CONTROLLER.name,
  kind: 'Deployment',
  pods: [CONTROLLER],
  origin: NOWHERE,
};

/** The cluster with that controller in it. */
export function withController(cluster: Cluster): Cluster {
  const { namespace } = CONTROLLER;
  const home = { name: namespace, labels: new Map(), declared: true };
  return {
    ...cluster,
    namespaces: new Map([...cluster.namespaces, [namespace, home]]),
    workloads: [...cluster.workloads, IN_CLUSTER_CONTROLLER],
  };
}
