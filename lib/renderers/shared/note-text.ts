import { count } from '../../kernel';
import type { IntentNote } from '../../results';

/** What the answer about an intent rests on. */
export function noteText(note: IntentNote): string {
  switch (note.kind) {
    case 'stand-in':
      return `nothing known matches ${note.end}: ${note.pod} stood in`;
    case 'taken-for':
      return `pods with ${note.pods} that may come to exist count as ${note.end}: no other known workload has these labels`;
    case 'misspelt':
      return `nothing known has ${note.found}; did you mean \`${note.near}\`?`;
    case 'nobody':
      return `nothing matches ${note.end}, so nothing could be shown to pass`;
    case 'unknown-end': {
      const near = note.near === undefined ? '' : `; did you mean \`${note.near}\`?`;
      return `there is no \`${note.end}\` in the input${near}`;
    }
    case 'unknown-port':
      return `${note.end} declares no port called \`${note.port}\`${declaredText(note)}`;
    case 'sidecar-port':
      return `only a sidecar of ${note.end} calls a port \`${note.port}\`, and plugins differ on whether that counts`;
    case 'no-selector':
      return `\`${note.end}\` has no selector, so its manifest does not say which pods are behind it`;
    case 'over-budget':
      return `an exact answer would take more than ${count(note.steps, 'step')}`;
  }
}

type UnknownPort = Extract<IntentNote, { kind: 'unknown-port' }>;

function declaredText({ near, declared }: UnknownPort): string {
  const known = declared.length === 0 ? '' : `, only ${declared.join(', ')}`;
  return near === undefined ? known : `${known}; did you mean \`${near}\`?`;
}

/** Whether a note leaves nothing open: it says what the answer rests on. */
export function isResting({ kind }: IntentNote): boolean {
  return kind === 'stand-in' || kind === 'taken-for' || kind === 'misspelt';
}
