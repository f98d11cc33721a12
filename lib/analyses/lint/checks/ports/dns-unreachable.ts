import { groupBy } from '../../../../kernel';
import type { Policy } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { deployment, egress } from '../../examples';
import { REFERENCES } from '../../references';
import { type KnownPod, knownPods } from '../../views/known-pods';
import { listNames, listWorkloads } from '../../views/lists';
import { leavesNoServerOpen, needsNames } from '../../views/name-needs';
import { mayAskNameServers, nameServerWords } from '../../views/name-servers';
import { isolatedBy, subjectsOf } from '../../views/subjects';

/** Finds pods that may call others, and cannot ask for their names. */
export const dnsUnreachable: Check = {
  id: 'NP603',
  name: 'dns-unreachable',
  severity: 'warning',
  summary: 'Pods that are isolated for egress may call others, and cannot resolve a name.',
  why: 'Egress is isolated and the way to the database opened, and the application still fails: it asks for the name of the database first, and the name server is not among the peers.',
  how: 'No policy of a known workload lets it ask any name server of the profile over UDP, or any known one where the profile says nothing, and rules let it out to pods behind a Service, to everywhere, or to a block of several addresses. Pods with a DNS policy of their own and on the host network are left out, and so is everything undecided.',
  help: 'allow UDP and TCP 53 to the pods of the name server',
  acknowledge:
    'When the pods know the addresses they call, or get them from environment variables.',
  references: [REFERENCES.dns],
  examples: {
    given: deployment('api'),
    avoid: {
      yaml: egress('api')`
    - to: [{ ipBlock: { cidr: 203.0.113.0/24 } }]
      ports: [{ protocol: TCP, port: 443 }]
`,
      typescript: `
new AllowExternalApi(shop, 'carrier', {
  from: pods({ app: 'api' }),
  cidrs: ['203.0.113.0/24'],
  on: tcp(443),
  because: 'books parcels with the carrier',
});
`,
    },
    prefer: {
      yaml: egress('api')`
    - to: [{ ipBlock: { cidr: 203.0.113.0/24 } }]
      ports: [{ protocol: TCP, port: 443 }]
    - to:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }
          podSelector: { matchLabels: { k8s-app: kube-dns } }
      ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }]
`,
      typescript: `
new AllowDns(shop, 'dns');
new AllowExternalApi(shop, 'carrier', {
  from: pods({ app: 'api' }),
  cidrs: ['203.0.113.0/24'],
  on: tcp(443),
  because: 'books parcels with the carrier',
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    const cut = [...knownPods(examined).values()].flat().filter((known) => isCut(examined, known));
    for (const [policy, pods] of groupBy(cut, (known) => widestOf(examined, known))) {
      if (policy === undefined) continue;
      const { namespace, name } = policy;
      yield {
        about: aboutPolicy(policy),
        path: [],
        message: `${namespace}/${name} isolates ${listWorkloads(pods)} for egress, and no policy lets them resolve names`,
        facts: [`closed to them: ${listNames(nameServerWords(examined))}`],
        key: '',
      };
    }
  },
};

function isCut(examined: Examined, known: KnownPod): boolean {
  const { pod } = known;
  if (pod.hostNetwork || pod.otherDns !== undefined) return false;
  const policies = isolatedBy(examined, known, 'egress');
  if (policies.length === 0 || mayAskNameServers(examined, pod)) return false;
  return needsNames(examined, policies) && leavesNoServerOpen(examined, policies);
}

/** Of the policies that isolate a pod, the one that isolates most. */
function widestOf(examined: Examined, known: KnownPod): Policy | undefined {
  const width = (policy: Policy) => subjectsOf(examined, policy).length;
  return isolatedBy(examined, known, 'egress').reduce<Policy | undefined>(
    (widest, each) => (widest === undefined || width(each) > width(widest) ? each : widest),
    undefined,
  );
}
