import { formatSelector, type Requirement } from '../../../../kernel';
import { NAMESPACE_NAME_LABEL } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { ingress } from '../../examples';
import { REFERENCES } from '../../references';
import { everyPodPeer } from '../../views/every-selector';

/** Finds peers that let in whoever gives a namespace a label. */
export const trustsMutableLabels: Check = {
  id: 'NP110',
  name: 'trusts-mutable-labels',
  severity: 'info',
  summary: 'A rule lets in every namespace that carries a label which somebody may set.',
  why: 'Whoever may label a namespace, or make one, puts it among those that come in. The label kubernetes.io/metadata.name is the only one that the API server sets itself.',
  how: 'A `namespaceSelector` coming in asks for a label and does not ask for the name. Labels that a platform keeps for itself are left out.',
  help: 'ask for kubernetes.io/metadata.name, or let admission control guard who sets the label',
  acknowledge: 'Only administrators may label namespaces, or an admission policy guards the label.',
  references: [REFERENCES.namespaceByName],
  examples: {
    avoid: {
      yaml: ingress('database')`
    - from: [{ namespaceSelector: { matchLabels: { trusted: "true" } }, podSelector: { matchLabels: { app: api } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
      typescript: `
new NetworkPolicy(shop, 'database', {
  select: pods({ app: 'database' }),
  ingress: [from(pods({ app: 'api' }).in(namespaces({ trusted: 'true' }))).on(tcp(5432))],
});
`,
    },
    prefer: {
      yaml: ingress('database')`
    - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: backend } }, podSelector: { matchLabels: { app: api } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
      typescript: `
new NetworkPolicy(shop, 'database', {
  select: pods({ app: 'database' }),
  ingress: [from(pods({ app: 'api' }).in(namespace('backend'))).on(tcp(5432))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, rule, peer, path, place } of everyPodPeer(examined)) {
      const { namespaces } = peer;
      if (rule.direction !== 'ingress' || namespaces === undefined) continue;
      const asks = namespaces.requirements;
      if (asks.some(isKept) || !asks.some(isMutable)) continue;
      yield {
        about: aboutPolicy(policy),
        path: [...path, 'namespaceSelector'],
        message: `${policy.namespace}/${policy.name} ${place} lets in every namespace with ${formatSelector(namespaces)}, whoever labels it so`,
      };
    }
  },
};

/** OpenShift labels the namespaces of its routers and of the host network itself. */
const KEPT = /^(network\.openshift\.io|policy-group\.network\.openshift\.io)\//;

function isKept({ key, operator }: Requirement): boolean {
  return (key === NAMESPACE_NAME_LABEL && operator === 'In') || KEPT.test(key);
}

function isMutable({ operator }: Requirement): boolean {
  return operator === 'In' || operator === 'Exists';
}
