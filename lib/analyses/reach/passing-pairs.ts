import { type CompiledCluster, type Connection, isDenied } from '../../engine';
import type { FlowEnd } from '../../model';
import type { AskedEnds } from '../shared/asked-ends';
import { type End, flowEnds } from '../shared/flow-ends';
import { rowsByMap } from './rows-by-map';

/** Two rows of an answer between which something passes, or may. */
export interface PassingPair {
  readonly from: End;
  readonly to: End;
  readonly between: readonly [FlowEnd, FlowEnd];
  readonly connection: Connection;
}

type Sides = Pick<AskedEnds, 'sources' | 'destinations'>;

/** How the pairs are found; what is found is the same. */
export type Search = 'one-by-one' | 'by-map';

/**
 * The pairs between which something passes, or may, by source and then by destination. Of many
 * pairs the map says which ones are worth a look, so the work grows with the answer and with the
 * shorter side, and not with the product of both.
 */
export function* passingPairs(
  evaluator: CompiledCluster,
  { sources, destinations }: Sides,
  search: Search = cheaperSearch(sources.length, destinations.length),
  progress: (done: number, total: number) => void = () => undefined,
): Generator<PassingPair> {
  const facing =
    search === 'one-by-one'
      ? () => destinations
      : rowsByMap(evaluator.map(), { sources, destinations });
  for (const [done, from] of sources.entries()) {
    progress(done, sources.length);
    for (const to of facing(from)) {
      const between = flowEnds(from, to);
      if (between === undefined) continue;
      const connection = evaluator.connection(...between);
      if (!isDenied(connection)) yield { from, to, between, connection };
    }
  }
}

/** So few pairs are asked sooner than a map is made, */
const FEW_PAIRS = 10_000;
/** and so are any number of pairs with so few ends on a side: a map looks at every pod as well. */
const FEW_ENDS = 2;

function cheaperSearch(sources: number, destinations: number): Search {
  const isFew = sources * destinations <= FEW_PAIRS || Math.min(sources, destinations) <= FEW_ENDS;
  return isFew ? 'one-by-one' : 'by-map';
}
