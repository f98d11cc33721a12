import type { JsonObject } from '../../kernel';
import { unusedText } from '../shared/finding-words';
import { jsonText } from '../shared/json-text';
import { reportItems, reportRules } from '../shared/report/items';
import { reportPlaces } from '../shared/report/places';
import type { Reported, ReportOptions } from '../shared/report/reported';
import { isUnused } from '../shared/report/unused-item';
import { type Cut, fitResults } from './limits';
import { sarifResult } from './result';
import { sarifRule } from './rule';
import { messageText } from './text';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * Findings, and intents that do not hold, as SARIF 2.1.0: what code scanning reads. An undecided
 * intent is a result like a broken one. What somebody accepts is there too, as suppressed.
 */
export function reportToSarif(reported: Reported, options: ReportOptions): string {
  const rules = reportRules(reported);
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  // What nothing needs is about nothing in the input: a notification tells of it.
  const items = reportItems(reported).filter((item) => !isUnused(item));
  const results = items.map((item) => sarifResult(item, indexOf.get(item.rule) ?? -1, options));
  const { shown, cuts } = fitResults(results);
  const run = {
    tool: {
      driver: { name: 'cdk8s-netpol', version: options.version, rules: rules.map(sarifRule) },
    },
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          ...cuts.map(cutNotification),
          ...unusedNotifications(reported, options),
        ],
      },
    ],
    columnKind: 'utf16CodeUnits',
    results: shown,
  };
  return jsonText({ $schema: SCHEMA, version: '2.1.0', runs: [run] });
}

function cutNotification({ text }: Cut): JsonObject {
  return { descriptor: { id: 'netpol-truncated' }, level: 'warning', message: { text } };
}

/** Acknowledgements that nothing needs are about nothing in the input, so no result tells of them. */
function unusedNotifications({ lint }: Reported, options: ReportOptions): readonly JsonObject[] {
  return (lint?.unused ?? []).map((unused) => {
    const { reason, source } = unused;
    const [place] = source === undefined ? [] : reportPlaces(source, options);
    const at = place === undefined ? '' : `${place.file}:${place.line ?? 1}: `;
    const why = reason === undefined ? '' : ` (${reason})`;
    return {
      descriptor: { id: 'netpol-unused-acknowledgement' },
      level: 'warning',
      message: {
        text: messageText([`${at}${unusedText(unused)}${why}`]),
      },
    };
  });
}
