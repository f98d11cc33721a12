import type { PossiblePods, SearchEnds } from '../../../engine';
import { once } from '../../../kernel';
import type { Policy } from '../../../model';
import type { Place } from './place';

/**
 * Whether everything about flows between two ends is settled, so that what may pass surely does: one
 * search then answers for both bounds. What can be open is enforcement, policies that are not
 * evaluated, what blocks mean for pods, host-network pods, labels that are not told, and names that
 * init containers give. It may say no where nothing is open after all.
 */
export function isOneBound(pods: PossiblePods, { from, to }: SearchEnds): boolean {
  const { cluster, context } = pods;
  const { assume } = context.profile;
  if (assume.enforces === undefined) return false;
  if (cluster.unmodelled.length > 0 && assume['unmodelled-kinds'] !== 'ignored') return false;
  return [from, to].every(
    (end) =>
      end.kind !== 'outside' &&
      isToldWithoutBlocks(pods, end.place) &&
      (end.kind === 'possible' || isPlain(end.pod)),
  );
}

function isToldWithoutBlocks({ policiesIn }: PossiblePods, place: Place): boolean {
  if (place.others === 'untold') return false;
  return !policiesIn(place).some(namesBlocks);
}

const namesBlocks = once(({ rules }: Policy): boolean =>
  [...rules.ingress, ...rules.egress].some(({ peers }) =>
    peers.some(({ kind }) => kind === 'block'),
  ),
);

function isPlain({ hostNetwork, ports }: Extract<SearchEnds['from'], { kind: 'known' }>['pod']) {
  return !hostNetwork && ports.every(({ on }) => on === 'container');
}
