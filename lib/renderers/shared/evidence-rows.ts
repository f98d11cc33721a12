import { count, formatCodeLine, formatPath, formatSource } from '../../kernel';
import type {
  Endpoint,
  EvidenceFlow,
  EvidenceGate,
  EvidenceResult,
  EvidenceRule,
  Standing,
} from '../../results';

/** One flow of the evidence, with everything that names it spelt out. */
export interface EvidenceRow {
  readonly to: Endpoint;
  readonly from: Endpoint;
  readonly flow: EvidenceFlow;
  /** The rules at both of its gates. */
  readonly rules: readonly EvidenceRule[];
  /** What an undecided flow waits for; empty for an allowed one. */
  readonly waitsFor: readonly string[];
}

/** Flows that stand alike. */
export interface EvidenceSection {
  readonly standing: Standing | 'undecided';
  readonly title: string;
  readonly rows: readonly EvidenceRow[];
}

/** What an auditor has to look at comes last, where a reader ends. */
const TITLES: Readonly<Record<EvidenceSection['standing'], string>> = {
  justified: 'Justified',
  expired: 'Justified until a day that has passed',
  unjustified: 'Without justification',
  undecided: 'Undecided',
};

/** The flows of an answer by how they stand, each by destination and then by source; no empty section. */
export function evidenceSections(result: EvidenceResult): readonly EvidenceSection[] {
  const rowsOf = rowsIn(result);
  const { flows, undecided } = result;
  const standing = (wanted: Standing) => flows.filter((flow) => flow.standing === wanted);
  return [
    section('justified', rowsOf(standing('justified'))),
    section('expired', rowsOf(standing('expired'))),
    section('unjustified', rowsOf(standing('unjustified'))),
    section('undecided', rowsOf(undecided)),
  ].filter(({ rows }) => rows.length > 0);
}

function section(
  standing: EvidenceSection['standing'],
  rows: readonly EvidenceRow[],
): EvidenceSection {
  return { standing, title: TITLES[standing], rows };
}

type Waiting = EvidenceFlow & { readonly reasons?: readonly string[] };

function rowsIn({ endpoints, rules }: EvidenceResult) {
  const place = new Map(endpoints.map((endpoint, index) => [endpoint.id, { endpoint, index }]));
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  return (flows: readonly Waiting[]): readonly EvidenceRow[] =>
    flows
      .flatMap((flow) => {
        const from = place.get(flow.from);
        const to = place.get(flow.to);
        return from === undefined || to === undefined ? [] : [{ flow, from, to }];
      })
      .sort((a, b) => a.to.index - b.to.index || a.from.index - b.from.index)
      .map(({ flow, from, to }) => ({
        to: to.endpoint,
        from: from.endpoint,
        flow,
        rules: [...flow.egress.rules, ...flow.ingress.rules].flatMap((id) => ruleOf.get(id) ?? []),
        waitsFor: flow.reasons ?? [],
      }));
}

/** What heads the policies that no flow tells of. */
export const NOT_EVALUATED = 'Not evaluated, so that no flow tells what these let through';

const OPEN: Readonly<Record<Exclude<EvidenceGate['open'], 'rules' | 'outside'>, string>> = {
  'not-isolated': 'not isolated: no policy selects either end',
  exempt: 'exempt: policies do not govern host-network pods, or traffic with the own node',
  'not-enforced': 'not enforced: the cluster ignores policies',
};

/** Why a flow passes that needs no rule at either gate. */
export function whyNoRule({ egress, ingress }: EvidenceFlow): string {
  const open = [egress.open, ingress.open];
  const why = (['not-enforced', 'exempt', 'not-isolated'] as const).find((each) =>
    open.includes(each),
  );
  return OPEN[why ?? 'not-isolated'];
}

/** `egress[0]`: the place of a rule in its policy. */
export function rulePath({ direction, index }: EvidenceRule): string {
  return formatPath([direction, index]);
}

/** The line of YAML that holds a rule or a policy. */
export function yamlPlace({ source }: Pick<EvidenceRule, 'source'>): string {
  return formatSource(source);
}

/** The line of TypeScript that wrote it; empty where it is not known. */
export function codePlace({ source }: Pick<EvidenceRule, 'source'>): string {
  return source.typescript === undefined ? '' : formatCodeLine(source.typescript);
}

/**
 * `12 flows: 9 justified, 1 expired, 2 without justification; 0 undecided; 8 workloads, 8 policies,
 * profile portable, as on 2027-01-31.` The name of the profile is somebody's text: `quote` makes it
 * safe for the sink.
 */
export function evidenceSummary(
  { summary, profile, today }: EvidenceResult,
  quote: (text: string) => string,
): string {
  const { flows, justified, expired, unjustified, undecided, workloads, policies } = summary;
  const others = summary.notEvaluated === 0 ? '' : ` and ${summary.notEvaluated} not evaluated`;
  const standings = `${justified} justified, ${expired} expired, ${unjustified} without justification`;
  const about = `${count(workloads, 'workload')}, ${count(policies, 'policy', 'policies')}`;
  return `${count(flows, 'allowed flow')}: ${standings}; ${undecided} undecided; ${about}${others}, profile ${quote(profile)}, as on ${today}.`;
}
