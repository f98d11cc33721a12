import type { Finding, FindingAcceptance } from '../../../results';
import { acceptanceText } from '../finding-words';
import type { ItemAcceptance, ReportItem } from './reported';

/** A finding as an item of a report. */
export function findingItem(finding: Finding): ReportItem {
  const { check, name, severity, message, facts, help, object, source, related } = finding;
  const { namespace } = object;
  const accepted = acceptanceOf(finding);
  const expired = finding.standing === 'open' ? acceptanceText(finding) : undefined;
  return {
    rule: check,
    name,
    severity,
    message,
    facts: [...facts, ...(expired === undefined ? [] : [expired])],
    help,
    about: `${object.kind} ${namespace === undefined ? '' : `${namespace}/`}${object.name}`,
    source,
    related,
    fingerprint: finding.fingerprint,
    ...(accepted !== undefined && { accepted }),
  };
}

const WHERE: Readonly<Record<FindingAcceptance['by'], ItemAcceptance['where']>> = {
  typescript: 'inSource',
  annotation: 'inSource',
  comment: 'inSource',
  configuration: 'external',
};

function acceptanceOf({ standing, accepted }: Finding): ItemAcceptance | undefined {
  if (standing === 'open') return undefined;
  if (standing === 'baselined') return { where: 'external', reason: 'listed in the baseline' };
  if (accepted === undefined) return { where: 'external', reason: 'acknowledged' };
  const { by, reason, until } = accepted;
  const end = until === undefined ? '' : ` (until ${until})`;
  return { where: WHERE[by], reason: `${reason}${end}` };
}
