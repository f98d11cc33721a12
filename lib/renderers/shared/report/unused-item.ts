import { fingerprintOf } from '../../../kernel/fingerprint';
import type { UnusedAcceptance } from '../../../results';
import { UNUSED, unusedText } from '../finding-words';
import type { ReportItem } from './reported';

/** Where input lies that is no file. */
const NOWHERE = { file: '(in memory)' };

/** An acknowledgement that nothing needs as an item of a report: a warning, as the command counts it. */
export function unusedItem(unused: UnusedAcceptance): ReportItem {
  const { check, by, reason, message, source = NOWHERE } = unused;
  return {
    rule: UNUSED,
    name: UNUSED,
    severity: 'warning',
    message: unusedText(unused),
    facts: reason === undefined ? [] : [`its reason: ${reason}`],
    help: by === 'baseline' ? 'take the entry out of the baseline' : 'remove it, or correct it',
    about: check,
    source,
    related: [],
    // Its message tells of lines, which move.
    fingerprint: fingerprintOf([UNUSED, check, by, source.file, reason ?? message]),
  };
}

/** Whether an item is an acknowledgement that nothing needs. */
export function isUnused({ rule }: Pick<ReportItem, 'rule'>): boolean {
  return rule === UNUSED;
}
