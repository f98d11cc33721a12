import { type ExplainEnd, explain, explainService } from '../../analyses';
import { type PortSpec, UsageError } from '../../kernel';
import type { Explanation } from '../../results';
import { type EndMeaning, podsAmong } from '../end';
import { type PortArgument, portNumbers } from '../ports';
import type { FlowQuestion } from './question';

/**
 * A question whose ends can be asked about.
 *
 * @throws {UsageError} for a source with ports, a Service as a source, and two ends outside the cluster
 */
export function flowQuestion(
  from: EndMeaning,
  to: EndMeaning,
  named: readonly PortArgument[],
): FlowQuestion {
  if (from.net !== to.net) {
    throw new UsageError(`${to.name} is an end of other manifests`, 'take both ends from one net');
  }
  if (from.service !== undefined) {
    throw new UsageError(`${from.name} is a Service: flows start at pods`, 'name a workload');
  }
  if (from.ports.length > 0) {
    throw new UsageError(
      `${from.name} has ports, and a flow has them at its destination only`,
      'give the ports to where the flow ends',
    );
  }
  if (named.length > 0 && to.ports.length > 0) {
    throw new UsageError(`${to.name} has ports of its own`, 'name the ports once');
  }
  if (isOutside(from) && isOutside(to)) {
    throw new UsageError('both ends are addresses, and policies govern pods', 'name a workload');
  }
  return { from, to, ports: named.length > 0 ? named : to.ports };
}

function isOutside({ known, service, speaksOf }: EndMeaning): boolean {
  return service === undefined && speaksOf === 'known' && podsAmong(known).length === 0;
}

/** Why each flow between known ends is allowed or denied. */
export function explained({ from, to, ports }: FlowQuestion): readonly Explanation[] {
  const { cluster, profile } = from.net;
  const { service } = to;
  if (service !== undefined) {
    const asked = ports.length === 0 ? [undefined] : ports.map(servicePort);
    return asked.flatMap((port) => {
      const query = { from: from.known, service, ...(port === undefined ? {} : { port }) };
      return explainService(cluster, profile, query).explanations;
    });
  }
  const numbers = portNumbers(ports, podsAmong(to.known));
  const query = { ...atOneLevel({ from, to, ports }), ...(numbers && { ports: numbers }) };
  return explain(cluster, profile, query).explanations;
}

/** A pod and its own workload are asked about pod by pod: otherwise the pod could meet itself unseen. */
function atOneLevel({ from, to }: FlowQuestion): {
  readonly from: readonly ExplainEnd[];
  readonly to: readonly ExplainEnd[];
} {
  const { pods } = from.net.directory;
  const named = [...podsAmong(from.known), ...podsAmong(to.known)];
  const alone = new Set(named.filter((end) => pods.includes(end)).map(({ workload }) => workload));
  const expand = (end: ExplainEnd): readonly ExplainEnd[] =>
    'pods' in end && alone.has(end.workload) && !pods.includes(end)
      ? pods.filter(({ workload }) => workload === end.workload)
      : [end];
  return { from: from.known.flatMap(expand), to: to.known.flatMap(expand) };
}

function servicePort(port: PortArgument): string {
  const { port: number, endPort, protocol }: PortSpec = port.kind === 'port' ? port.spec : {};
  if (number === undefined || endPort !== undefined) {
    throw new UsageError('a Service has single ports, not ranges', 'name one port, or none');
  }
  return protocol === undefined ? String(number) : `${number}/${protocol}`;
}
