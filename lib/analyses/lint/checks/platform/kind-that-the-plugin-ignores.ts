import { POLICY_KINDS, type PolicyKind } from '../../../../platform';
import type { Check, Examined, Found, WrittenObject } from '../../check';
import { REFERENCES } from '../../references';

const HELP = 'write a NetworkPolicy, which every plugin that enforces implements';

/** Finds policies of kinds that the plugin of the cluster does not implement. */
export const kindThatThePluginIgnores: Check = {
  id: 'NP410',
  name: 'kind-that-the-plugin-ignores',
  severity: 'error',
  summary: 'A policy is of a kind that the network plugin of the cluster does not implement.',
  why: 'Where the kind is installed and the plugin is another one, the API server stores the policy and nothing comes of it. Where it is not installed, the API server refuses the object.',
  how: 'The profile names the plugin, and the plugin is not among those that are known to implement the kind.',
  help: HELP,
  acknowledge: 'When a second plugin of the cluster implements it.',
  references: [REFERENCES.prerequisites, REFERENCES.clusterNetworkPolicy],
  examples: {
    profile: 'calico',
    avoid: {
      yaml: `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: web } }
  ingress: [{}]
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
`,
      typescript: `
new NetworkPolicy(shop, 'web', { select: pods({ app: 'web' }), ingress: [] });
`,
    },
  },
  *find({ objects, profile: { cni } }: Examined): Iterable<Found> {
    if (cni === undefined) return;
    for (const object of objects) {
      const known = kindOf(object);
      if (known === undefined || POLICY_KINDS[known].plugins[cni] !== undefined) continue;
      const { kind, namespace, name } = object;
      const plugins = Object.keys(POLICY_KINDS[known].plugins).sort();
      const where = namespace === undefined ? '' : `${namespace}/`;
      yield {
        about: object,
        path: [],
        message: `${kind} ${where}${name} does nothing: ${cni} does not implement that kind`,
        facts: [`implemented by ${plugins.join(', ')}`],
        help: `${HELP}, or say \`--cni ${plugins.includes('cilium') ? 'cilium' : plugins[0]}\` where that plugin is chained behind ${cni}`,
        key: '',
      };
    }
  },
};

const KINDS: Readonly<Record<string, PolicyKind>> = {
  'cilium.io/CiliumNetworkPolicy': 'CiliumNetworkPolicy',
  'cilium.io/CiliumClusterwideNetworkPolicy': 'CiliumNetworkPolicy',
  'policy.networking.k8s.io/ClusterNetworkPolicy': 'ClusterNetworkPolicy',
};

function kindOf({ apiVersion, kind }: WrittenObject): PolicyKind | undefined {
  return KINDS[`${apiVersion.split('/')[0]}/${kind}`];
}
