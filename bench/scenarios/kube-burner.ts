import { DENY_ALL, labelledPod, namespace, type PlainObject, policy } from './objects';
import { cycled, namesOf, type Size } from './size';

const NUMBERS = 100;
const JOB = { 'kube-burner-job': 'network-policy' };
const PEERS = 5;
const PORTS = Array.from({ length: 5 }, (_, at) => ({ protocol: 'TCP', port: 8000 + at * 10 }));

/**
 * The shape of kube-burner's network policy workloads: the same pods and policies in every
 * namespace, and every policy with many peers and ports.
 */
export function* kubeBurner({ namespaces, pods, policies }: Size): Generator<PlainObject> {
  const names = namesOf('kb', namespaces);
  for (const name of names) yield namespace(name, JOB);
  for (let made = 0; made < policies; made += 1) {
    const at = Math.floor(made / namespaces);
    const spec = at === 0 ? DENY_ALL : manyPeers(at, names);
    yield policy(cycled(names, made, 'kb-0'), `np-${at}`, spec);
  }
  for (let made = 0; made < pods; made += 1) {
    const num = String(Math.floor(made / namespaces) % NUMBERS);
    yield labelledPod(cycled(names, made, 'kb-0'), made, { num, app: 'burner' });
  }
}

function manyPeers(at: number, names: readonly string[]): object {
  const peers = Array.from({ length: PEERS }, (_, n) => ({
    namespaceSelector: {
      matchLabels:
        n === 0 ? JOB : { 'kubernetes.io/metadata.name': cycled(names, at * PEERS + n, 'kb-0') },
    },
    podSelector: { matchLabels: { num: String((at + n) % NUMBERS) } },
  }));
  const values = [String(at % NUMBERS), String((at * 7) % NUMBERS)];
  return {
    podSelector: { matchExpressions: [{ key: 'num', operator: 'In', values }] },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: peers, ports: PORTS }],
    egress: [{ to: peers, ports: PORTS }],
  };
}
