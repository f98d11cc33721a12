import { count } from '../../kernel';
import type {
  DirectionText,
  PeerText,
  RuleText,
  WorkloadExplainResult,
  WorkloadExplanation,
} from '../../results';
import { type Repeats, workloadsTold } from '../shared/same-but-for-names';
import { enforcementBanner } from './explain-facts';
import { namesText } from './explain-names';
import { sourceText } from './explain-rule';
import { isolatesOnly, notAffecting, notGoverned, selectsText } from './explain-words';
import { indented, type Line, plain, printLines } from './line';
import { GLYPHS, type Glyphs, type TerminalOptions } from './style';

/** How much is told about workloads. */
export interface WorkloadOptions extends TerminalOptions {
  /** Whether every pod of a workload is told of that has nothing of its own. @default - folded */
  readonly repeats?: Repeats;
}

/** Which policies govern a workload, and what they let in and out, as `kubectl describe` words it. */
export function workloadsToTerminal(
  result: WorkloadExplainResult,
  options: WorkloadOptions = {},
): string {
  const glyphs = GLYPHS[options.glyphs ?? 'ascii'];
  const isOff = result.workloads.some(({ exemption }) => exemption === 'not-enforced');
  const lines = workloadsTold(result.workloads, options.repeats).flatMap(({ shown, alike }) => [
    ...workloadLines(shown, glyphs),
    ...repeatLines(alike),
  ]);
  return printLines(
    [...(isOff ? enforcementBanner(result.profile) : []), ...lines, [plain(summary(result))]],
    options.style,
  );
}

function repeatLines(alike: readonly WorkloadExplanation[]): Line[] {
  if (alike.length === 0) return [];
  const pods = alike.reduce((sum, { workload }) => sum + Math.max(1, workload.pods.length), 0);
  const more = count(pods, 'more pod', 'more pods');
  return [[plain(`The same holds for ${more} of the workload (-v shows each).`)], []];
}

/** More names than this are counted. */
const FEW = 3;

function summary({ workloads, profile }: WorkloadExplainResult): string {
  const isolated = (direction: 'ingress' | 'egress') => {
    const some = workloads.some((each) => each[direction].isolatedBy.length > 0);
    return `${some ? 'isolated' : 'not isolated'} for ${direction}`;
  };
  const ids = workloads.map(({ workload }) => workload.id);
  const names = ids.length > FEW ? `${ids[0]} and ${ids.length - 1} more` : ids.join(', ');
  return `${names}: ${isolated('ingress')}, ${isolated('egress')}, profile ${profile}.`;
}

function workloadLines(each: WorkloadExplanation, glyphs: Glyphs): Line[] {
  const { id, workloadKind, source, namespace } = each.workload;
  const title: Line = [
    { text: `${id}  ${workloadKind} of namespace ${namespace}`, tone: 'heading' },
    plain('   '),
    { text: sourceText(source, glyphs), tone: 'faint' },
  ];
  const unnamed = namesText(each.names, id);
  const names: Line[] =
    unnamed === undefined ? [] : [indented(1, { text: unnamed, tone: 'faint' }), []];
  return [
    title,
    ...governanceLines(each),
    [],
    ...directionLines(each.ingress, id, glyphs),
    ...directionLines(each.egress, id, glyphs),
    ...names,
  ];
}

/** Whether what follows is what happens. */
function governanceLines({ governed, exemption, reasons, workload }: WorkloadExplanation): Line[] {
  if (governed === 'yes') return [];
  if (governed === 'undecided') {
    return reasons.map(({ id, question }) =>
      indented(3, plain(`undecided whether these policies count for it: ${id}. ${question}`)),
    );
  }
  const why =
    exemption === 'host-network'
      ? notGoverned(workload.id)
      : 'by its profile, this cluster does not enforce NetworkPolicy';
  return [indented(3, plain(`nothing below counts: ${why}`))];
}

function directionLines(text: DirectionText, subject: string, glyphs: Glyphs): Line[] {
  const { direction, isolatedBy, rules } = text;
  if (isolatedBy.length === 0) return [indented(1, plain(notAffecting(direction, subject))), []];
  const policies = isolatedBy.flatMap((policy) => [
    indented(5, plain(`${policy.id}  `), {
      text: sourceText(policy.source, glyphs),
      tone: 'faint',
    }),
    indented(7, plain(selectsText(policy))),
  ]);
  return [
    [{ text: ` Isolated for ${direction} by`, tone: 'heading' }],
    ...policies,
    [{ text: ` Allowing ${direction} traffic:`, tone: 'heading' }],
    ...(rules.length === 0 ? [indented(5, plain(isolatesOnly(direction)))] : []),
    ...rules.flatMap((rule) => ruleLines(rule, direction, glyphs)),
    [],
  ];
}

function ruleLines(
  { policy, path, source, ports, peers }: RuleText,
  direction: DirectionText['direction'],
  glyphs: Glyphs,
): Line[] {
  const field = direction === 'ingress' ? 'From' : 'To';
  const word = direction === 'ingress' ? 'source' : 'destination';
  return [
    indented(5, plain(`${policy}  ${path}  `), { text: sourceText(source, glyphs), tone: 'faint' }),
    ...(ports.length === 0
      ? [indented(7, plain('To Port: <any> (traffic allowed to all ports)'))]
      : ports.map((port) => indented(7, plain(`To Port: ${port}`)))),
    ...(peers.length === 0
      ? [indented(7, plain(`${field}: <any> (traffic not restricted by ${word})`))]
      : peers.flatMap((peer) => [indented(7, plain(`${field}:`)), ...peerLines(peer)])),
  ];
}

function peerLines(peer: PeerText): Line[] {
  const say = (text: string) => indented(9, plain(text));
  if (peer.kind === 'block') {
    const except = peer.except.length === 0 ? [] : [say(`Except: ${peer.except.join(', ')}`)];
    return [say(`IPBlock: ${peer.cidr}`), ...except];
  }
  const { namespaces, pods, own } = peer;
  const everyPod = pods === '<none>' ? ' (all pods)' : '';
  if (namespaces === undefined) return [say(`PodSelector: ${pods}${everyPod} in namespace ${own}`)];
  const everywhere = namespaces === '<none>' ? ' (all namespaces)' : '';
  return [
    say(`NamespaceSelector: ${namespaces}${everywhere}`),
    say(`PodSelector: ${pods}${everyPod}`),
  ];
}
