import { placeOf, type RelatedPlace } from '../../../kernel';
import type { Culprit, IntentOutcome, Violation, WitnessEnd } from '../../../results';
import { endName } from '../end-name';
import { portsText } from '../port-text';

/** An end of a flow in words. */
export function endWords(end: WitnessEnd): string {
  if (end.kind === 'workload') return end.id;
  return end.words ?? (end.kind === 'ip' ? endName(end) : end.id);
}

/** `shop/web reaches shop/db on 5432/TCP`: what the policies make of one flow. */
export function flowWords({ from, to, ports, verdict }: Violation): string {
  const does = { allowed: 'reaches', denied: 'does not reach', undecided: 'may reach' }[verdict];
  const on = portsText(ports);
  return `${endWords(from)} ${does} ${endWords(to)} on ${on === 'all' ? 'every port' : on}`;
}

/** `shop/web gets to shop/db by way of shop/api`: a path. */
function pathWords(path: NonNullable<Violation['path']>): string {
  const ends = [...path.slice(0, 1).map(({ from }) => from), ...path.map(({ to }) => to)].map(
    endWords,
  );
  const does = path.some(({ verdict }) => verdict === 'undecided') ? 'may get' : 'gets';
  return `${ends[0]} ${does} to ${ends.at(-1)} by way of ${ends.slice(1, -1).join(', ')}`;
}

/** The same, with what the intent makes of it. */
export function violationWords(violation: Violation, { kind }: IntentOutcome): string {
  const { path } = violation;
  const flow = path === undefined ? flowWords(violation) : pathWords(path);
  if (violation.verdict === 'denied') return flow;
  return kind === 'closed' ? `${flow}, which no construct states` : `${flow}, and must not`;
}

/** What is wrong at one place of a policy, and where that is. */
export function culpritPlace(culprit: Culprit, violation: Violation): RelatedPlace {
  const { source } = culprit;
  const message = culpritWords(culprit, violation);
  return { message, ...(source !== undefined && { source: placeOf(source) }) };
}

/** How kubectl writes a selector without conditions. */
const ALL_PODS = '<none>';

function culpritWords(culprit: Culprit, { from, to, verdict }: Violation): string {
  const { direction, kind, policy = '', path, selects } = culprit;
  const subject = endWords(direction === 'ingress' ? to : from);
  const called = `NetworkPolicy ${policy}`;
  const which = selects === ALL_PODS ? 'all pods' : selects;
  const selecting = which === undefined ? '' : ` (selects ${which})`;
  switch (kind) {
    case 'rule':
      return `${called} ${path ?? direction} ${verdict === 'undecided' ? 'may let' : 'lets'} it ${direction === 'ingress' ? 'in' : 'out'}`;
    case 'not-selected':
      return `${called} does not isolate ${subject} for ${direction}${selecting}`;
    case 'isolates':
      return `${called} isolates ${subject} for ${direction}${selecting}, and no rule lets it through`;
    case 'unmodelled':
      return `${policy} is of a kind that is not modelled, and may decide about ${subject}`;
    case 'nothing-isolates':
      return `nothing isolates ${subject} for ${direction}`;
  }
}
