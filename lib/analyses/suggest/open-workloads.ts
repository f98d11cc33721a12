import { DIRECTIONS, type Direction } from '../../kernel';
import type { OpenWorkload } from '../../results';
import type { Gates } from './gates';
import { isAmong, type Known } from './known';

/** The known workloads about which nothing can be pinned in a direction: everything passes there. */
export function openWorkloads(gates: Gates, known: Known): readonly OpenWorkload[] {
  return known.rows.flatMap((row): readonly OpenWorkload[] => {
    const isIsolated = (direction: Direction) => isAmong(row, gates[direction].isolated);
    const bare = DIRECTIONS.filter((direction) => !isIsolated(direction));
    const opened = DIRECTIONS.filter(
      (direction) => isIsolated(direction) && isAmong(row, gates[direction].open),
    );
    const { id, namespace } = row.endpoint;
    return [
      ...(bare.length > 0
        ? [{ id, namespace, directions: bare, because: 'no-policy' as const }]
        : []),
      ...(opened.length > 0
        ? [{ id, namespace, directions: opened, because: 'open-rule' as const }]
        : []),
    ];
  });
}
