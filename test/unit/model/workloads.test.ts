import { describe, expect, test } from 'vitest';
import { clusterOf, workloadLines } from '../../support/cluster';

const controlled = (apiVersion: string, kind: string, name: string) =>
  `ownerReferences: [{apiVersion: ${apiVersion}, kind: ${kind}, name: ${name}, controller: true}]`;
const pod = (name: string, owner = '', rest = '') =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: a, ${owner}}, spec: {containers: []}${rest}}`;
const template = '{metadata: {labels: {app: x}}, spec: {containers: []}}';
const runs = (apiVersion: string, kind: string, name: string, metadata = '', spec = '') =>
  `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: ${name}, namespace: a, ${metadata}}, spec: {${spec}template: ${template}}}`;
const lines = (...documents: readonly string[]) =>
  workloadLines(clusterOf(documents.join('\n---\n')));

describe('owners', () => {
  test('a Deployment, its ReplicaSets and their pods are one workload of known pods', () => {
    expect(
      lines(
        pod('web-5d-1', controlled('apps/v1', 'ReplicaSet', 'web-5d')),
        runs('apps/v1', 'ReplicaSet', 'web-5d', controlled('apps/v1', 'Deployment', 'web')),
        runs('apps/v1', 'Deployment', 'web'),
      ),
    ).toEqual(['Deployment a/web: web-5d-1']);
  });

  test('a pod finds its Deployment by the template hash where the ReplicaSet is not in the input', () => {
    const labels = 'labels: {pod-template-hash: 5d}, ';
    expect(
      lines(
        runs('apps/v1', 'Deployment', 'web'),
        pod('web-5d-1', labels + controlled('apps/v1', 'ReplicaSet', 'web-5d')),
      ),
    ).toEqual(['Deployment a/web: web-5d-1']);
  });

  test('a CronJob, its Jobs and their pods are one workload', () => {
    expect(
      lines(
        `{apiVersion: batch/v1, kind: CronJob, metadata: {name: backup, namespace: a}, spec: {jobTemplate: {spec: {template: ${template}}}}}`,
        runs('batch/v1', 'Job', 'backup-1', controlled('batch/v1', 'CronJob', 'backup')),
        pod('backup-1-x', controlled('batch/v1', 'Job', 'backup-1')),
      ),
    ).toEqual(['CronJob a/backup: backup-1-x']);
  });

  test('an owner that is only referred to still names the workload', () => {
    const owner = controlled('argoproj.io/v1alpha1', 'Rollout', 'web');
    expect(lines(pod('web-1', owner), pod('web-2', owner))).toEqual([
      'Rollout a/web: web-1, web-2',
    ]);
  });

  test('without known pods every template of an unseen owner counts, in any order of the input', () => {
    const sets = ['web-1', 'web-2'].map((name) =>
      runs('apps/v1', 'ReplicaSet', name, controlled('apps/v1', 'Deployment', 'web')),
    );
    const expected = ['Deployment a/web: web-1 (replicas), web-2 (replicas)'];
    expect(lines(...sets)).toEqual(expected);
    expect(lines(...[...sets].reverse())).toEqual(expected);
  });

  test('the node that owns a static pod is no workload', () => {
    expect(
      lines(
        pod('etcd-n1', controlled('v1', 'Node', 'n1')),
        pod('etcd-n2', controlled('v1', 'Node', 'n1')),
      ),
    ).toEqual(['Pod a/etcd-n1: etcd-n1', 'Pod a/etcd-n2: etcd-n2']);
  });

  test('two groups may use one kind and one name for different workloads', () => {
    expect(
      lines(runs('batch/v1', 'Job', 'train'), runs('batch.example.io/v1', 'Job', 'train')),
    ).toEqual(['Job a/train: train (replicas)', 'Job.batch.example.io a/train: train (replicas)']);
  });

  test('owners in a circle are one workload, named by the first of them', () => {
    const circle = ['c', 'a', 'b'].map((name, i, all) =>
      pod(name, controlled('v1', 'Pod', all[(i + 1) % 3] ?? '')),
    );
    expect(lines(...circle)).toEqual(['Pod a/a: a, b, c']);
    expect(lines(...[...circle].reverse())).toEqual(['Pod a/a: a, b, c']);
  });

  test('ten thousand pods that own each other in a circle take no time', () => {
    const items = Array.from({ length: 10_000 }, (_, i) => {
      const owner = {
        apiVersion: 'v1',
        kind: 'Pod',
        name: `p${(i + 1) % 10_000}`,
        controller: true,
      };
      const metadata = { name: `p${i}`, namespace: 'a', ownerReferences: [owner] };
      return { apiVersion: 'v1', kind: 'Pod', metadata };
    });
    const result = clusterOf(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    expect(result.cluster.workloads).toHaveLength(1);
  });
});

describe('objects without a fixed name', () => {
  test('two objects that leave their name to the API server are two workloads', () => {
    const load = `{apiVersion: batch/v1, kind: Job, metadata: {generateName: load-, namespace: a}, spec: {template: ${template}}}`;
    expect(lines(load, load)).toEqual([
      'Job a/load-*: load-* (replicas)',
      'Job a/load-*2: load-*2 (replicas)',
    ]);
  });

  test('an object without any name is an error', () => {
    const { diagnostics } = clusterOf(
      '{apiVersion: v1, kind: Pod, metadata: {namespace: a}, spec: {containers: []}}',
    );
    expect(diagnostics.map(({ code }) => code)).toContain('model/no-name');
  });
});

describe('custom resources', () => {
  test.each(['template', 'podTemplate'])('a spec.%s with containers runs pods', (field) => {
    expect(
      lines(
        `{apiVersion: example.io/v1, kind: Runner, metadata: {name: r, namespace: a}, spec: {${field}: ${template}}}`,
      ),
    ).toEqual(['Runner a/r: r (replicas)']);
  });

  test('podMetadata alone gives the labels of pods that an operator makes', () => {
    const { cluster } = clusterOf(
      '{apiVersion: example.io/v1, kind: Metrics, metadata: {name: m, namespace: a}, spec: {podMetadata: {labels: {app: m}}}}',
    );
    expect([...(cluster.workloads[0]?.pods[0]?.labels ?? [])]).toEqual([['app', 'm']]);
  });

  test('a custom resource without a template is told once, not guessed', () => {
    const { cluster, diagnostics } = clusterOf(
      '{apiVersion: example.io/v1, kind: Thing, metadata: {name: t, namespace: a}, spec: {template: plain}}',
    );
    expect(cluster.workloads).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['model/pods-elsewhere']);
  });
});

describe('StatefulSets', () => {
  const selecting = (key: string) =>
    `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: a}, spec: {podSelector: {matchLabels: {${key}: x}}}}`;
  const database = (spec: string) => runs('apps/v1', 'StatefulSet', 'db', '', spec);

  test('the template stands for all pods where no policy asks for one of them', () => {
    expect(lines(database('replicas: 3, '), selecting('app'))).toEqual([
      'StatefulSet a/db: db (replicas)',
    ]);
  });

  test.each(['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index'])(
    'a policy that asks for %s tells them apart',
    (key) => {
      expect(lines(database('replicas: 3, ordinals: {start: 5}, '), selecting(key))).toEqual([
        'StatefulSet a/db: db-5, db-6, db-7',
      ]);
    },
  );

  test('a pod has the name and the index that its controller will give it', () => {
    const { cluster } = clusterOf(
      [database(''), selecting('apps.kubernetes.io/pod-index')].join('\n---\n'),
    );
    expect([...(cluster.workloads[0]?.pods[0]?.labels ?? [])]).toEqual([
      ['app', 'x'],
      ['statefulset.kubernetes.io/pod-name', 'db-0'],
      ['apps.kubernetes.io/pod-index', '0'],
    ]);
  });

  test('beyond a thousand replicas the template stands for the rest, and a warning says so', () => {
    const { cluster, diagnostics } = clusterOf(
      [database('replicas: 2000000000, '), selecting('apps.kubernetes.io/pod-index')].join(
        '\n---\n',
      ),
    );
    expect(cluster.workloads[0]?.pods).toHaveLength(1_001);
    expect(diagnostics.map(({ code }) => code)).toContain('model/many-replicas');
  });

  test('known pods count instead of the template', () => {
    expect(
      lines(
        database('replicas: 3, '),
        selecting('apps.kubernetes.io/pod-index'),
        pod('db-0', controlled('apps/v1', 'StatefulSet', 'db')),
      ),
    ).toEqual(['StatefulSet a/db: db-0']);
  });
});

describe('pods', () => {
  test('a finished pod is left out, and its Job stands for itself again', () => {
    expect(
      lines(
        runs('batch/v1', 'Job', 'once'),
        pod('once-1', controlled('batch/v1', 'Job', 'once'), ', status: {phase: Succeeded}'),
      ),
    ).toEqual(['Job a/once: once (replicas)']);
  });

  test('a Job labels its pods with its own name', () => {
    const { cluster } = clusterOf(runs('batch/v1', 'Job', 'once'));
    expect(cluster.workloads[0]?.pods[0]?.labels.get('job-name')).toBe('once');
  });

  test('podIPs give the addresses of both families, and an empty podIP none', () => {
    const { cluster } = clusterOf(
      [
        pod('dual', '', ', status: {podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}, {ip: "fd00::1"}]}'),
        pod('fresh', '', ', status: {podIP: ""}'),
      ].join('\n---\n'),
    );
    expect(
      cluster.workloads.map(({ pods }) => pods[0]?.addresses.map(({ family }) => family)),
    ).toEqual([[4, 6], []]);
  });

  test.each([
    ['status: {podIP: nonsense}', 'model/not-an-address'],
    ['spec: {containers: [{ports: [{containerPort: 0}]}]}', 'model/not-a-port'],
    ['spec: {containers: [{ports: [{containerPort: 80, protocol: tcp}]}]}', 'model/not-a-port'],
  ])('%s is an error', (part, code) => {
    const { diagnostics } = clusterOf(
      `{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: a}, ${part}}`,
    );
    expect(diagnostics.map((each) => each.code)).toContain(code);
  });

  test.each(['__proto__', 'constructor '])(
    'a label called %s is refused like any other illegal one',
    (key) => {
      const { diagnostics } = clusterOf(
        `{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: a, labels: {"${key}": x}}}`,
      );
      expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
    },
  );

  test('a label called constructor is just a label', () => {
    const { cluster, diagnostics } = clusterOf(
      '{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: constructor, labels: {constructor: x}}}',
    );
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(cluster.workloads[0]?.pods[0]?.labels.get('constructor')).toBe('x');
  });
});
