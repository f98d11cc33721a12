import { count } from '../../kernel';
import type {
  Blast,
  BlastRank,
  BlastReached,
  BlastResult,
  BlastStep,
  Endpoint,
  OpeningRule,
} from '../../results';
import { endName } from './end-name';
import { openingText } from './opening-text';
import { isNothing, portsText } from './port-text';

/** One end that falls, or may, with everything that names it spelt out. */
export interface BlastRow {
  readonly taken: string;
  readonly to: string;
  readonly kind: 'workload' | 'internet' | 'metadata' | 'private';
  readonly verdict: BlastReached['verdict'];
  readonly steps: number;
  /** The ends between, in words. */
  readonly by: readonly string[];
  /** The last step of its path: those before it have rows of their own. */
  readonly ports: string;
  readonly rules: readonly OpeningRule[];
  /** Why the gates of that step are open that no rule opens. */
  readonly unruled: readonly string[];
  readonly waitsFor: readonly string[];
}

const OUTSIDE = {
  internet: 'the internet',
  metadata: 'cloud metadata',
  private: 'private addresses',
} as const;

/** What falls with each of the workloads that were asked about. */
export function blastRows(result: BlastResult): (blast: Blast) => readonly BlastRow[] {
  const endOf = new Map(result.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const ruleOf = new Map(result.rules.map((rule) => [rule.id, rule]));
  return ({ taken, reached, steps }) => {
    const stepOf = new Map(steps.map((step) => [`${step.from} ${step.to}`, step]));
    return reached.map((each): BlastRow => {
      const [to = '', from = ''] = each.path.toReversed();
      const step = stepOf.get(`${from} ${to}`);
      const rules =
        step === undefined ? [] : [...step.gates.egress.rules, ...step.gates.ingress.rules];
      return {
        taken: taken.id,
        to: nameOf(each, endOf.get(each.to)),
        kind: each.outside ?? 'workload',
        verdict: each.verdict,
        steps: each.steps,
        by: each.path.slice(1, -1),
        ports: step === undefined ? '' : stepPorts(step),
        rules: rules.flatMap((id) => ruleOf.get(id) ?? []),
        unruled: step === undefined ? [] : unruledTexts(step),
        waitsFor: step !== undefined && isNothing(step.allowed) ? step.reasons : [],
      };
    });
  };
}

function nameOf(
  { outside, all, family, to }: BlastReached,
  endpoint: Endpoint | undefined,
): string {
  const name = endpoint === undefined ? to : endName(endpoint);
  if (outside !== undefined && all === true) return OUTSIDE[outside];
  if (outside !== undefined && family !== undefined) return `${OUTSIDE[outside]} over IPv${family}`;
  return outside === undefined ? name : `${OUTSIDE[outside]}: ${name}`;
}

function stepPorts({ allowed, undecided }: BlastStep): string {
  return isNothing(allowed) ? `? ${portsText(undecided)}` : portsText(allowed);
}

function unruledTexts({ from, to, gates: { egress, ingress } }: BlastStep): readonly string[] {
  const say = (id: string, direction: string, text: string | undefined) =>
    text === undefined ? [] : [`${text}: ${id}, for ${direction}`];
  return [
    ...say(from, 'egress', openingText(egress.open)),
    ...say(to, 'ingress', openingText(ingress.open)),
  ];
}

/** What is reached of one kind of address, for a cell. */
export function outsideCell(verdict: BlastRank['outside']['internet']): string {
  if (verdict === 'allowed') return 'yes';
  return verdict === 'denied' ? 'no' : '?';
}

/** How many fall, and how many more may. */
export function fallsCell({ falls, mayFall }: BlastRank): string {
  return mayFall === 0 ? `${falls}` : `${falls} (${mayFall} more may)`;
}

/** One sentence with counts. Names are somebody's text: `quote` makes them safe for the sink. */
export function blastSummary(result: BlastResult, quote: (text: string) => string): string {
  const { ranking, blasts, summary, profile } = result;
  const others = Math.max(0, summary.workloads - 1);
  const about = `${count(summary.workloads, 'workload')}, ${count(summary.policies, 'policy', 'policies')}, profile ${quote(profile)}`;
  const [worst] = ranking;
  if (worst === undefined) return `no workload to take; ${about}.`;
  const each = blasts.length === 0 ? [worst] : ranking;
  const told = each.map((rank) => `${quote(rank.workload)}: ${rankText(rank, others)}`);
  const head = blasts.length === 0 ? 'the worst to lose is ' : 'with ';
  return `${head}${told.join('; ')}; ${about}.`;
}

function rankText(rank: BlastRank, others: number): string {
  const may = rank.mayFall === 0 ? '' : `, ${rank.mayFall} more may`;
  const reached = (['metadata', 'internet'] as const).flatMap((kind) => {
    const verdict = rank.outside[kind];
    if (verdict === 'denied') return [];
    return [`${OUTSIDE[kind]} ${verdict === 'allowed' ? 'is reached' : 'may be reached'}`];
  });
  const outside = reached.length === 0 ? '' : `, ${reached.join(', ')}`;
  return `${rank.falls} of ${others} other workloads fall${may}${outside}`;
}
