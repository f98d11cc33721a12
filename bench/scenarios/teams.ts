import { namespace, type PlainObject, policy } from './objects';
import { randomFrom } from './random';
import { namesOf, type Size } from './size';
import { databaseReplica, POD_NAME_LABEL, teamPods } from './team-pods';
import { denial, ENVS, pinned, TEAMS, teamPolicy } from './team-policies';

const SEED = 7;

/**
 * Clusters as teams run them: namespaces labelled by team and environment, most of them denied by
 * default one way or both, a few workloads each with replicas, databases as StatefulSets, and policies
 * of every usual shape. Of all pairs of pods a few of ten exchange something.
 */
export function* teams({ namespaces, pods, policies }: Size): Generator<PlainObject> {
  const random = randomFrom(SEED);
  const names = namesOf('ns', namespaces);
  for (const [n, name] of names.entries()) {
    yield namespace(name, { team: `team-${n % TEAMS}`, env: ENVS[n % ENVS.length] ?? 'dev' });
  }
  for (let made = 0; made < policies; made += 1) {
    const isDenial = made < namespaces && random.chance(0.7);
    const spec = isDenial ? denial(random) : teamPolicy(names, random);
    yield policy(`ns-${made % namespaces}`, `p-${made}`, spec);
  }
  yield* teamPods(names, pods, random);
}

/** The same, where two policies of seven name a single pod of a StatefulSet. */
export function* pinnedTeams(size: Size): Generator<PlainObject> {
  const random = randomFrom(SEED + 1);
  const single = Math.round((size.policies * 2) / 7);
  yield* teams({ ...size, policies: size.policies - single });
  for (let made = 0; made < single; made += 1) {
    const spec = pinned(POD_NAME_LABEL, databaseReplica(random));
    yield policy(`ns-${made % size.namespaces}`, `pin-${made}`, spec);
  }
}
