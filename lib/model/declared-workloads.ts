import { byText, compareText, type KnownWorkload, type Origin, type Source } from '../kernel';
import type { Cluster, Pod, Workload } from './cluster';
import { namespaceOf } from './namespaces';

/** The kind of a workload of which only its pods are known. */
const KIND = 'Workload';

/** What stands where a file would, for what an author only declares. */
const DECLARED = '(declared)';

/**
 * The same cluster with the workloads that somebody declares beside it. One that the manifests hold
 * as well, under any kind, is what the manifests say it is.
 */
export function withDeclaredWorkloads(
  cluster: Cluster,
  declared: readonly KnownWorkload[],
): Cluster {
  const held = new Set(cluster.workloads.map(({ namespace, name }) => `${namespace}/${name}`));
  const added = declared.filter(({ namespace, name }) => !held.has(`${namespace}/${name}`));
  if (added.length === 0) return cluster;
  const unknown = added.filter(({ namespace }) => !cluster.namespaces.has(namespace));
  const namespaces = new Map([
    ...cluster.namespaces,
    ...unknown.map(({ namespace }) => {
      const known = namespaceOf(namespace, new Map(), 'lived-in');
      return [namespace, known] as const;
    }),
  ]);
  return {
    ...cluster,
    namespaces: new Map([...namespaces].sort(([a], [b]) => compareText(a, b))),
    workloads: [...cluster.workloads, ...added.map(workloadOf)].sort(
      byText(({ namespace, name, kind }) => `${namespace}/${name}/${kind}`),
    ),
  };
}

function workloadOf(declared: KnownWorkload): Workload {
  const { namespace, name, labels, ports } = declared;
  const origin = originOf(declared);
  const pod: Pod = {
    namespace,
    name,
    labels: new Map(Object.entries(labels).sort(byText(([key]) => key))),
    ports: ports.map((port) => ({ ...port, on: 'container' })),
    hostNetwork: false,
    addresses: [],
    node: undefined,
    stands: 'for-replicas',
    origin,
  };
  return { namespace, name, kind: KIND, pods: [pod], origin };
}

function originOf({ typescript }: KnownWorkload): Origin {
  const source: Source = { file: DECLARED, ...(typescript !== undefined && { typescript }) };
  return { file: DECLARED, at: () => source };
}
