import { intentsToTerminal } from '../../renderers';
import type { IntentsResult } from '../../results';
import type { Wanted } from '../questions/question';
import { call } from './call';

/** Test runners break no lines; a reader's terminal does. */
const WIDTH = 100;

/** Why intents do not hold; or, with `.not`, why none is broken. */
export function satisfyMessage(result: IntentsResult, wanted: Wanted): string {
  const called = call('net', 'toSatisfyIntents', '', wanted);
  if (result.intents.length === 0) return [called, '', ...NO_INTENT].join('\n');
  const expected = wanted === 'so' ? 'every intent holds' : 'an intent is broken';
  const told = intentsToTerminal(result, { glyphs: 'unicode', width: WIDTH });
  return [called, '', `Expected: ${expected}`, '', told.trimEnd()].join('\n');
}

const NO_INTENT: readonly string[] = [
  'Expected: an intent',
  'Received: none, and so nothing to prove',
  '',
  "to state one  new Intent(chart, 'only the api reaches the database',",
  "                only(workload('shop/api')).reaches(workload('shop/db'), tcp(5432)))",
  "or            reachability(app, { intents: { paths: ['intents.yaml'] } })",
];
