import { checkIntents } from '../../analyses';
import type { Statement } from '../../kernel';
import { countStandings } from '../../renderers';
import type { IntentsResult } from '../../results';
import type { Net } from '../net';
import { satisfyMessage } from '../words/satisfy-message';
import type { Answer, Wanted } from './question';

/** What the analysis says of all intents of the net, or of those given instead. */
export function intentsOf(net: Net, given?: readonly Statement[]): IntentsResult {
  const { cluster, profile, today } = net;
  const statements =
    given === undefined
      ? net.statements
      : [...net.statements.map((each) => ({ ...each, intents: [] })), ...given];
  return checkIntents(cluster, profile, { statements, today });
}

/**
 * Whether every intent holds. One that only warns, or that somebody accepts, may fail. Without any
 * intent nothing is satisfied, and nothing is broken.
 */
export function satisfies(
  net: Net,
  given: readonly Statement[] | undefined,
  wanted: Wanted,
): Answer {
  const result = intentsOf(net, given);
  const { failed, undecided } = countStandings(result);
  const isGreen = result.intents.length > 0 && failed + undecided === 0;
  return {
    holds: wanted === 'so' ? isGreen : failed > 0,
    message: () => satisfyMessage(result, wanted),
  };
}
