import type { Cluster } from '#netpol/model';
import type { Profile } from '#netpol/platform';
import { compiled, compiledAndMapped, mapped } from '../phases';
import type { Side } from './rounds';
import { cleanUp, medianOf, type Spent, spentBy } from './spent';

/** A side that makes the map of a cluster, and knows afterwards which half took how long. */
export interface Phased {
  readonly whole: Side;
  /** Medians over all runs so far. */
  halves(): { readonly compile: Spent; readonly map: Spent };
}

export function phased(cluster: Cluster, profile: Profile): Phased {
  const runs: { readonly compile: Spent; readonly map: Spent }[] = [];
  return {
    // Timed right after an untimed run, as every side in this process is.
    whole: () => {
      cleanUp();
      compiledAndMapped(cluster, profile);
      const made: { map?: ReturnType<typeof compiled> } = {};
      const compile = spentBy(() => {
        made.map = compiled(cluster, profile);
      });
      const map = spentBy(() => made.map && mapped(made.map));
      runs.push({ compile, map });
      return { cpu: compile.cpu + map.cpu, wall: compile.wall + map.wall };
    },
    halves: () => ({
      compile: medianOf(runs.map(({ compile }) => compile)),
      map: medianOf(runs.map(({ map }) => map)),
    }),
  };
}
