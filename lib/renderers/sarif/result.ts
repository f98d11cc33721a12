import type { JsonObject, RelatedPlace } from '../../kernel';
import { itemLines } from '../shared/report/item-lines';
import { type ReportPlace, reportPlaces, uriOf } from '../shared/report/places';
import type { ReportItem, ReportOptions } from '../shared/report/reported';
import { LEVELS } from './rule';
import { messageText } from './text';

/** Our own key: GitHub works out one of its own, and would complain about another one under that. */
const FINGERPRINT = 'netpol/v1';

/** More places than this are shown by nobody. */
const MOST_RELATED = 99;

/** One item as a result. `ruleIndex` is the place of its rule in the table. */
export function sarifResult(
  item: ReportItem,
  ruleIndex: number,
  options: ReportOptions,
): JsonObject {
  const { rule, severity, message, about, source, accepted } = item;
  const [place, ...others] = reportPlaces(source, options);
  const related = [
    ...others.map((other) => location(other, `${about} in the manifest`)),
    ...item.related.flatMap((each) => relatedLocations(each, options)),
  ].slice(0, MOST_RELATED);
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: messageText([message, ...itemLines(item, options)]) },
    locations: [{ ...location(place), logicalLocations: [{ fullyQualifiedName: nameOf(item) }] }],
    ...(related.length > 0 && { relatedLocations: related.map((each, id) => ({ id, ...each })) }),
    partialFingerprints: { [FINGERPRINT]: item.fingerprint },
    ...(accepted !== undefined && {
      suppressions: [
        { kind: accepted.where, status: 'accepted', justification: messageText([accepted.reason]) },
      ],
    }),
  };
}

/** The object, the place in it, and the construct that made it. */
function nameOf({ about, source: { path, construct } }: ReportItem): string {
  return [
    about,
    ...(path === undefined ? [] : [path]),
    ...(construct === undefined ? [] : [`construct ${construct}`]),
  ].join(' ');
}

function relatedLocations(
  { message, source }: RelatedPlace,
  options: ReportOptions,
): readonly JsonObject[] {
  if (source === undefined) return [];
  return reportPlaces(source, options).map((place) => location(place, message));
}

/** A place is always one in a file: GitHub refuses a whole report for one that has only a name. */
function location({ file, line = 1, column }: ReportPlace, message?: string): JsonObject {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file), uriBaseId: '%SRCROOT%' },
      region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
    },
    ...(message !== undefined && { message: { text: messageText([message]) } }),
  };
}
