import type { Endpoint, WitnessEnd } from '../../../results';
import { endName } from '../end-name';
import { endWords } from '../intents/words';
import type { PictureNode } from './picture';

/** An endpoint as a node: a workload in its namespace, or addresses. */
export function endpointNode(endpoint: Endpoint): PictureNode {
  if (endpoint.kind === 'ip') {
    return { id: endpoint.id, label: endName(endpoint), kind: 'addresses' };
  }
  return workloadNode(endpoint.id);
}

/** `shop/web` as `web` in `shop`. */
export function workloadNode(id: string): PictureNode {
  const slash = id.indexOf('/');
  const group = slash < 1 ? {} : { group: id.slice(0, slash) };
  return { id, label: slash < 1 ? id : id.slice(slash + 1), ...group, kind: 'workload' };
}

/** One end of a flow that breaks an intent. */
export function witnessNode(end: WitnessEnd): PictureNode {
  if (end.kind === 'workload') return workloadNode(end.id);
  const label = endWords(end);
  return { id: label, label, kind: end.kind === 'ip' ? 'addresses' : 'possible' };
}

/** Nodes each once, in the order in which they first appear. */
export function eachNode(nodes: readonly PictureNode[]): readonly PictureNode[] {
  return [...new Map(nodes.map((node) => [node.id, node])).values()];
}
