import { noPorts, unionPorts } from '../../../../kernel';
import type { Workload } from '../../../../model';
import type { Check, Examined, Found, Subject } from '../../check';
import { deployment, ingress, together } from '../../examples';
import { REFERENCES } from '../../references';
import { isBehind } from '../../views/backing';
import { evaluatorOf } from '../../views/evaluator';
import { listNames } from '../../views/lists';
import { isolatedBy } from '../../views/subjects';
import { at, writtenAs } from '../../written';

/** Finds members of a StatefulSet that are to find each other, and may not talk. */
export const replicasThatCannotTalk: Check = {
  id: 'NP612',
  name: 'replicas-that-cannot-talk',
  severity: 'info',
  summary:
    'The replicas of a StatefulSet have names for each other, and no rule lets them connect.',
  why: 'A policy for a database admits its clients. Its replicas are pods like any other: they elect a leader over the same network, and no rule admits them.',
  how: 'A StatefulSet of several replicas has a headless Service that selects them, policies isolate them, and no port is open, nor undecided, from one replica to another.',
  help: 'let the pods of the StatefulSet reach each other on the ports of their protocol',
  acknowledge: 'When the replicas share nothing, or agree over something else.',
  references: [REFERENCES.statefulSets, REFERENCES.networkPolicies],
  examples: {
    given: together(
      `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  replicas: 3
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers: [{ name: db, image: 'db:1', ports: [{ containerPort: 5432 }] }]
`,
      `apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec:
  clusterIP: None
  selector: { app: db }
  ports: [{ port: 5432 }]
`,
      deployment('api'),
    ),
    avoid: {
      yaml: ingress('db')`
    - from: [{ podSelector: { matchLabels: { app: api } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
      typescript: `
new Connection(shop, 'api-to-db', {
  from: pods({ app: 'api' }),
  to: pods({ app: 'db' }),
  on: tcp(5432),
});
`,
    },
    prefer: {
      yaml: ingress('db')`
    - from:
        - podSelector: { matchLabels: { app: api } }
        - podSelector: { matchLabels: { app: db } }
      ports: [{ protocol: TCP, port: 5432 }]
`,
      typescript: `
new AllowDns(shop, 'dns');
new Connection(shop, 'api-to-db', {
  from: pods({ app: 'api' }),
  to: pods({ app: 'db' }),
  on: tcp(5432),
});
new Connection(shop, 'db-to-db', {
  from: pods({ app: 'db' }),
  to: pods({ app: 'db' }),
  on: tcp(5432),
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const workload of examined.cluster.workloads) {
      const service = peersOf(examined, workload);
      if (service === undefined || !areApart(examined, workload)) continue;
      const { namespace, name } = workload;
      yield {
        about: aboutWorkload(workload),
        path: [],
        message: `no policy lets the replicas of ${namespace}/${name} connect to each other, and Service ${service} names them`,
        facts: isolatedAt(examined, workload),
        key: '',
      };
    }
  },
};

/** The headless Service by which the replicas of a StatefulSet find each other. */
function peersOf(
  examined: Examined,
  { kind, namespace, pods, origin }: Workload,
): string | undefined {
  if (kind !== 'StatefulSet') return undefined;
  const written = writtenAs(examined, origin);
  const [replicas, name] = [
    at(written, ['spec', 'replicas']),
    at(written, ['spec', 'serviceName']),
  ];
  if (typeof replicas !== 'number' || replicas < 2) return undefined;
  const own = examined.cluster.services.find(
    (service) => service.namespace === namespace && service.name === name,
  );
  const isPeers =
    own?.translates === 'no' &&
    own.ports.length > 0 &&
    pods.every((pod) => isBehind(own, pod) && !pod.hostNetwork);
  return isPeers ? `${own.namespace}/${own.name}` : undefined;
}

function areApart(examined: Examined, { pods }: Workload): boolean {
  const [first, second = first] = pods;
  if (first === undefined || second === undefined) return false;
  if (first === second && first.stands === 'for-one-pod') return false;
  const { allowed, undecided } = evaluatorOf(examined).connection(
    { kind: 'pod', pod: first },
    { kind: 'pod', pod: second },
  );
  return noPorts(unionPorts(allowed, undecided));
}

function isolatedAt(examined: Examined, { pods }: Workload): readonly string[] {
  const [pod] = pods;
  if (pod === undefined) return [];
  return (['egress', 'ingress'] as const).flatMap((direction) => {
    const policies = isolatedBy(examined, { pod }, direction);
    if (policies.length === 0) return [];
    const names = policies.map(({ namespace, name }) => `${namespace}/${name}`);
    return [`isolated for ${direction} by ${listNames(names)}`];
  });
}

function aboutWorkload({ kind, namespace, name, origin }: Workload): Subject {
  return { kind, namespace, name, origin };
}
