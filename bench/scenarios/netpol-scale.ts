import { labelledPod, namespace, type PlainObject, policy } from './objects';
import { cycled, namesOf, type Size } from './size';

/** What one policy holds, in the order in which k8s-netpol-scale names its profiles. */
export interface ScaleProfile {
  readonly localPods: number;
  readonly ports: number;
  readonly portRanges: number;
  readonly podSelectors: number;
  readonly peerNamespaces: number;
  readonly peerPods: number;
  readonly cidrs: number;
}

/** One of what a policy needs, and nothing else. */
export const MINIMAL: ScaleProfile = {
  localPods: 1,
  ports: 1,
  portRanges: 0,
  podSelectors: 1,
  peerNamespaces: 1,
  peerPods: 1,
  cidrs: 0,
};

/** A few of everything. */
export const MEDIUM: ScaleProfile = {
  localPods: 6,
  ports: 2,
  portRanges: 2,
  podSelectors: 2,
  peerNamespaces: 3,
  peerPods: 5,
  cidrs: 2,
};

/**
 * Clusters in the manner of k8s-netpol-scale: every policy alike in size, each naming pods by number,
 * its own and those of other namespaces.
 */
export function netpolScale(profile: ScaleProfile): (size: Size) => Generator<PlainObject> {
  return function* ({ namespaces, pods, policies }) {
    const names = namesOf('scale', namespaces);
    const podsEach = Math.ceil(pods / namespaces);
    for (const name of names) yield namespace(name);
    for (let made = 0; made < policies; made += 1) {
      const home = cycled(names, made, 'scale-0');
      yield policy(home, `np-${made}`, specOf(profile, made, names, podsEach));
    }
    for (let made = 0; made < pods; made += 1) {
      const num = String(Math.floor(made / namespaces));
      yield labelledPod(cycled(names, made, 'scale-0'), made, { num });
    }
  };
}

function specOf(
  profile: ScaleProfile,
  made: number,
  names: readonly string[],
  podsEach: number,
): object {
  const at = Math.floor(made / names.length);
  const numbers = (from: number, amount: number) =>
    numbered(amount, (n) => String((from + n) % podsEach));
  const peers = numbered(profile.podSelectors, (n) => ({
    namespaceSelector: oneOf(
      'kubernetes.io/metadata.name',
      numbered(profile.peerNamespaces, (m) => cycled(names, made + at + n + m + 1, 'scale-0')),
    ),
    podSelector: oneOf('num', numbers(at + n * profile.peerPods, profile.peerPods)),
  }));
  const blocks = numbered(profile.cidrs, (n) => ({
    ipBlock: { cidr: `172.${16 + ((made + n) % 16)}.${at % 256}.0/24` },
  }));
  const ports = [
    ...numbered(profile.ports, (n) => ({ protocol: 'TCP', port: 8080 + n })),
    ...numbered(profile.portRanges, (n) => ({
      protocol: 'TCP',
      port: 9000 + n * 100,
      endPort: 9050 + n * 100 + (at % 10),
    })),
  ];
  return {
    podSelector: oneOf('num', numbers(at, profile.localPods)),
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [...peers, ...blocks], ports }],
    egress: [{ to: [...peers, ...blocks], ports }],
  };
}

function numbered<T>(amount: number, make: (n: number) => T): readonly T[] {
  return Array.from({ length: amount }, (_, n) => make(n));
}

function oneOf(key: string, values: readonly string[]): object {
  return { matchExpressions: [{ key, operator: 'In', values: [...new Set(values)] }] };
}
