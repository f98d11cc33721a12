import type { PossiblePods } from '../../engine';
import { compareText, groupBy } from '../../kernel';
import type { Cluster, Pod } from '../../model';
import { type PodEnd, podEnds } from '../shared/workload-endpoints';

/**
 * The known pods, in rows that neither a policy nor an intent tells apart: an intent may name a
 * label that no policy mentions.
 */
export function knownEnds(cluster: Cluster, { space }: PossiblePods): readonly PodEnd[] {
  const { podLabels, portNames } = space.vocabulary;
  const names = new Set(portNames.map(({ name }) => name));
  const signature = ({ labels, ports }: Pod) =>
    JSON.stringify([
      [...labels].filter(([key]) => podLabels.has(key)).sort(([a], [b]) => compareText(a, b)),
      ports.filter(({ name }) => name !== undefined && names.has(name)),
    ]);
  return podEnds(cluster, 'workload').flatMap((end) => {
    const parts = [...groupBy(end.pods, signature).values()];
    if (parts.length < 2) return [end];
    return parts.flatMap(([first, ...rest]) =>
      first === undefined ? [] : [partOf(end, [first, ...rest])],
    );
  });
}

function partOf(end: PodEnd, pods: readonly [Pod, ...Pod[]]): PodEnd {
  const whole = end.endpoint.id.replace(/\[[^\]]*\]$/, '');
  const names = pods.filter(({ stands }) => stands === 'for-one-pod').map(({ name }) => name);
  const endpoint = { ...end.endpoint, id: `${whole}[${pods[0].name}]`, pods: names.sort() };
  return { ...end, endpoint, pods };
}
