import { count } from '../../kernel';
import type { IntentNote, OtherDnsNote } from '../../results';

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
    case 'other-dns':
      return `${note.end} ${asksText(note)}, so it finds no Service by name; to find them, write dnsPolicy: ${asksCluster(note)}`;
    case 'unknown-dns':
      return `${note.end} ${asksText(note)}, and what its policies open may be others`;
    case 'over-budget':
      return `an exact answer would take more than ${count(note.steps, 'step')}`;
  }
}

function asksText({ dnsPolicy, hostNetwork }: OtherDnsNote): string {
  if (dnsPolicy === 'None') return 'asks name servers of its own (dnsPolicy: None)';
  const host = hostNetwork === true ? 'hostNetwork, ' : '';
  return `asks the name servers of its node (${host}dnsPolicy: ${dnsPolicy})`;
}

/** The DNS policy by which the same pod asks the DNS of the cluster. */
export function asksCluster({ hostNetwork }: OtherDnsNote): string {
  return hostNetwork === true ? 'ClusterFirstWithHostNet' : 'ClusterFirst';
}

type UnknownPort = Extract<IntentNote, { kind: 'unknown-port' }>;

function declaredText({ near, declared }: UnknownPort): string {
  const known = declared.length === 0 ? '' : `, only ${declared.join(', ')}`;
  return near === undefined ? known : `${known}; did you mean \`${near}\`?`;
}

const RESTING: ReadonlySet<IntentNote['kind']> = new Set([
  'stand-in',
  'taken-for',
  'misspelt',
  'other-dns',
]);

/** Whether a note leaves nothing open: it says what the answer rests on. */
export function isResting({ kind }: IntentNote): boolean {
  return RESTING.has(kind);
}
