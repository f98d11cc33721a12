import { groupBy, type JsonObject } from '../../../../kernel';
import type { Check, Examined, Found, WrittenObject } from '../../check';
import { canonical } from '../../fingerprint';
import { REFERENCES } from '../../references';

/** Finds objects that a later one of the same name replaces. */
export const duplicateObject: Check = {
  id: 'NP501',
  name: 'duplicate-object',
  severity: 'error',
  summary: 'Two objects have one kind, namespace and name, and only the last one counts.',
  why: 'Two policies of one name look like two policies, and are one: the second replaces the first when both are applied, with every rule in it. Nobody is told, and which is the second depends on the order of files.',
  how: 'Two policies, workloads or Services of the input have the same group, kind, namespace and name. It is an error for policies, a warning for other objects, and an info where both say the same.',
  help: 'give one of them another name, or remove it',
  acknowledge: 'When the files are variants that are never applied together.',
  references: [REFERENCES.names],
  examples: {
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Egress]
`,
      typescript: `
// refused
new NetworkPolicy(shop, 'ingress', { name: 'web', select: pods({ app: 'web' }), ingress: [] });
new NetworkPolicy(shop, 'egress', { name: 'web', select: pods({ app: 'web' }), egress: [] });
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web-ingress, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web-egress, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Egress]
`,
      typescript: `
new NetworkPolicy(shop, 'web-ingress', { select: pods({ app: 'web' }), ingress: [] });
new NetworkPolicy(shop, 'web-egress', { select: pods({ app: 'web' }), egress: [] });
`,
    },
  },
  *find({ objects }: Examined): Iterable<Found> {
    const counted = objects.filter((object) => object.name !== '' && GROUPS.has(groupOf(object)));
    for (const same of groupBy(counted, identityOf).values()) {
      const last = same.at(-1);
      if (last !== undefined) yield* same.slice(0, -1).map((lost) => replaced(lost, last));
    }
  },
};

function replaced(lost: WrittenObject, last: WrittenObject): Found {
  const { kind, namespace, name } = lost;
  const where = namespace === undefined ? '' : `${namespace}/`;
  const isAlike = canonical(allOf(lost)) === canonical(allOf(last));
  const loud = kind.endsWith('NetworkPolicy') ? 'error' : 'warning';
  return {
    about: lost,
    path: [],
    message: `${kind} ${where}${name} is written again, and ${isAlike ? 'says the same there' : 'only the last one counts'}`,
    severity: isAlike ? 'info' : loud,
    related: [{ message: 'the one that counts', source: last.origin.at([]) }],
    key: '',
  };
}

function allOf({ body, whole }: WrittenObject): JsonObject {
  return whole?.read() ?? body;
}

/** Groups whose objects are policies, run pods, or send to them. */
const GROUPS: ReadonlySet<string> = new Set([
  '',
  'apps',
  'batch',
  'networking.k8s.io',
  'policy.networking.k8s.io',
  'cilium.io',
  'projectcalico.org',
  'crd.projectcalico.org',
  'crd.antrea.io',
]);

/** ConfigMaps and their like are of the core group too, and decide nothing here. */
const CORE_KINDS: ReadonlySet<string> = new Set(['Pod', 'Service', 'ReplicationController']);

function groupOf({ apiVersion, kind }: WrittenObject): string {
  const slash = apiVersion.indexOf('/');
  if (slash < 0) return CORE_KINDS.has(kind) ? '' : apiVersion;
  return apiVersion.slice(0, slash);
}

function identityOf(object: WrittenObject): string {
  const { kind, namespace = '', name } = object;
  return JSON.stringify([groupOf(object), kind, namespace, name]);
}
