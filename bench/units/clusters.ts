import { type Manifest, manifestsOf } from '../../lib/manifests';
import { buildCluster, type Cluster } from '../../lib/model';

/** How large a synthetic cluster is. */
export interface ClusterSize {
  readonly namespaces: number;
  readonly workloadsEach: number;
}

/**
 * A cluster as teams build it: every namespace denies by default, tiers talk down the line, one
 * namespace monitors all. No randomness, so every run measures the same thing.
 */
export function teamsCluster(size: ClusterSize): Cluster {
  return buildCluster(teamsManifests(size)).cluster;
}

/** The same as manifests. */
export function teamsManifests({ namespaces, workloadsEach }: ClusterSize): readonly Manifest[] {
  const objects = Array.from({ length: namespaces }, (_, n) => {
    const namespace = `team-${n}`;
    const workloads = Array.from({ length: workloadsEach }, (_, w) => workload(namespace, w));
    return [...workloads, ...policies(namespace, workloadsEach)];
  });
  return manifestsOf(objects.flat()).manifests;
}

function workload(namespace: string, at: number): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `app-${at}`, namespace },
    spec: {
      template: {
        metadata: { labels: { app: `app-${at}`, part: at % 2 === 0 ? 'front' : 'back' } },
        spec: { containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8080 }] }] },
      },
    },
  };
}

function policies(namespace: string, workloads: number): readonly object[] {
  const deny = policy(namespace, 'deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  const monitored = policy(namespace, 'monitored', {
    podSelector: {},
    ingress: [
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-0' } } }],
        ports: [{ port: 'http' }],
      },
    ],
  });
  const steps = Array.from({ length: workloads - 1 }, (_, at) => [
    policy(namespace, `out-${at}`, {
      podSelector: { matchLabels: { app: `app-${at}` } },
      policyTypes: ['Egress'],
      egress: [{ to: [{ podSelector: { matchLabels: { app: `app-${at + 1}` } } }] }],
    }),
    policy(namespace, `in-${at + 1}`, {
      podSelector: { matchLabels: { app: `app-${at + 1}` } },
      ingress: [
        { from: [{ podSelector: { matchLabels: { app: `app-${at}` } } }], ports: [{ port: 8080 }] },
      ],
    }),
  ]);
  return [deny, monitored, ...steps.flat()];
}

function policy(namespace: string, name: string, spec: object): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec,
  };
}
