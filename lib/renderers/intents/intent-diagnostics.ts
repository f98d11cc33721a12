import { type Diagnostic, placeOf } from '../../kernel';
import type { IntentOutcome, IntentsResult } from '../../results';
import { brokenDiagnostic } from '../shared/intents/broken';
import { undecidedDiagnostics } from '../shared/intents/undecided';
import { noteText } from '../shared/note-text';

/**
 * What an author must know of an answer about intents: one diagnostic for each that is broken, one
 * for each cause that leaves some undecided, one for each acknowledgement that nothing needs, and one
 * for each word that is likely misspelt. What somebody accepts is left out.
 */
export function intentDiagnostics({ intents }: IntentsResult): readonly Diagnostic[] {
  const counting = intents.filter(({ acknowledged }) => acknowledged?.state !== 'counts');
  return [
    ...counting.filter(({ verdict }) => verdict === 'broken').map(brokenDiagnostic),
    ...undecidedDiagnostics(counting.filter(({ verdict }) => verdict === 'undecided')),
    ...intents.filter(({ acknowledged }) => acknowledged?.state === 'unused').map(unused),
    ...intents.flatMap(misspelt),
  ];
}

/** What is worth a warning even where the answer is that an intent holds. */
export function intentWarnings(result: IntentsResult): readonly Diagnostic[] {
  return intentDiagnostics(result).filter(({ code }) => WARNINGS.has(code));
}

const UNUSED = 'intents/unused-acknowledgement';
const MISSPELT = 'intents/misspelt';
const WARNINGS: ReadonlySet<string> = new Set([UNUSED, MISSPELT]);

function misspelt({ name, source, notes }: IntentOutcome): readonly Diagnostic[] {
  return notes.flatMap((note): Diagnostic[] => {
    if (note.kind !== 'misspelt') return [];
    return [
      {
        code: MISSPELT,
        severity: 'warning',
        message: `intent \`${name}\` speaks of ${note.end}: ${noteText(note)}`,
        source: placeOf(source),
        why: 'an intent about nobody holds, whatever the policies say',
        help: 'correct the word, or add the manifests of the pods that are meant',
      },
    ];
  });
}

function unused({ name, source, acknowledged }: IntentOutcome): Diagnostic {
  return {
    code: UNUSED,
    severity: 'warning',
    message: `intent \`${name}\` holds, and is acknowledged as if it did not (${acknowledged?.reason})`,
    source: placeOf(source),
    why: 'an acknowledgement that nothing needs would accept whatever comes next',
    help: 'remove the acknowledgement',
  };
}
