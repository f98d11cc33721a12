import type { FlowEnd } from './cluster';

/**
 * Whether both ends are one pod. Two replicas are different pods, and a template always stands for
 * at least two.
 */
export function isSamePod(from: FlowEnd, to: FlowEnd): boolean {
  if (from.kind !== 'pod' || to.kind !== 'pod') return false;
  const [source, destination] = [from.pod, to.pod];
  return (
    source.stands === 'for-one-pod' &&
    destination.stands === 'for-one-pod' &&
    source.namespace === destination.namespace &&
    source.name === destination.name
  );
}
