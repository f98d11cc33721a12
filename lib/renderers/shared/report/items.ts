import { byText, type Severity } from '../../../kernel';
import { checkPage } from '../check-page';
import { findingItem } from './finding-item';
import { intentItem } from './intent-item';
import { INTENT_RULES } from './intent-rules';
import type { Reported, ReportItem, ReportRule } from './reported';
import { unusedItem } from './unused-item';

/**
 * Everything that a report tells: findings, acknowledgements that nothing needs, and intents that do
 * not hold. What counts comes before
 * what somebody accepts, errors before warnings, because readers stop at some number.
 */
export function reportItems({ lint, intents }: Reported): readonly ReportItem[] {
  const failing = (intents?.intents ?? []).filter(({ verdict }) => verdict !== 'holds');
  const items = [
    ...failing.map(intentItem),
    ...(lint?.findings ?? []).map(findingItem),
    ...(lint?.unused ?? []).map(unusedItem),
  ];
  return told(distinct(items));
}

/** The items that nobody accepts. */
export function openItems(reported: Reported): readonly ReportItem[] {
  return reportItems(reported).filter(({ accepted }) => accepted === undefined);
}

/** The rules of all items there could have been, in the order of their ids. */
export function reportRules({ lint, intents }: Reported): readonly ReportRule[] {
  const checks = (lint?.checks ?? []).map((check): ReportRule => {
    const { id, name, severity, summary } = check;
    return { id, name, severity, summary, page: checkPage(check) };
  });
  return [...checks, ...(intents === undefined ? [] : INTENT_RULES)].sort(byText(({ id }) => id));
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function told(items: readonly ReportItem[]): readonly ReportItem[] {
  const weight = ({ accepted, severity }: ReportItem) =>
    (accepted === undefined ? 0 : 3) + WEIGHT[severity];
  return [...items].sort((a, b) => weight(a) - weight(b));
}

/** Readers take items with one fingerprint for one item. */
function distinct(items: readonly ReportItem[]): readonly ReportItem[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const again = seen.get(item.fingerprint) ?? 0;
    seen.set(item.fingerprint, again + 1);
    return again === 0 ? item : { ...item, fingerprint: `${item.fingerprint}-${again}` };
  });
}
