import type { IntentOutcome } from '../../../results';
import { INTENT_WHY } from '../intents/broken';
import type { ReportRule } from './reported';

type Kind = IntentOutcome['kind'];

const SUMMARIES: Readonly<Record<Kind, string>> = {
  reaches: 'A flow that must pass does not, or may not.',
  'never-reaches': 'A flow that must not pass does, or may.',
  'never-reaches-transitively':
    'An end that must not be got to is, or may be, by way of other pods.',
  'reached-only-by': 'Somebody whom the intent does not name reaches the destination, or may.',
  'reaches-only': 'The source reaches something that the intent does not name, or may.',
  closed: 'In a closed world something passes, or may, that no typed construct states.',
  'resolves-names': 'Pods do not reach the DNS of the cluster, or may not.',
};

const KINDS: readonly Kind[] = [
  'reaches',
  'never-reaches',
  'never-reaches-transitively',
  'reached-only-by',
  'reaches-only',
  'closed',
  'resolves-names',
];

/** The id under which reports know intents of one kind. */
export function intentRuleId(kind: Kind): string {
  return `intent-${kind}`;
}

/** One rule for each kind of intent, whether any is stated or not. */
export const INTENT_RULES: readonly ReportRule[] = KINDS.map((kind) => ({
  id: intentRuleId(kind),
  name: intentRuleId(kind),
  severity: 'error',
  summary: SUMMARIES[kind],
  page: [
    { title: 'Why it matters', parts: [{ kind: 'text', text: `${capital(INTENT_WHY[kind])}.` }] },
    {
      title: 'What to do',
      parts: [
        {
          kind: 'text',
          text: 'Look at the rule that the message names, and narrow or add it. Where the flow is meant after all, correct the intent.',
        },
        { kind: 'code', language: 'sh', text: 'netpol check -v' },
      ],
    },
  ],
}));

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
