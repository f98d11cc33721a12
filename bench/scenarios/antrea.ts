import { DENY_ALL, labelledPod, namespace, type PlainObject, policy } from './objects';
import { cycled, namesOf, type Size } from './size';

/*
 * The shapes that the performance tests of Antrea's controller use: how many namespaces, pods and
 * policies, and who selects whom. Names and ports are our own.
 */

/** Every namespace denied, and divided into groups that talk among themselves. */
export function* groups({ namespaces, pods, policies }: Size): Generator<PlainObject> {
  const names = namesOf('an', namespaces);
  const amount = Math.max(1, Math.ceil(policies / namespaces) - 1);
  for (const name of names) yield namespace(name, { app: name });
  for (let made = 0; made < policies; made += 1) {
    const at = Math.floor(made / namespaces);
    yield policy(cycled(names, made, 'an-0'), `np-${at}`, at === 0 ? DENY_ALL : among(at));
  }
  for (let made = 0; made < pods; made += 1) {
    const at = (Math.floor(made / namespaces) % amount) + 1;
    yield labelledPod(cycled(names, made, 'an-0'), made, { [`app-${at}`]: `scale-${at}` });
  }
}

function among(at: number): object {
  const selector = { matchLabels: { [`app-${at}`]: `scale-${at}` } };
  return {
    podSelector: selector,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: selector }] }],
    egress: [{ to: [{ podSelector: selector }] }],
  };
}

/** One namespace in which every policy selects the same pods: all of them. */
export function* sameSelector({ pods, policies }: Size): Generator<PlainObject> {
  const selector = { matchLabels: { app: 'scale' } };
  yield namespace('an-0');
  for (let made = 0; made < policies; made += 1) {
    yield policy('an-0', `np-${made}`, {
      podSelector: selector,
      ingress: [{ from: [{ podSelector: selector }], ports: [{ port: 1 + (made % 10_000) }] }],
    });
  }
  for (let made = 0; made < pods; made += 1) yield labelledPod('an-0', made, { app: 'scale' });
}

/** One namespace with a policy for every pod, which opens it to its neighbours: from the one before to the one behind. */
export function* podEach({ pods, policies }: Size): Generator<PlainObject> {
  yield namespace('an-0');
  for (let made = 0; made < policies; made += 1) {
    const neighbour = (at: number) => ({
      podSelector: { matchLabels: { pod: `p-${(made + pods + at) % pods}` } },
    });
    yield policy('an-0', `np-${made}`, {
      podSelector: { matchLabels: { pod: `p-${made}` } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [neighbour(-1)] }],
      egress: [{ to: [neighbour(1)] }],
    });
  }
  for (let made = 0; made < pods; made += 1) {
    yield labelledPod('an-0', made, { pod: `p-${made}` });
  }
}

/** Namespaces whose policies each let all pods of one other namespace in. */
export function* acrossNamespaces({ namespaces, pods, policies }: Size): Generator<PlainObject> {
  const names = namesOf('an', namespaces);
  for (const name of names) yield namespace(name, { app: name });
  for (let made = 0; made < policies; made += 1) {
    const at = Math.floor(made / namespaces);
    const app = cycled(names, made + at + 1, 'an-0');
    yield policy(cycled(names, made, 'an-0'), `np-${at}`, {
      podSelector: { matchLabels: { num: String(at) } },
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { app } } }] }],
    });
  }
  for (let made = 0; made < pods; made += 1) {
    const num = String(Math.floor(made / namespaces) % 10);
    yield labelledPod(cycled(names, made, 'an-0'), made, { num });
  }
}
