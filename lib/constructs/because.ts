import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { callerLine } from './dsl/caller';
import { expiryOf, type Reason, type ReasonOptions, reasonFrom } from './dsl/reason';
import { diagnosticOf } from './dsl/refuse';
import { enclosingNamespace } from './namespace-scope';
import { objectAtSynth } from './objections';
import { todayIn } from './today';

/** The metadata entry that carries a reason: a text, so that two copies of this package agree. */
const REASON = 'cdk8s-netpol:reason';

/** The metadata entry that leads from a policy to the construct that asked for it, by its path. */
const OPENED_FOR = 'cdk8s-netpol:opened-for';

/**
 * Says why a construct exists: every rule that it writes has this justification, at both ends of what
 * it opens, unless the rule has one of its own. What a construct inside says of itself counts more; what
 * is inside a namespace or a chart and says nothing inherits its reason, and the evidence tells so.
 * Kept beside the manifests, like `.because(...)` of a rule, and no different in the evidence.
 *
 * @example
 * because(new AllowInternet(shop, 'vendor', { from: pods({ app: 'api' }), on: tcp(443) }), 'payments', {
 *   owner: 'checkout',
 *   until: '2027-01-31',
 * });
 * @throws {InvalidInputError} for an empty reason or a day that does not exist
 */
export function because<T extends Construct>(
  construct: T,
  reason: string,
  options: ReasonOptions = {},
): T {
  const said = reasonFrom(reason, options);
  construct.node.addMetadata(REASON, said);
  if (said.until !== undefined) objectOnceExpired(construct, said);
  return construct;
}

function objectOnceExpired(construct: Construct, reason: Reason): void {
  const line = callerLine();
  objectAtSynth(construct, () => {
    const message = expiryOf(reason, todayIn(construct));
    if (message === undefined || saidOf(construct) !== reason) return [];
    return [diagnosticOf({ code: 'constructs/expired-reason', message }, line)];
  });
}

/** Remembers for whom a policy was written that stands elsewhere in the tree. */
export function recordOpenedFor(policy: Construct, by: Construct): void {
  policy.node.addMetadata(OPENED_FOR, by.node.path);
}

/** What is said about a policy, by the nearest construct that says anything: first those that asked for it. */
export function inheritedReason(policy: IConstruct): Reason | undefined {
  const path: unknown = policy.node.metadata.find(({ type }) => type === OPENED_FOR)?.data;
  const asked = typeof path === 'string' ? find(policy.node.root, path) : undefined;
  return (asked && nearestReason(asked)) ?? nearestReason(policy);
}

function nearestReason(construct: IConstruct): Reason | undefined {
  let isFurtherUp = false;
  for (const scope of construct.node.scopes.toReversed()) {
    isFurtherUp ||= scope !== construct && isAroundOthers(scope);
    const said = saidOf(scope);
    if (said === undefined) continue;
    return isFurtherUp ? { ...said, inheritedFrom: scope.node.path || THE_APP } : said;
  }
  return undefined;
}

/** A root has no path. */
const THE_APP = 'the app';

/** Whether others create what is inside: whoever justified it need not have thought of that. */
function isAroundOthers(scope: IConstruct): boolean {
  return Chart.isChart(scope) || enclosingNamespace(scope)?.construct === scope.node.path;
}

function find(root: IConstruct, path: string): IConstruct | undefined {
  return path
    .split('/')
    .reduce<IConstruct | undefined>((scope, id) => scope?.node.tryFindChild(id), root);
}

/** The last thing said of a construct itself. */
function saidOf(construct: IConstruct): Reason | undefined {
  const said: unknown = construct.node.metadata.findLast(({ type }) => type === REASON)?.data;
  return isReason(said) ? said : undefined;
}

function isReason(said: unknown): said is Reason {
  return (
    typeof said === 'object' && said !== null && 'reason' in said && typeof said.reason === 'string'
  );
}
