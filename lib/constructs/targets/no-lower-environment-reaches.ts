import { checkProps, decline } from '../composite-refusals';
import { type IntentClaim, type IntentEnd, no, show } from '../dsl';
import { endsOf, listOf } from '../dsl/claim-parts';
import type { PlainEnd } from '../dsl/intent-end';

/** What is production, and what is below it. */
export interface Environments {
  /** Development, test, staging: namespaces by name or label, or the addresses of another cluster. */
  readonly lower: IntentEnd | readonly IntentEnd[];
  /** Production: namespaces by name, or by label where the lower ones have names. */
  readonly prod: IntentEnd | readonly IntentEnd[];
}

/**
 * No lower environment reaches production, on any port, whatever anybody states: neither pods that
 * are known nor any that may come to exist. For namespaces of one cluster; the addresses of another
 * cluster can stand for an environment, too.
 *
 * @example
 * new Intent(chart, 'no lower environment reaches prod', noLowerEnvironmentReaches({
 *   lower: namespaces({ environment: oneOf('dev', 'staging') }),
 *   prod: [namespace('shop-prod'), namespace('payments-prod')],
 * }));
 * // intents.yaml:
 * // - name: no lower environment reaches prod
 * //   none: { namespaces: { matchExpressions: [{ key: environment, operator: In, values: [dev, staging] }] } }
 * //   reaches: [{ namespace: shop-prod }, { namespace: payments-prod }]
 * @throws {InvalidInputError} for no end or what is no end, for one that is both, for every namespace
 * as one of them, which is the other as well, and for labels at both ends, which can never hold
 */
export function noLowerEnvironmentReaches(environments: Environments): IntentClaim {
  const call = 'noLowerEnvironmentReaches';
  checkProps(call, environments, ['lower', 'prod']);
  const { lower, prod } = environments;
  const below = endsOf(call, listOf(lower));
  const above = endsOf(call, listOf(prod));
  refuseEverything([...below, ...above]);
  refuseBoth(below, above);
  refuseLabels(below, above);
  return no(...below).reaches(above);
}

/** Ends that hold every namespace, and so both environments. */
const EVERYTHING: readonly PlainEnd['kind'][] = [
  'any-pod',
  'all-namespaces',
  'everyone',
  'anywhere',
];

function refuseEverything(ends: readonly PlainEnd[]): void {
  const wide = ends.find(({ kind }) => EVERYTHING.includes(kind));
  if (wide === undefined) return;
  const message = `\`noLowerEnvironmentReaches\` got ${show(wide.kind)}, which is every environment`;
  const help = "write namespaces({ environment: 'prod' }) or namespace('shop-prod')";
  decline({ code: 'constructs/contradicting-options', message, help });
}

function refuseBoth(below: readonly PlainEnd[], above: readonly PlainEnd[]): void {
  const known = new Set(above.map((end) => JSON.stringify(end)));
  const both = below.find((end) => known.has(JSON.stringify(end)));
  if (both === undefined) return;
  const what = both.kind === 'namespace' ? `namespace \`${both.name}\`` : 'one end';
  const message = `\`noLowerEnvironmentReaches\` has ${what} in both \`lower\` and \`prod\``;
  decline({ code: 'constructs/contradicting-options', message });
}

/** Whether namespaces that nobody has made yet can be part of an end. */
function isByLabel(end: PlainEnd): boolean {
  return end.kind === 'namespaces' || (end.kind === 'pods-in' && end.place.kind !== 'namespace');
}

function refuseLabels(below: readonly PlainEnd[], above: readonly PlainEnd[]): void {
  if (!below.some(isByLabel) || !above.some(isByLabel)) return;
  const message = '`noLowerEnvironmentReaches` knows both `lower` and `prod` by label only';
  decline({ code: 'constructs/never-holds', message });
}
