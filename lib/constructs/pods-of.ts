import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { PortSpec } from '../kernel/network-policy';
import { isProtocol } from '../kernel/protocol';
import { orElse } from '../kernel/suggest';
import { decline } from './composite-refusals';
import { type Pods, type Port, pods, show } from './dsl';
import { frozen } from './dsl/frozen';

/** A container of a workload, as every cdk8s-plus release shapes it. */
export interface ContainerLike {
  readonly ports: readonly {
    readonly number: number;
    readonly name?: string | undefined;
    readonly protocol?: string | undefined;
  }[];
}

/** A workload of any `cdk8s-plus-NN`, known by its shape: no import, and no version, is needed. */
export interface WorkloadLike extends IConstruct {
  readonly podMetadata: { toJson(): unknown };
  readonly containers: readonly ContainerLike[];
}

/** The pods of a workload, with the ports that its containers declare. */
export interface PodsOfWorkload extends Pods {
  /** The namespace of the workload. @default - nothing says it */
  readonly namespaceName?: string;
  /** Every port that a container declares, by number. */
  readonly ports: readonly Port[];
  /**
   * A port by the name that a container gives it: a rule then follows the name.
   *
   * @throws {InvalidInputError} for a name that no container declares
   */
  port(name: string): Port;
}

/** Derived from the construct path by cdk8s-plus: it changes when the construct moves. */
const PATH_HASH = 'cdk8s.io/metadata.addr';
/** Labels that change with every release, or with every rollout. */
const PASSING = ['app.kubernetes.io/version', 'helm.sh/chart', 'pod-template-hash'];

/**
 * The pods of a cdk8s-plus workload: a subject, a peer, and an end of a connection. Reads the
 * labels and container ports that the workload has now. Labels that change with a release, and the
 * path hash of cdk8s-plus, are left out.
 *
 * @example
 * const db = new kplus.StatefulSet(chart, 'db', { podMetadata: { labels: { app: 'db' } }, ... });
 * from(podsOf(api)).on(podsOf(db).port('postgres'))
 * // - from: [{ podSelector: { matchLabels: { app: api } } }]
 * //   ports: [{ protocol: TCP, port: postgres }]
 * @throws {InvalidInputError} for what is no workload, or one without labels of its own
 */
export function podsOf(workload: WorkloadLike): PodsOfWorkload {
  if (!isWorkload(workload)) {
    const message = `\`podsOf\` got ${show(workload)}, which has no pod template`;
    decline({ code: 'constructs/not-a-workload', message });
  }
  const selected = pods(stableLabels(workload));
  const declared = workload.containers.flatMap(({ ports }) => ports);
  const named = new Map(
    declared.flatMap(({ name, protocol }) =>
      name === undefined ? [] : [[name, portOf(name, protocol)] as const],
    ),
  );
  const home = namespaceOfWorkload(workload);
  return frozen({
    ...selected,
    ...(home !== undefined && { namespaceName: home }),
    ports: declared.map(({ number, protocol }) => portOf(number, protocol)),
    port: (name: string) => named.get(name) ?? refusePort(workload, name, [...named.keys()]),
  });
}

/** Whether something has the pod template of a cdk8s-plus workload. */
export function isWorkload(found: unknown): found is WorkloadLike {
  return (
    typeof found === 'object' &&
    found !== null &&
    'node' in found &&
    'podMetadata' in found &&
    'containers' in found &&
    Array.isArray(found.containers)
  );
}

function stableLabels(workload: WorkloadLike): { readonly [key: string]: string } {
  const labels = Object.entries(labelsOf(workload.podMetadata.toJson()));
  const stable = labels.filter(([key]) => key !== PATH_HASH && !PASSING.includes(key));
  if (stable.length > 0) return Object.fromEntries(stable);
  return decline({
    code: 'constructs/only-path-hash',
    message: `the pods of \`${workload.node.path}\` have no label but \`${PATH_HASH}\``,
  });
}

function labelsOf(metadata: unknown): { readonly [key: string]: string } {
  if (typeof metadata !== 'object' || metadata === null || !('labels' in metadata)) return {};
  const { labels } = metadata;
  if (typeof labels !== 'object' || labels === null) return {};
  return Object.fromEntries(
    Object.entries(labels).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

/**
 * The namespace that cdk8s will emit: that of the metadata, else the chart's. A namespace construct
 * around the workload does not place it, and `PolicyApp` refuses the difference.
 */
function namespaceOfWorkload(workload: WorkloadLike): string | undefined {
  const metadata: unknown = Reflect.get(workload, 'metadata');
  const said =
    typeof metadata === 'object' && metadata !== null
      ? Reflect.get(metadata, 'namespace')
      : undefined;
  const chart = workload.node.scopes.toReversed().find((each) => Chart.isChart(each));
  const found = typeof said === 'string' ? said : chart?.namespace;
  return found === '' ? undefined : found;
}

function portOf(port: number | string, protocol: string | undefined): Port {
  // A container port without a protocol is TCP, and so is a policy port (API type ContainerPort).
  const spec: PortSpec = {
    protocol: protocol !== undefined && isProtocol(protocol) ? protocol : 'TCP',
    port,
  };
  return frozen({ kind: 'port', spec });
}

function refusePort(workload: WorkloadLike, name: string, known: readonly string[]): never {
  const message = `no container of \`${workload.node.path}\` declares port ${show(name)}${orElse(name, known)}`;
  const help = known.length === 0 ? {} : { help: `use one of ${known.join(', ')}` };
  return decline({ code: 'constructs/unknown-port', message, ...help });
}
