import { addressesIn, type Labels, once } from '../../../kernel';
import { type Cluster, type FlowEnd, NAMESPACE_NAME_LABEL, type Pod } from '../../../model';
import { DNS_PLATFORM_NAMES, DNS_PLATFORMS, type DnsServer, type Profile } from '../../../platform';

/** Something that answers DNS, as an end of a flow. */
export interface ServerEnd {
  readonly platform: string;
  readonly server: string;
  readonly port: number;
  readonly end: FlowEnd;
}

/** The name servers that the profile names, or all that are known, each once: every pod asks for them. */
export function nameServers(cluster: Cluster, profile: Profile): readonly ServerEnd[] {
  return serversIn(cluster)(profile);
}

const serversIn = once((cluster: Cluster) => once((profile: Profile) => find(cluster, profile)));

function find(cluster: Cluster, profile: Profile): readonly ServerEnd[] {
  return (profile.dns ?? DNS_PLATFORM_NAMES).flatMap((platform) => {
    const { servers, port } = DNS_PLATFORMS[platform];
    return servers.flatMap((server) =>
      endsOf(cluster, server).map((end) => ({ platform, server: nameOf(server), port, end })),
    );
  });
}

function nameOf(server: DnsServer): string {
  if (server.kind === 'address') return server.cidr.replace(/\/(?:32|128)$/, '');
  const labels = Object.entries(server.labels).map(([key, value]) => `${key}=${value}`);
  return `${server.namespace}/${labels.join(',')}`;
}

/** The pods of the input that answer, or one with their labels where the input holds none. */
function endsOf(cluster: Cluster, server: DnsServer): readonly FlowEnd[] {
  if (server.kind === 'address') {
    return [{ kind: 'addresses', addresses: addressesIn(server.cidr) }];
  }
  const wanted = new Map(Object.entries(server.labels));
  const known = cluster.workloads
    .filter(({ namespace }) => namespace === server.namespace)
    .flatMap(({ pods }) => pods)
    .filter(({ labels }) => [...wanted].every(([key, value]) => labels.get(key) === value));
  const pods = known.length > 0 ? known : [typicalPod(server.namespace, wanted)];
  return pods.map((pod) => ({ kind: 'pod', pod }));
}

function typicalPod(namespace: string, labels: Labels): Pod {
  const origin = { file: '', at: () => ({ file: '' }) };
  return {
    namespace,
    name: 'dns',
    labels,
    ports: [],
    hostNetwork: false,
    addresses: [],
    node: undefined,
    stands: 'for-replicas',
    origin,
  };
}

/** The cluster with the namespaces that these servers live in, whether the input knows them or not. */
export function withNamespaces(cluster: Cluster, servers: readonly ServerEnd[]): Cluster {
  return withHomes(cluster)(servers);
}

const withHomes = once((cluster: Cluster) =>
  once((servers: readonly ServerEnd[]) => withHomesOf(cluster, servers)),
);

function withHomesOf(cluster: Cluster, servers: readonly ServerEnd[]): Cluster {
  const missing = servers.flatMap(({ end }) =>
    end.kind === 'pod' && !cluster.namespaces.has(end.pod.namespace) ? [end.pod.namespace] : [],
  );
  const added = missing.map((name) => {
    const labels = new Map([[NAMESPACE_NAME_LABEL, name]]);
    return [name, { name, labels, declared: false }] as const;
  });
  return { ...cluster, namespaces: new Map([...cluster.namespaces, ...added]) };
}
