import { labelledPod, namespace, type PlainLabels, type PlainObject, policy } from './objects';
import { type Random, randomFrom } from './random';
import { cycled, namesOf, type Size } from './size';

const KEYS = namesOf('k', 10);
const GROUPS = 4;
const SEED = 11;

/**
 * Every pod a class of its own, and rules as broad as they get: a policy for each pod, and all others
 * let every pod of a quarter of the namespaces in. What is quadratic in classes dies of this.
 */
export function* adversarial({ namespaces, pods, policies }: Size): Generator<PlainObject> {
  const random = randomFrom(SEED);
  const names = namesOf('adv', namespaces);
  for (const [n, name] of names.entries()) yield namespace(name, { group: `g-${n % GROUPS}` });
  for (let made = 0; made < policies - pods; made += 1) {
    const at = Math.floor(made / namespaces);
    yield policy(cycled(names, made, 'adv-0'), `wide-${at}`, wide(at));
  }
  for (let made = 0; made < pods; made += 1) {
    const home = cycled(names, made, 'adv-0');
    yield policy(home, `own-${made}`, {
      podSelector: { matchLabels: { id: `i${made}` } },
      ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 443 }] }],
    });
    yield labelledPod(home, made, { id: `i${made}`, ...someKeys(random) });
  }
}

function wide(at: number): object {
  return {
    podSelector: { matchExpressions: [{ key: cycled(KEYS, at, 'k-0'), operator: 'Exists' }] },
    ingress: [
      {
        from: [{ namespaceSelector: { matchLabels: { group: `g-${at % GROUPS}` } } }],
        ports: [{ port: 1000 + at, endPort: 2000 + at * 3 }],
      },
    ],
  };
}

function someKeys(random: Random): PlainLabels {
  return Object.fromEntries(KEYS.filter(() => random.chance(0.5)).map((key) => [key, 'x']));
}
