import { fingerprintOf } from '../../../kernel/fingerprint';
import type { IntentOutcome } from '../../../results';
import { brokenDiagnostic, severityOf } from '../intents/broken';
import { causesOf } from '../intents/undecided';
import { culpritPlace, flowWords } from '../intents/words';
import { intentRuleId } from './intent-rules';
import type { ReportItem } from './reported';

/** An intent that does not hold, as an item of a report. */
export function intentItem(outcome: IntentOutcome): ReportItem {
  const { kind, name, from, to, ports = '', source, acknowledged } = outcome;
  const accepted = acknowledged?.state === 'counts' ? acknowledged : undefined;
  const end = accepted?.until === undefined ? '' : ` (until ${accepted.until})`;
  return {
    ...(outcome.verdict === 'broken' ? broken(outcome) : undecided(outcome)),
    rule: intentRuleId(kind),
    name: intentRuleId(kind),
    severity: severityOf(outcome),
    about: name,
    source,
    fingerprint: fingerprintOf(['intent', source.construct ?? '', kind, name, from, to, ports]),
    ...(accepted && { accepted: { where: 'inSource', reason: `${accepted.reason}${end}` } }),
  };
}

type Words = Pick<ReportItem, 'message' | 'facts' | 'help' | 'related'>;

function broken(outcome: IntentOutcome): Words {
  const { message, related = [], why, help } = brokenDiagnostic(outcome);
  return {
    message,
    facts: why === undefined ? [] : [why],
    help: help ?? 'correct the policies, or the intent',
    related,
  };
}

/** Neither allowed nor denied: the open question, and the flows that wait for its answer. */
function undecided(outcome: IntentOutcome): Words {
  const [cause, ...more] = causesOf(outcome);
  const { violations, name } = outcome;
  return {
    message: `intent \`${name}\` is undecided: ${cause?.what ?? 'the cluster is not described well enough'}`,
    facts: [...violations.map(flowWords), ...more.map(({ what }) => what)],
    help: cause?.help ?? 'describe the cluster in the profile',
    related: violations.flatMap((violation) =>
      violation.culprits.map((culprit) => culpritPlace(culprit, violation)),
    ),
  };
}
