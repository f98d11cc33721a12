import {
  addressesIn,
  hasPort,
  isJsonObject,
  type JsonObject,
  unionPorts,
} from '../../../../kernel';
import type { Pod } from '../../../../model';
import { identityProvidersOf } from '../../../../platform';
import type { Check, Examined, Found } from '../../check';
import { REFERENCES } from '../../references';
import { evaluatorOf } from '../../views/evaluator';
import { listNames } from '../../views/lists';
import { opensPort } from '../../views/port-entries';
import { accountAnnotations, writtenPodSpec } from '../../views/service-accounts';
import { isolatedBy, mayBeIsolatedElsewhere } from '../../views/subjects';

/** Finds pods with an identity of the cloud that cannot ask for it. */
export const workloadIdentityCut: Check = {
  id: 'NP408',
  name: 'workload-identity-cut',
  severity: 'error',
  summary: 'Pods have an identity of the cloud, and no policy lets them out to ask for it.',
  why: 'The ServiceAccount says which identity the pods have. They get it over the network: from an address of the node, or from the token service of the cloud. A default deny for egress closes that way, and the first call to the cloud fails.',
  how: 'The profile names the cloud, the ServiceAccount of a known workload has the annotation of its workload identity, and policies isolate it for egress. On GKE no address and port of the metadata server is open, nor undecided. On EKS and AKS no rule opens TCP 443 to everywhere or to any block, and no container has a proxy: a warning, because an endpoint may have an address that only pods have.',
  help: 'open the addresses and ports of the identity service of the cloud',
  acknowledge: 'When the pods do not use the identity of their ServiceAccount.',
  references: [REFERENCES.gkeIdentity, REFERENCES.eksIdentity, REFERENCES.azureIdentity],
  examples: {
    profile: 'gke',
    given: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: uploader
  namespace: shop
  annotations: { iam.gke.io/gcp-service-account: uploader@project.iam.gserviceaccount.com }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: uploader, namespace: shop }
spec:
  selector: { matchLabels: { app: uploader } }
  template:
    metadata: { labels: { app: uploader } }
    spec:
      serviceAccountName: uploader
      containers: [{ name: uploader, image: 'uploader:1' }]
`,
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: uploader, namespace: shop }
spec:
  podSelector: { matchLabels: { app: uploader } }
  policyTypes: [Egress]
`,
      typescript: `
new NetworkPolicy(shop, 'uploader', { select: pods({ app: 'uploader' }), egress: [] });
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: uploader, namespace: shop }
spec:
  podSelector: { matchLabels: { app: uploader } }
  policyTypes: [Egress]
  egress:
    - to: [{ ipBlock: { cidr: 169.254.169.254/32 } }]
      ports: [{ protocol: TCP, port: 80 }, { protocol: TCP, port: 8080 }]
`,
      typescript: `
new AllowWorkloadIdentity(shop, 'identity', { for: pods({ app: 'uploader' }) });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const workload of examined.cluster.workloads) {
      const [pod] = workload.pods;
      if (pod === undefined || !isCutOff(examined, pod)) continue;
      const policies = isolatedBy(examined, { pod }, 'egress');
      const { kind, namespace, name, origin } = workload;
      yield {
        about: { kind, namespace, name, origin },
        path: [],
        message: `${namespace}/${name} has the identity of its ServiceAccount (${annotationFor(examined)}), and no policy lets it ask for it`,
        severity: examined.profile.cloud === 'gcp' ? 'error' : 'warning',
        facts: [
          `isolated for egress by ${listNames(policies.map((each) => `${each.namespace}/${each.name}`))}`,
        ],
        key: '',
      };
    }
  },
};

/** The annotations by which a ServiceAccount has an identity of a cloud. */
const ANNOTATIONS = {
  gcp: 'iam.gke.io/gcp-service-account',
  aws: 'eks.amazonaws.com/role-arn',
  azure: 'azure.workload.identity/client-id',
} as const;

function annotationFor({ profile: { cloud } }: Examined): string {
  return cloud === undefined ? '' : ANNOTATIONS[cloud];
}

function isCutOff(examined: Examined, pod: Pod): boolean {
  const { cloud } = examined.profile;
  if (cloud === undefined || pod.hostNetwork) return false;
  if (accountAnnotations(examined, pod)[ANNOTATIONS[cloud]] === undefined) return false;
  const isIsolated = isolatedBy(examined, { pod }, 'egress').length > 0;
  if (!isIsolated || mayBeIsolatedElsewhere(examined, pod.namespace)) return false;
  return cloud === 'gcp' ? !reachesMetadata(examined, pod) : !mayReachTokens(examined, pod);
}

function reachesMetadata(examined: Examined, pod: Pod): boolean {
  const providers = identityProvidersOf('gcp', examined.profile.cni);
  return providers.some(({ cidrs, ports }) =>
    cidrs.some((cidr) => {
      const { allowed, undecided } = evaluatorOf(examined).connection(
        { kind: 'pod', pod },
        { kind: 'addresses', addresses: addressesIn(cidr) },
      );
      return ports.some((port) => hasPort(unionPorts(allowed, undecided), 'TCP', port));
    }),
  );
}

const HTTPS = 443;

/** Token services answer over HTTPS: outside, in the network of the cluster, or behind a proxy. */
function mayReachTokens(examined: Examined, pod: Pod): boolean {
  const isOpen = isolatedBy(examined, { pod }, 'egress').some(({ rules }) =>
    rules.egress.some(
      (rule) =>
        opensPort(rule, 'TCP', HTTPS) &&
        (rule.peers.length === 0 || rule.peers.some(({ kind }) => kind === 'block')),
    ),
  );
  return isOpen || mayHaveProxy(writtenPodSpec(examined, pod));
}

function mayHaveProxy(spec: JsonObject | undefined): boolean {
  const containers = spec?.['containers'];
  if (!Array.isArray(containers)) return true;
  return containers.some(
    (container) =>
      isJsonObject(container) &&
      (container['envFrom'] !== undefined ||
        /https?_proxy/i.test(JSON.stringify(container['env']))),
  );
}
