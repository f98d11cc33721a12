import { compareText, portRange, UsageError } from '../../../kernel';
import type { Cluster, FlowEnd, Pod, Service, ServicePort } from '../../../model';
import type { Profile } from '../../../platform';
import type { ExplainResult, Explanation, ServiceHop, WithoutEndpoint } from '../../../results';
import { backendFinder, type ServiceTarget } from '../../shared/service-backends';
import type { PodEnd } from '../../shared/workload-endpoints';
import { type ExplainEnd, explain } from '../explain';
import { askedPorts, serviceId } from './asked-ports';
import { judgedThroughService } from './judge-hop';
import { nothingBehind, refuseUnanswerable } from './refusals';

/** What is asked: how these ends reach the pods behind one Service. */
export interface ExplainServiceQuery {
  readonly from: readonly ExplainEnd[];
  readonly service: Service;
  /** Number or name of a port, perhaps with `/UDP`. @default - each port of the Service in turn */
  readonly port?: string;
}

/** One client, one backend, and the port between them. */
interface Hop {
  readonly from: ExplainEnd;
  readonly to: ExplainEnd;
  readonly port: ServicePort;
  readonly target: number;
  readonly is: 'hairpin' | 'to-another';
}

/**
 * Why flows through a Service are allowed or denied: one explanation for each backend that policies
 * or target ports tell apart. A client behind the Service is also explained as its own backend.
 *
 * @throws {UsageError} for a question that manifests cannot answer, and where no pod is behind it
 */
export function explainService(
  cluster: Cluster,
  profile: Profile,
  query: ExplainServiceQuery,
): ExplainResult {
  const { service, from } = query;
  refuseUnanswerable(service, from);
  const find = backendFinder(cluster);
  const ports = askedPorts(service, query.port);
  const found = ports.map((port) => ({ port, ...find(service, port) }));
  const without = found.flatMap((each) =>
    each.without.map((end) => lacking(service, each.port, end)),
  );
  const hops = from.flatMap((client) =>
    found.flatMap(({ port, targets }) => targets.flatMap((target) => hopsTo(client, port, target))),
  );
  if (hops.length === 0) throw nowhere(cluster, service, without);
  const explanations = hops.map((hop) => explainHop(cluster, profile, service, hop));
  const words = new Set(explanations.flatMap(({ cases }) => cases.map(({ verdict }) => verdict)));
  const [verdict = 'mixed'] = words.size === 1 ? words : [];
  return {
    schemaVersion: '1',
    profile: profile.name,
    explanations,
    verdict,
    ...(without.length === 0 ? {} : { withoutEndpoint: without }),
  };
}

function lacking(
  service: Service,
  { port, targetPort }: ServicePort,
  end: Extract<ExplainEnd, { pods: unknown }>,
): WithoutEndpoint {
  const name = String(targetPort);
  return { pods: end.endpoint.id, service: serviceId(service), port, targetPort: name };
}

function nowhere(
  cluster: Cluster,
  service: Service,
  without: readonly WithoutEndpoint[],
): UsageError {
  const [first] = without;
  if (first === undefined) return nothingBehind(cluster, service);
  const pods = [...new Set(without.map((each) => each.pods))].sort(compareText);
  return new UsageError(
    `Service ${first.service} has no endpoint: its target port \`${first.targetPort}\` is the name of a container port that ${pods.join(', ')} does not declare`,
    'name the port in the containers, or write its number in the Service',
  );
}

/** To the other pods behind the Service, and to itself where the client is one of them. */
function hopsTo(
  from: ExplainEnd,
  port: ServicePort,
  { end: to, port: target }: ServiceTarget,
): Hop[] {
  const plain = { from, to, port, target, is: 'to-another' } as const;
  if (!('pods' in from) || !('pods' in to) || from.workload !== to.workload) return [plain];
  const shared = from.pods.find((pod) => to.pods.some((other) => isOne(pod, other)));
  if (shared === undefined) return [plain];
  const itself = onePodOf(from, shared);
  const hairpin: Hop = { ...plain, from: itself, to: itself, is: 'hairpin' };
  const pair = differing(from.pods, to.pods);
  if (pair === undefined) return [hairpin];
  const [client, backend] = pair;
  const other = { from: onePodOf(from, client), to: onePodOf(to, backend) };
  return [{ ...plain, ...other }, hairpin];
}

/** An end of which one pod is asked. Ends make their endpoint when asked, so they are not copied. */
function onePodOf({ endpoint, workload }: PodEnd, pod: Pod): PodEnd {
  return { endpoint, workload, pods: [pod] };
}

function isOne(a: Pod, b: Pod): boolean {
  return a.namespace === b.namespace && a.name === b.name;
}

/** Two different pods, one of each list. A template stands for several. */
function differing(from: readonly Pod[], to: readonly Pod[]): readonly [Pod, Pod] | undefined {
  for (const client of from) {
    const other = to.find((pod) => !isOne(client, pod) || pod.stands === 'for-replicas');
    if (other !== undefined) return [client, other];
  }
  return undefined;
}

function explainHop(cluster: Cluster, profile: Profile, service: Service, hop: Hop): Explanation {
  const { from, to, port, target } = hop;
  const ports = portRange(port.protocol, target);
  const { explanations } = explain(cluster, profile, { from: [from], to: [to], ports });
  const cases = explanations.flatMap((explanation) => explanation.cases);
  const question = {
    cluster,
    profile,
    from: flowEnd(from),
    to: flowEnd(to),
    service,
    port,
    target,
  };
  return {
    from: from.endpoint,
    to: to.endpoint,
    via: hopText(service, hop),
    cases: cases.map((each) => judgedThroughService(question, each, hop.is)),
  };
}

function flowEnd(end: ExplainEnd): FlowEnd {
  return 'pods' in end
    ? { kind: 'pod', pod: end.pods[0] }
    : { kind: 'addresses', addresses: end.addresses };
}

function hopText(service: Service, { port, target, is }: Hop): ServiceHop {
  return {
    service: serviceId(service),
    port: port.port,
    ...(port.name === undefined ? {} : { portName: port.name }),
    protocol: port.protocol,
    targetPort: port.targetPort,
    targetNumber: target,
    how: service.translates === 'no' ? 'headless' : 'translated',
    hairpin: is === 'hairpin',
    source: service.origin.at([]),
  };
}
