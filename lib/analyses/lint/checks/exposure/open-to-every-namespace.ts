import { selectsEverything } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { ingress } from '../../examples';
import { REFERENCES } from '../../references';
import { storeLines, storesOpenedBy } from '../../views/databases';
import { everyPodPeer, type PlacedPeer } from '../../views/every-selector';
import { isForEveryone } from '../../views/for-everyone';
import { opensPort } from '../../views/port-entries';
import { subjectsOf } from '../../views/subjects';

/** Finds rules that let in every pod of every namespace. */
export const openToEveryNamespace: Check = {
  id: 'NP107',
  name: 'open-to-every-namespace',
  severity: 'info',
  summary: 'A rule lets in every pod of every namespace.',
  why: 'A `namespaceSelector` that asks for nothing also means namespaces that other teams make next year. Whoever gets a foothold anywhere in the cluster stands at this door.',
  how: 'A peer coming in has an empty `namespaceSelector` and asks the pods for nothing either. Name servers, ingress controllers, webhooks, pods behind an entry point and namespaces of the platform are left out. It is a warning where the rule opens a port on which databases and caches usually answer.',
  help: 'name the namespaces, best by kubernetes.io/metadata.name, and their pods',
  acknowledge: 'Every team of the cluster is to use the service.',
  references: [REFERENCES.peersOfRules, REFERENCES.hardening],
  examples: {
    avoid: {
      yaml: ingress('database')`
    - from: [{ namespaceSelector: {} }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
      typescript: `
new NetworkPolicy(shop, 'database', {
  select: pods({ app: 'database' }),
  ingress: [from(allNamespaces()).on(tcp(5432))],
});
`,
    },
    prefer: {
      yaml: ingress('database')`
    - from: [{ podSelector: { matchLabels: { app: api } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
      typescript: `
new NetworkPolicy(shop, 'database', {
  select: pods({ app: 'database' }),
  ingress: [from(pods({ app: 'api' })).on(tcp(5432))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, rule, peer, path, place } of everyPodPeer(examined)) {
      if (rule.direction !== 'ingress' || !isEveryone(peer)) continue;
      const subjects = subjectsOf(examined, policy);
      const isMeant = subjects.some(({ pod }) => isForEveryone(examined, pod));
      const opensDns = rule.ports.length > 0 && opensPort(rule, 'UDP', DNS);
      if (isMeant || opensDns) continue;
      const stores = storesOpenedBy(examined, policy, rule);
      yield {
        about: aboutPolicy(policy),
        path,
        message: `${policy.namespace}/${policy.name} ${place} lets in every pod of every namespace`,
        ...(stores.length > 0 && { severity: 'warning' }),
        facts: storeLines(stores),
      };
    }
  },
};

const DNS = 53;

function isEveryone({ namespaces, pods }: PlacedPeer['peer']): boolean {
  return (
    namespaces !== undefined &&
    selectsEverything(namespaces) &&
    (pods === undefined || selectsEverything(pods))
  );
}
