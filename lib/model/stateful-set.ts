import { DIRECTIONS, type Diagnostic, type Selector } from '../kernel';
import type { Fields } from '../manifests';
import type { Pod, Service } from './cluster';
import type { Peer, Policy } from './policy';
import { problem } from './problem';

const POD_NAME = 'statefulset.kubernetes.io/pod-name';
const POD_INDEX = 'apps.kubernetes.io/pod-index';
const MAX_REPLICAS = 1_000;

/** Whether some selector asks for the labels that tell the pods of a StatefulSet apart. */
export function askForOrdinals(
  policies: readonly Policy[],
  services: readonly Service[] = [],
): boolean {
  const ofOnePod = ({ selector }: Service) =>
    selector !== undefined && (selector.has(POD_NAME) || selector.has(POD_INDEX));
  if (services.some(ofOnePod)) return true;
  return policies.some(
    ({ subject, rules }) =>
      asksForOrdinals(subject) ||
      DIRECTIONS.some((direction) => rules[direction].some(({ peers }) => peers.some(isOfOnePod))),
  );
}

function isOfOnePod(peer: Peer): boolean {
  return peer.kind === 'pods' && peer.pods !== undefined && asksForOrdinals(peer.pods);
}

function asksForOrdinals({ requirements }: Selector): boolean {
  return requirements.some(({ key }) => key === POD_NAME || key === POD_INDEX);
}

/**
 * The pods that a StatefulSet will run, each with the labels that its controller adds (kubernetes.io
 * "StatefulSets", Pod name label and Pod index label). Beyond a thousand the template stands for
 * the rest.
 */
export function podsByOrdinal(template: Pod, fields: Fields, diagnostics: Diagnostic[]): Pod[] {
  const spec = fields.object('spec');
  const replicas = spec?.integer('replicas') ?? 1;
  const start = spec?.object('ordinals')?.integer('start') ?? 0;
  if (replicas < 1) return [template];
  const pods = Array.from({ length: Math.min(replicas, MAX_REPLICAS) }, (_, i) =>
    podAt(template, start + i),
  );
  if (replicas <= MAX_REPLICAS) return pods;
  const message = `StatefulSet ${template.namespace}/${template.name} has ${replicas} replicas; only the first ${MAX_REPLICAS} are told apart`;
  diagnostics.push(problem('many-replicas', message, template.origin.at(['spec', 'replicas'])));
  return [...pods, template];
}

function podAt(template: Pod, ordinal: number): Pod {
  const name = `${template.name}-${ordinal}`;
  const labels = new Map([
    ...template.labels,
    [POD_NAME, name] as const,
    [POD_INDEX, String(ordinal)] as const,
  ]);
  return { ...template, name, labels, stands: 'for-one-pod' };
}
