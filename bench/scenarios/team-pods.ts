import { type PlainLabels, type PlainObject, pod } from './objects';
import type { Random } from './random';
import { TIERS } from './team-policies';

const PORTS = [80, 443, 3000, 5432, 6379, 8080, 8443, 9090, 9100] as const;
const REPLICAS = 3;
export const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name';

/** What one template gives to all of its replicas. */
interface Workload {
  readonly home: string;
  readonly number: number;
  readonly release: 'canary' | 'stable';
  readonly hasMetrics: boolean;
}

/** Workloads of three replicas, namespace by namespace; every fifth one is a StatefulSet. */
export function* teamPods(
  namespaces: readonly string[],
  amount: number,
  random: Random,
): Generator<PlainObject> {
  const each = Math.max(1, Math.ceil(amount / namespaces.length));
  for (let made = 0; made < amount; ) {
    const within = made % each;
    const workload: Workload = {
      home: namespaces[Math.floor(made / each)] ?? 'ns-0',
      number: Math.floor(within / REPLICAS),
      release: random.chance(0.1) ? 'canary' : 'stable',
      hasMetrics: random.chance(0.4),
    };
    const replicas = Math.min(REPLICAS, each - within, amount - made);
    for (let ordinal = 0; ordinal < replicas; ordinal += 1, made += 1) {
      yield replica(workload, ordinal, made, random);
    }
  }
}

/** One replica of the first database of its namespace, or none. */
export function databaseReplica(random: Random): string {
  return `app-${TIERS.indexOf('db')}-${random.below(REPLICAS)}`;
}

function replica(workload: Workload, ordinal: number, made: number, random: Random): PlainObject {
  const { home, number, hasMetrics } = workload;
  const app = `app-${number}`;
  const tier = TIERS[number % TIERS.length] ?? 'web';
  const kind = tier === 'db' ? 'StatefulSet' : 'ReplicaSet';
  const name = kind === 'StatefulSet' ? `${app}-${ordinal}` : `${app}-${made.toString(36)}`;
  return pod({
    namespace: home,
    name,
    made,
    labels: {
      ...templateLabels(workload, app, tier),
      ...(kind === 'StatefulSet' ? { [POD_NAME_LABEL]: name } : hashLabels(made, random)),
    },
    ports: [
      { name: 'http', containerPort: PORTS[number % PORTS.length] ?? 80 },
      ...(hasMetrics ? [{ name: 'metrics', containerPort: 9100 }] : []),
    ],
    owner: { kind, name: app },
  });
}

function templateLabels({ home, release }: Workload, app: string, tier: string): PlainLabels {
  return {
    app,
    tier,
    'app.kubernetes.io/name': app,
    'app.kubernetes.io/instance': `${home}-${app}`,
    release,
  };
}

/** Labels of single pods that no policy mentions. */
function hashLabels(made: number, random: Random): PlainLabels {
  const hash = `h${(made * 2_654_435_761) % 1_000_003}`;
  return { 'pod-template-hash': hash, version: `v${random.below(4)}` };
}
