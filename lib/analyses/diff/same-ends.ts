import { gateForms, gateKey } from '../../engine';
import { DIRECTIONS, once } from '../../kernel';
import type { Cluster } from '../../model';
import type { End } from '../shared/flow-ends';
import type { CommonEnd } from './align';
import { type PerSide, perSide } from './compared';
import { idOf, looksDifferent, namespaceForm } from './other-facts';

/**
 * Finds the ends about which both sides say the same in as many words. Between two of them only one
 * side has to be asked: of most changes that is nearly everything.
 */
export function sameEnds(clusters: PerSide<Cluster>): (end: CommonEnd) => boolean {
  const others = perSide((side) => clusters[side].unmodelled.map(idOf).join());
  if (others.before !== others.after) return () => false;
  const forms = perSide((side) => gateForms(clusters[side].policies));
  const isSameHome = (name: string): boolean => {
    const labels = perSide((side) => namespaceForm(clusters[side].namespaces.get(name)));
    const gates = DIRECTIONS.map((direction) => gateKey(direction, name));
    return (
      labels.before === labels.after &&
      gates.every((key) => forms.before.get(key) === forms.after.get(key))
    );
  };
  return once(({ before, after }) => {
    if (!isPods(before) || !isPods(after)) return true;
    const pods = { before: before.pods[0], after: after.pods[0] };
    return !looksDifferent(pods) && isSameHome(pods.after.namespace);
  });
}

function isPods(end: End): end is Extract<End, { pods: unknown }> {
  return 'pods' in end;
}
