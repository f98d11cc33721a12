import { compareText } from '../../kernel';
import type { Culprit, IntentOutcome, Violation, WitnessEnd } from '../../results';
import { endName } from '../shared/end-name';
import { portsText } from '../shared/port-text';
import type { Glyphs } from './style';

/** What an intent demands, in one line. */
export function claimText(
  { kind, from, to, ports }: IntentOutcome,
  { to: arrow }: Pick<Glyphs, 'to'>,
): string {
  const on = ports === undefined ? ', every port' : ` ${ports}`;
  switch (kind) {
    case 'reaches':
      return `${from} ${arrow} ${to}${on}`;
    case 'never-reaches':
      return `never ${from} ${arrow} ${to}${on}`;
    case 'never-reaches-transitively':
      return `never ${from} ${arrow} ... ${arrow} ${to}`;
    case 'reached-only-by':
      return `only ${from} ${arrow} ${to}${on}`;
    case 'reaches-only':
      return `${from} ${arrow} only ${to}${on}`;
    case 'closed':
      return `only what is stated: ${from} ${arrow} ${to}`;
    case 'resolves-names':
      return `${from} ${arrow} DNS`;
  }
}

/** More ports than this are counted. */
const FEW_PORTS = 4;

/** The ports of a violation. */
export function violationPorts({ ports }: Pick<Violation, 'ports'>): string {
  const text = portsText(ports);
  if (text === 'all') return 'all ports';
  const parts = text.split(', ');
  const more = parts.length - FEW_PORTS;
  return more > 0 ? `${parts.slice(0, FEW_PORTS).join(', ')} +${more}` : text;
}

/** What the two ends of a violation are called in the lines about it. */
export interface EndNames {
  readonly from: string;
  readonly to: string;
}

const NEW_POD = 'a new pod';

/** Short names; what a pod is that does not exist yet is said beside them. */
export function namesOf({ from, to }: Pick<Violation, 'from' | 'to'>): EndNames {
  const isBoth = isUnnamed(from) && isUnnamed(to);
  return { from: nameOf(from), to: isBoth ? 'another new pod' : nameOf(to) };
}

function isUnnamed(end: WitnessEnd): boolean {
  return end.kind === 'possible-pod' && end.words === undefined;
}

function nameOf(end: WitnessEnd): string {
  switch (end.kind) {
    case 'workload':
      return end.id;
    case 'ip':
      return end.words ?? endName(end);
    case 'possible-pod':
      return end.words ?? NEW_POD;
  }
}

type PossiblePod = Extract<WitnessEnd, { kind: 'possible-pod' }>;

/** `a pod that does not exist yet: app=web in namespace shop`. */
export function possiblePodText(end: PossiblePod): string {
  const { namespace, namespaceLabels, labels, portNames = [], address } = end;
  const home =
    namespaceLabels === undefined
      ? `namespace ${namespace}`
      : `a namespace that does not exist yet either${withLabels(namespaceLabels)}`;
  const named = portNames.length === 0 ? '' : `, a port named ${portNames.join(' and ')}`;
  const at = address === undefined ? '' : `, address ${address}`;
  return `a pod that does not exist yet: ${labelsText(labels)} in ${home}${named}${at}`;
}

function withLabels(labels: PossiblePod['labels']): string {
  return Object.keys(labels).length === 0 ? '' : `, with ${labelsText(labels)}`;
}

function labelsText(labels: PossiblePod['labels']): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? 'no labels' : pairs.sort(compareText).join(', ');
}

/** What a policy does, or may do, to the flow that it should not, or the reverse. */
export function culpritText(
  { kind, direction, policy = 'a policy', path, selects }: Culprit,
  violation: Violation,
): string {
  const { from, to } = namesOf(violation);
  const subject = direction === 'egress' ? from : to;
  const where = path === undefined ? policy : `${policy} ${path}`;
  const pods = selects === undefined ? '' : ` (selects ${selectedText(selects)})`;
  switch (kind) {
    case 'rule':
      return `${where} ${violation.verdict === 'undecided' ? 'may let' : 'lets'} it through`;
    case 'not-selected':
      return `${policy} does not select ${subject}${pods}`;
    case 'isolates':
      return `${policy} isolates ${subject} for ${direction}${pods} and has no rule for this`;
    case 'unmodelled':
      return `${policy} is of a kind that is not modelled, and may decide about ${subject}`;
    case 'nothing-isolates':
      return `no policy isolates ${subject} for ${direction}`;
  }
}

function selectedText(selects: string): string {
  return selects === '<none>' ? 'all pods' : selects;
}
