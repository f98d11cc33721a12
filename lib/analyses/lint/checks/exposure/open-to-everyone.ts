import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { everyRule } from '../../every-rule';
import { deny, ingress, together } from '../../examples';
import { REFERENCES } from '../../references';
import { storeLines, storesOpenedBy } from '../../views/databases';
import { isForEveryone } from '../../views/for-everyone';
import { listWorkloads } from '../../views/lists';
import { opensPort } from '../../views/port-entries';
import { ruleName, rulePath } from '../../views/rule-place';
import { subjectsOf } from '../../views/subjects';

/** Finds rules that let in everyone to pods that nothing outside leads to. */
export const openToEveryone: Check = {
  id: 'NP108',
  name: 'open-to-everyone',
  severity: 'info',
  summary: 'A rule lets in everyone to pods that no entry point leads to.',
  why: 'A rule without `from` lets in every pod of the cluster, every node, and whatever else reaches the address of the pod. Where nothing leads there from outside, few of them have any business there.',
  how: 'A rule coming in has no peers, all its pods are known, and no Ingress, route, or Service with a port outside leads to one of them; nor do the API server, name servers, ingress controllers and components of the platform count. It is a warning where the rule opens a port on which databases and caches usually answer.',
  help: 'name in `from` who is to come in',
  acknowledge: 'Clients come in over a way that the manifests do not show.',
  references: [REFERENCES.peersOfRules, REFERENCES.hardening],
  examples: {
    given: together(
      `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: database, namespace: shop }
spec:
  serviceName: database
  selector: { matchLabels: { app: database } }
  template:
    metadata: { labels: { app: database } }
    spec: { containers: [{ name: main, image: "postgres:16", ports: [{ containerPort: 5432 }] }] }
`,
      `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec: { containers: [{ name: main, image: "api:1" }] }
`,
      deny('deny-all', '[Ingress]'),
    ),
    avoid: {
      yaml: ingress('database')`
    - ports: [{ protocol: TCP, port: 5432 }]
`,
      typescript: `
new NetworkPolicy(shop, 'database', {
  select: pods({ app: 'database' }),
  ingress: [from(everyone()).on(tcp(5432))],
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
    for (const { policy, rule } of everyRule(examined)) {
      if (rule.direction !== 'ingress' || rule.peers.length > 0) continue;
      const subjects = subjectsOf(examined, policy);
      const isMeant = subjects.some(({ pod }) => isForEveryone(examined, pod));
      const opensDns = rule.ports.length > 0 && opensPort(rule, 'UDP', DNS);
      const counts = policy.isolates.includes('ingress') && subjects.length > 0;
      if (!counts || isMeant || opensDns) continue;
      const stores = storesOpenedBy(examined, policy, rule);
      yield {
        about: aboutPolicy(policy),
        path: rulePath(rule),
        message: `${ruleName({ policy, rule })} lets in everyone, and no entry point leads to ${listWorkloads(subjects)}`,
        ...(stores.length > 0 && { severity: 'warning' }),
        facts: storeLines(stores),
      };
    }
  },
};

const DNS = 53;
