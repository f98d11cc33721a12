import { namespace, type PlainLabels, type PlainObject, pod, policy } from './objects';
import { type Random, randomFrom } from './random';
import { namesOf, type Size } from './size';
import { type Spec, TEAMS, TIERS, teamPolicy } from './team-policies';

const ENVS = ['dev', 'test', 'staging', 'prod'] as const;
const PORTS = [80, 443, 3000, 5432, 6379, 8080, 8443, 9090, 9100] as const;
const REPLICAS = 3;
const SEED = 7;

/**
 * Clusters as teams run them: namespaces labelled by team and environment, a few workloads each with
 * replicas, databases as StatefulSets, and policies of every usual shape.
 */
export function* teams({ namespaces, pods, policies }: Size): Generator<PlainObject> {
  const random = randomFrom(SEED);
  const names = namesOf('ns', namespaces);
  yield* namespacesOf(names);
  yield* policiesOf(names, policies, random);
  yield* podsOf(names, pods, random);
}

/** The same, where two policies of seven name a single pod of a StatefulSet. */
export function* pinnedTeams(size: Size): Generator<PlainObject> {
  const random = randomFrom(SEED + 1);
  const pinned = Math.round((size.policies * 2) / 7);
  yield* teams({ ...size, policies: size.policies - pinned });
  for (let made = 0; made < pinned; made += 1) {
    yield policy(`ns-${made % size.namespaces}`, `pin-${made}`, pinnedSpec(random));
  }
}

function* namespacesOf(names: readonly string[]): Generator<PlainObject> {
  for (const [n, name] of names.entries()) {
    yield namespace(name, { team: `team-${n % TEAMS}`, env: ENVS[n % ENVS.length] ?? 'dev' });
  }
}

/** The first policy of a namespace denies; those after it open something. */
function* policiesOf(
  names: readonly string[],
  amount: number,
  random: Random,
): Generator<PlainObject> {
  for (let made = 0; made < amount; made += 1) {
    const home = names[made % names.length] ?? 'ns-0';
    const isFirst = made < names.length;
    yield policy(home, `p-${made}`, isFirst ? denial(random) : teamPolicy(names, random));
  }
}

function denial(random: Random): Spec {
  return { podSelector: {}, policyTypes: random.chance(0.5) ? ['Ingress', 'Egress'] : ['Ingress'] };
}

function* podsOf(names: readonly string[], amount: number, random: Random): Generator<PlainObject> {
  const each = Math.max(1, Math.ceil(amount / names.length));
  for (let made = 0; made < amount; made += 1) {
    const home = names[Math.floor(made / each)] ?? 'ns-0';
    yield replica(home, made, made % each, random);
  }
}

/** `within`: how many pods its namespace had before. */
function replica(home: string, made: number, within: number, random: Random): PlainObject {
  const app = Math.floor(within / REPLICAS);
  const workload = `app-${app}`;
  const tier = TIERS[app % TIERS.length] ?? 'web';
  const isStateful = tier === 'db';
  const name = isStateful ? `${workload}-${within % REPLICAS}` : `${workload}-${made.toString(36)}`;
  return pod({
    namespace: home,
    name,
    made,
    labels: {
      ...workloadLabels(home, workload, tier),
      ...podLabels(name, isStateful, made, random),
    },
    ports: [
      { name: 'http', containerPort: PORTS[app % PORTS.length] ?? 80 },
      ...(random.chance(0.4) ? [{ name: 'metrics', containerPort: 9100 }] : []),
    ],
    owner: { kind: isStateful ? 'StatefulSet' : 'ReplicaSet', name: workload },
  });
}

function workloadLabels(home: string, workload: string, tier: string): PlainLabels {
  return {
    app: workload,
    tier,
    'app.kubernetes.io/name': workload,
    'app.kubernetes.io/instance': `${home}-${workload}`,
  };
}

/** What controllers and releases add to a pod: labels that hardly any policy mentions. */
function podLabels(name: string, isStateful: boolean, made: number, random: Random): PlainLabels {
  return {
    ...(isStateful
      ? { [POD_NAME_LABEL]: name }
      : { 'pod-template-hash': `h${(made * 2_654_435_761) % 1_000_003}` }),
    release: random.chance(0.1) ? 'canary' : 'stable',
    version: `v${random.below(4)}`,
  };
}

const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name';

/** One replica of the first database of its namespace, open to the api beside it. */
function pinnedSpec(random: Random): Spec {
  const name = `app-${TIERS.indexOf('db')}-${random.below(REPLICAS)}`;
  return {
    podSelector: { matchLabels: { [POD_NAME_LABEL]: name } },
    ingress: [
      { from: [{ podSelector: { matchLabels: { tier: 'api' } } }], ports: [{ port: 5432 }] },
    ],
  };
}
