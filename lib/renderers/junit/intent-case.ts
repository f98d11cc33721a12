import type { IntentOutcome } from '../../results';
import { severityOf } from '../shared/intents/broken';
import { intentItem } from '../shared/report/intent-item';
import { reportPlaces } from '../shared/report/places';
import { fails, type JunitOptions } from './options';
import type { Element } from './xml';

/** One intent as a test case, with the explanation of what breaks it. */
export function intentCase(outcome: IntentOutcome, options: JunitOptions): Element {
  const { name, source } = outcome;
  const [{ file, line }] = reportPlaces(source, options);
  return {
    name: 'testcase',
    attributes: { classname: source.construct ?? file, name, file, line },
    inside: insideOf(outcome, options),
  };
}

function insideOf(outcome: IntentOutcome, options: JunitOptions): readonly Element[] {
  if (outcome.verdict === 'holds') return [];
  const { message, accepted } = intentItem(outcome);
  if (accepted !== undefined) {
    const why = `acknowledged: ${accepted.reason}`;
    return [{ name: 'skipped', attributes: { message: why }, lines: [message] }];
  }
  const explained = options.explain(outcome).split('\n');
  // An undecided intent is no test that was left out: it was asked, and nobody knows.
  return fails(severityOf(outcome), options)
    ? [{ name: 'failure', attributes: { message, type: outcome.verdict }, lines: explained }]
    : [{ name: 'system-out', attributes: {}, lines: [message, ...explained] }];
}
