import { count, type Direction, formatCodeLine, formatSource } from '../../kernel';
import type {
  Exposure,
  ExposurePeer,
  ExposureResult,
  ExposureTopic,
  OpeningGate,
  OpeningRule,
  PossiblePeer,
  WorkloadExposure,
} from '../../results';
import { endName } from './end-name';
import { openingText } from './opening-text';
import { isNothing, portsText } from './port-text';

/** One line about what passes between a workload and one kind of peer. */
export interface ExposureRow {
  readonly workload: string;
  readonly direction: Direction;
  readonly topic: ExposureTopic;
  /** The other end, in words. */
  readonly peer: string;
  readonly verdict: 'allowed' | 'undecided';
  readonly ports: string;
  /** Why each gate is open that needs no rule: first the workload's own. */
  readonly unruled: readonly string[];
  /** The rules that open the others. */
  readonly rules: readonly OpeningRule[];
  /** What an undecided row waits for. */
  readonly waitsFor: readonly string[];
}

/** Both directions, in the order in which people ask: who gets in comes first. */
export const SIDES: readonly Direction[] = ['ingress', 'egress'];

/** Everything that passes, or may: what one side alone would let through is none of it. */
export function exposureRows(result: ExposureResult): readonly ExposureRow[] {
  const ruleOf = new Map(result.rules.map((rule) => [rule.id, rule]));
  return result.workloads.flatMap((workload) =>
    SIDES.flatMap((direction) =>
      (workload.sides[direction]?.exposures ?? []).flatMap((exposure) =>
        rowsOf(workload, direction, exposure, ruleOf),
      ),
    ),
  );
}

function rowsOf(
  { endpoint }: WorkloadExposure,
  direction: Direction,
  exposure: Exposure,
  ruleOf: ReadonlyMap<string, OpeningRule>,
): readonly ExposureRow[] {
  const { topic, peer, gates, reasons } = exposure;
  const other = direction === 'egress' ? 'ingress' : 'egress';
  const both: readonly OpeningGate[] = [gates[direction], gates[other]];
  const row = {
    workload: endpoint.id,
    direction,
    topic,
    peer: peerText(topic, peer),
    unruled: unruledTexts(gates, direction),
    rules: both.flatMap(({ rules }) => rules.flatMap((id) => ruleOf.get(id) ?? [])),
  };
  return (['allowed', 'undecided'] as const).flatMap((verdict): readonly ExposureRow[] => {
    const ports = portsOf(exposure, verdict);
    const waitsFor = verdict === 'undecided' ? reasons.map(({ id }) => id) : [];
    if (ports === '') return [];
    // The rules are those of what surely passes, where anything does.
    const isBeside = verdict === 'undecided' && !isNothing(exposure.allowed);
    return [{ ...row, ...(isBeside && { rules: [] }), verdict, ports, waitsFor }];
  });
}

function portsOf(exposure: Exposure, verdict: 'allowed' | 'undecided'): string {
  const ranges = exposure[verdict];
  const named = (exposure.named ?? [])
    .filter((each) => each.verdict === verdict)
    .map(({ name, protocol }) => `${name}/${protocol}`);
  return [...(isNothing(ranges) ? [] : [portsText(ranges)]), ...named].join(', ');
}

function unruledTexts(gates: Exposure['gates'], direction: Direction): readonly string[] {
  const text = openingText(gates[direction].open);
  return text === undefined ? [] : [`${text} for ${direction}`];
}

/** The other end of an exposure in words. */
export function peerText(topic: ExposureTopic, peer: ExposurePeer): string {
  switch (peer.kind) {
    case 'entry-point': {
      const hosts = peer.hosts.length === 0 ? '' : ` (${peer.hosts.join(', ')})`;
      return `${peer.entryPoint} ${peer.id}${hosts}, ${SEEN[peer.sees]}${viaText(peer.controller)}`;
    }
    case 'addresses':
      return addressesText(topic, peer);
    case 'workloads':
      return [
        ...peer.namespaces.map((name) => `every workload of ${name}`),
        ...peer.workloads,
      ].join(', ');
    case 'possible':
      return possibleText(peer);
  }
}

const SEEN = {
  controller: 'by its controller',
  clients: 'whose clients it sees',
  'own-node': 'by its own node',
  'other-nodes': 'by other nodes',
} as const;

function viaText(controller: string | undefined): string {
  return controller === undefined ? '' : ` ${controller}`;
}

const WHOLE: Partial<Record<ExposureTopic, string>> = {
  internet: 'the internet',
  private: 'private addresses',
  metadata: 'cloud metadata',
  'api-server': 'the API server',
};

function addressesText(
  topic: ExposureTopic,
  { cidrs, all, family }: Extract<ExposurePeer, { kind: 'addresses' }>,
): string {
  const whole = WHOLE[topic] ?? 'addresses';
  if (all) return whole;
  if (family !== undefined) return `${whole} over IPv${family}`;
  return `${whole}: ${endName({ kind: 'ip', id: cidrs[0] ?? '', cidrs })}`;
}

function possibleText(peer: PossiblePeer): string {
  const labels = Object.entries(peer.labels).map(([key, value]) => `${key}=${value}`);
  const pod =
    peer.which === 'every'
      ? 'any pod'
      : labels.length === 0
        ? 'a pod without labels'
        : `a pod with ${labels.join(', ')}`;
  const at = peer.address === undefined ? '' : ` at ${peer.address}`;
  return `${pod}${at} in ${placesText(peer)}`;
}

/** More namespaces than this are counted. */
const FEW = 3;

function placesText({ namespaces, newNamespaces, everyNamespace }: PossiblePeer): string {
  if (everyNamespace === true) return 'any namespace';
  const existing =
    namespaces.length === 0
      ? []
      : namespaces.length > FEW
        ? [count(namespaces.length, 'namespace')]
        : [`namespace ${namespaces.join(', ')}`];
  return [...existing, ...newNamespaces.map(newText)].join(' or ');
}

function newText({ name, labels }: PossiblePeer['newNamespaces'][number]): string {
  const own = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const called = name === undefined ? 'a new namespace' : `a new namespace ${name}`;
  return own.length === 0 ? called : `${called} with ${own.join(', ')}`;
}

/** Where a rule stands: the line of TypeScript that wrote it comes last. */
export function rulePlaces({ source }: OpeningRule): readonly string[] {
  const { typescript } = source;
  return [formatSource(source), ...(typescript === undefined ? [] : [formatCodeLine(typescript)])];
}

/** Workloads that nothing isolates, for which directions. */
export function unprotected({ workloads }: ExposureResult): readonly {
  readonly workload: string;
  readonly directions: readonly Direction[];
}[] {
  return workloads.flatMap(({ endpoint, sides }) => {
    const directions = SIDES.filter((each) => sides[each]?.standing === 'not-isolated');
    return directions.length === 0 ? [] : [{ workload: endpoint.id, directions }];
  });
}

const ASKED: Readonly<Record<Direction, readonly ExposureTopic[]>> = {
  ingress: ['entry-points', 'internet', 'possible'],
  egress: ['internet', 'metadata', 'api-server'],
};

const NAMES: Readonly<Record<ExposureTopic, string>> = {
  'entry-points': 'entry points',
  internet: 'the internet',
  private: 'private addresses',
  namespaces: 'other namespaces',
  possible: 'pods to come',
  metadata: 'cloud metadata',
  'api-server': 'the API server',
};

/** One sentence with counts. The name of the profile is somebody's text: `quote` makes it safe for the sink. */
export function exposureSummary(result: ExposureResult, quote: (text: string) => string): string {
  const { summary, profile, workloads } = result;
  const asked = SIDES.filter((each) => workloads.some(({ sides }) => sides[each] !== undefined));
  const isolation = asked.map((each) => `${summary.notIsolated[each]} for ${each}`);
  const parts = [
    ...(isolation.length === 0 ? [] : [`not isolated ${isolation.join(', ')}`]),
    ...asked.flatMap((each) => countsText(result, each)),
    `${count(summary.policies, 'policy', 'policies')}, profile ${quote(profile)}`,
  ];
  return `${count(summary.workloads, 'workload')}: ${parts.join('; ')}.`;
}

const VERBS: Readonly<Record<Direction, string>> = { ingress: 'reached by', egress: 'reaching' };

function countsText({ topics, summary }: ExposureResult, direction: Direction): readonly string[] {
  const counts = ASKED[direction]
    .filter((topic) => topics.includes(topic))
    .map((topic) => {
      const key = `${direction} ${topic}` as const;
      const undecided = summary.undecided[key];
      const open = undecided === undefined ? '' : ` (${undecided} undecided)`;
      return `${NAMES[topic]} ${summary.allowed[key] ?? 0}${open}`;
    });
  return counts.length === 0 ? [] : [`${VERBS[direction]} ${counts.join(', ')}`];
}
