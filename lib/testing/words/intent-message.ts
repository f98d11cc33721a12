import { intentsToTerminal } from '../../renderers';
import type { IntentsResult } from '../../results';
import { verdictOf } from '../questions/outcome';
import type { Wanted } from '../questions/question';
import { call } from './call';

/** Why a claim that a test makes about pods yet to come does not hold. */
export function claimMessage(called: string, result: IntentsResult): string {
  const received =
    verdictOf(result) === 'broken' ? 'it does not hold' : 'UNDECIDED, which is neither';
  return message(
    called,
    ['Expected: it holds, also for pods that do not exist yet', `Received: ${received}`],
    result,
  );
}

/** Why nothing shows that more passes than a test lists. */
export function nothingElseMessage(called: string, result: IntentsResult): string {
  const received =
    verdictOf(result) === 'holds' ? 'nothing else passes' : 'UNDECIDED, which is neither';
  return message(called, ['Expected: something else passes', `Received: ${received}`], result);
}

/** Why intents do not hold; or, with `.not`, why none is broken. */
export function satisfyMessage(result: IntentsResult, wanted: Wanted): string {
  const called = call('net', 'toSatisfyIntents', '', wanted);
  if (result.intents.length === 0) {
    return [
      called,
      '',
      'Expected: at least one intent',
      'Received: none',
      '',
      "to state one  new Intent(chart, 'only the api reaches the database', only(api).reaches(db, tcp(5432)))",
      'or            reachability(app, { intents: { paths: ["intents.yaml"] } })',
    ].join('\n');
  }
  const expected = wanted === 'so' ? 'every intent holds' : 'an intent is broken';
  return message(called, [`Expected: ${expected}`], result);
}

function message(called: string, lines: readonly string[], result: IntentsResult): string {
  const told = intentsToTerminal(result, { glyphs: 'unicode', width: WIDTH });
  return [called, '', ...lines, '', told.trimEnd()].join('\n');
}

/** Test runners break no lines; a reader's terminal does. */
const WIDTH = 100;
