import { type Diagnostic, placeOf } from '../../kernel';
import type { IntentOutcome, IntentsResult } from '../../results';
import { brokenDiagnostic } from './broken';
import { undecidedDiagnostics } from './undecided';

/**
 * What an author must know of an answer about intents: one diagnostic for each that is broken, one
 * for each cause that leaves some undecided, and one for each acknowledgement that nothing needs.
 * What somebody accepts is left out.
 */
export function intentDiagnostics({ intents }: IntentsResult): readonly Diagnostic[] {
  const counting = intents.filter(({ acknowledged }) => acknowledged?.state !== 'counts');
  return [
    ...counting.filter(({ verdict }) => verdict === 'broken').map(brokenDiagnostic),
    ...undecidedDiagnostics(counting.filter(({ verdict }) => verdict === 'undecided')),
    ...intents.filter(({ acknowledged }) => acknowledged?.state === 'unused').map(unused),
  ];
}

function unused({ name, source, acknowledged }: IntentOutcome): Diagnostic {
  return {
    code: 'intents/unused-acknowledgement',
    severity: 'warning',
    message: `intent \`${name}\` holds, and is acknowledged as if it did not (${acknowledged?.reason})`,
    source: placeOf(source),
    why: 'an acknowledgement that nothing needs would accept whatever comes next',
    help: 'remove the acknowledgement',
  };
}
