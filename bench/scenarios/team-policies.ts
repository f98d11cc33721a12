import type { Random } from './random';

/** The spec of a NetworkPolicy as written. */
export type Spec = object;

export const TIERS = ['web', 'api', 'worker', 'cache', 'db'] as const;
export const TEAMS = 40;
export const ENVS = ['dev', 'test', 'staging', 'prod'] as const;
const PORTS = [80, 443, 3000, 5432, 6379, 8080, 8443, 9090, 9100] as const;

/** What most namespaces begin with. */
export function denial(random: Random): Spec {
  const drawn = random.below(3);
  const policyTypes = drawn === 0 ? ['Ingress', 'Egress'] : drawn === 1 ? ['Ingress'] : ['Egress'];
  return { podSelector: {}, policyTypes };
}

/** One pod by its label, open to the api beside it. */
export function pinned(label: string, name: string): Spec {
  return {
    podSelector: { matchLabels: { [label]: name } },
    ingress: [
      { from: [{ podSelector: { matchLabels: { tier: 'api' } } }], ports: [{ port: 5432 }] },
    ],
  };
}

/**
 * What teams open: the next tier, a scrape from another namespace, blocks of addresses with an
 * exception and a range of ports, expressions, and named ports.
 */
export function teamPolicy(namespaces: readonly string[], random: Random): Spec {
  switch (random.below(5)) {
    case 0:
      return nextTier(random);
    case 1:
      return scraped(namespaces, random);
    case 2:
      return outwards(random);
    case 3:
      return byExpressions(random);
    default:
      return byNamedPort(random);
  }
}

function nextTier(random: Random): Spec {
  const at = 1 + random.below(TIERS.length - 1);
  return {
    podSelector: { matchLabels: { tier: TIERS[at] } },
    ingress: [
      {
        from: [{ podSelector: { matchLabels: { tier: TIERS[at - 1] } } }],
        ports: [{ protocol: 'TCP', port: random.pick(PORTS) }],
      },
    ],
  };
}

function scraped(namespaces: readonly string[], random: Random): Spec {
  const other = namespaces[random.below(namespaces.length)];
  const from = random.chance(0.5)
    ? { team: `team-${random.below(TEAMS)}` }
    : { 'kubernetes.io/metadata.name': other };
  return {
    podSelector: {},
    ingress: [
      {
        from: [
          {
            namespaceSelector: { matchLabels: from },
            podSelector: { matchLabels: { tier: 'web' } },
          },
        ],
        ports: [{ port: 9100 }, { port: 'metrics' }],
      },
    ],
  };
}

function outwards(random: Random): Spec {
  const network = `${10 + random.below(200)}.${random.below(256)}`;
  return {
    podSelector: { matchLabels: { tier: random.pick(TIERS) } },
    policyTypes: ['Egress'],
    egress: [
      {
        to: [
          {
            ipBlock: {
              cidr: `${network}.0.0/16`,
              except: [`${network}.${random.below(256)}.0/24`],
            },
          },
          { namespaceSelector: { matchLabels: { env: random.pick(ENVS) } } },
        ],
        ports: [{ protocol: 'TCP', port: 8000, endPort: 8000 + random.below(200) }],
      },
      {
        to: [{ namespaceSelector: {} }],
        ports: [
          { protocol: 'UDP', port: 53 },
          { protocol: 'TCP', port: 53 },
        ],
      },
    ],
  };
}

function byExpressions(random: Random): Spec {
  const apps = [`app-${random.below(6)}`, `app-${random.below(6)}`];
  return {
    podSelector: {
      matchExpressions: [{ key: 'tier', operator: 'In', values: ['api', 'worker'] }],
    },
    ingress: [
      {
        from: [
          {
            podSelector: {
              matchExpressions: [
                { key: 'release', operator: 'NotIn', values: ['canary'] },
                { key: 'app', operator: 'In', values: apps },
              ],
            },
          },
        ],
      },
    ],
  };
}

function byNamedPort(random: Random): Spec {
  return {
    podSelector: { matchLabels: { app: `app-${random.below(6)}` } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 'http' }] }],
    egress: [{ to: [{ podSelector: {} }], ports: [{ port: 'http' }] }],
  };
}
