import { labelledPod, namespace, type PlainObject, policy } from './objects';
import { type Random, randomFrom } from './random';
import { cycled, namesOf, type Size } from './size';

const SEED = 5;
const APPS = 4;
/** 3,559 of the 13,678 policies select nothing. */
const EMPTY = 3_559 / 13_678;

/**
 * A real cluster by the statistics that the authors of k8s-netpol-scale publish of it: 5,413 pods,
 * 604 namespaces and 13,678 policies, a quarter of them empty. The median policy selects six pods and
 * names one block and one port; the median peer is two pods, the mean 35, for a few are most pods.
 */
export function* realShape({ namespaces, pods, policies }: Size): Generator<PlainObject> {
  const random = randomFrom(SEED);
  const names = namesOf('real', namespaces);
  for (const [n, name] of names.entries()) yield namespace(name, { tenant: `t-${n % 60}` });
  for (let made = 0; made < policies; made += 1) {
    const spec = random.chance(EMPTY) ? empty(made) : usual(random);
    yield policy(cycled(names, made, 'real-0'), `np-${made}`, spec);
  }
  for (let made = 0; made < pods; made += 1) {
    const within = Math.floor(made / namespaces);
    const labels = { app: `app-${within % APPS}`, part: partOf(within), pod: `p${made}` };
    yield labelledPod(cycled(names, made, 'real-0'), made, labels);
  }
}

/** Six of the nine pods of a namespace. */
function partOf(within: number): string {
  return within % 3 === 2 ? 'side' : 'main';
}

function empty(made: number): object {
  return { podSelector: { matchLabels: { app: `gone-${made}` } }, ingress: [] };
}

function usual(random: Random): object {
  const block = `172.${16 + random.below(16)}.${random.below(256)}.0/24`;
  return {
    podSelector: subject(random),
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [peer(random)], ports: [portOf(random)] }],
    egress: [{ to: [peer(random), { ipBlock: { cidr: block } }], ports: [portOf(random)] }],
  };
}

function subject(random: Random): object {
  const drawn = random.next();
  if (drawn < 0.3) return {};
  return { matchLabels: drawn < 0.7 ? { part: 'main' } : appOf(random) };
}

function peer(random: Random): object {
  if (!random.chance(0.01)) return { podSelector: { matchLabels: appOf(random) } };
  return { namespaceSelector: {}, podSelector: { matchLabels: { part: 'main' } } };
}

function portOf(random: Random): object {
  return { port: 1024 + random.below(10) };
}

function appOf(random: Random): object {
  return { app: `app-${random.below(APPS)}` };
}
