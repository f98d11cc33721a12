import {
  ALL_PORTS,
  type Direction,
  NO_PORTS,
  type PortSet,
  portRange,
  toPortRanges,
  unionPorts,
  type VerdictWord,
} from '../../kernel';
import type { Cluster, Flow, FlowEnd } from '../../model';
import type { Profile } from '../../platform';
import type { ExplainCase, ExplainResult, Explanation } from '../../results';
import { evaluate, type Gate, type Verdict } from '../../semantics';
import type { AddressEnd } from '../shared/address-ends';
import type { Width } from '../shared/gates/changes/changes';
import { explainGate, type GateQuestion } from '../shared/gates/explain-gate';
import { openQuestions } from '../shared/gates/facts';
import { nameResolution } from '../shared/gates/names';
import { portAtoms } from '../shared/gates/port-atoms';
import { endsBetween, type PodEnd } from '../shared/workload-endpoints';
import { typescriptFor } from './typescript';

/** One end of the question: a row of pods, or addresses that no policy tells apart. */
export type ExplainEnd = PodEnd | AddressEnd;

/** What is asked: every pair of these ends, on these ports. */
export interface ExplainQuery {
  readonly from: readonly ExplainEnd[];
  readonly to: readonly ExplainEnd[];
  /** @default - every port of every protocol */
  readonly ports?: PortSet;
}

/** Of more pairs than this, nobody reads what each change would open beside them. */
const FEW_PAIRS = 8;

const ORDER: readonly VerdictWord[] = ['allowed', 'undecided', 'denied'];

/**
 * Why flows are allowed or denied: which policies isolate each end, which rules let the flow
 * through, and for a denial which rule came closest. Ports that share one explanation are one case.
 */
export function explain(cluster: Cluster, profile: Profile, query: ExplainQuery): ExplainResult {
  const asked = query.ports ?? ALL_PORTS;
  const width =
    query.from.length * query.to.length > FEW_PAIRS ? 'this flow only' : 'with other flows';
  const explanations = query.from.flatMap((from) =>
    query.to.flatMap((to) => {
      const ends = flowEnds(from, to);
      if (ends === undefined) return [];
      return [explainPair({ cluster, profile, from, to, asked, width }, ends)];
    }),
  );
  const words = new Set(explanations.flatMap(({ cases }) => cases.map(({ verdict }) => verdict)));
  const [verdict = 'mixed'] = words.size === 1 ? words : [];
  return { schemaVersion: '1', profile: profile.name, explanations, verdict };
}

/** Unlike in `reach`, a pod to itself is a question that can be asked. */
function flowEnds(from: ExplainEnd, to: ExplainEnd): readonly [FlowEnd, FlowEnd] | undefined {
  if ('addresses' in from && 'addresses' in to) return undefined;
  if ('pods' in from && 'pods' in to) {
    const self = { kind: 'pod', pod: from.pods[0] } as const;
    return endsBetween(from, to) ?? [self, self];
  }
  return [flowEnd(from), flowEnd(to)];
}

function flowEnd(end: ExplainEnd): FlowEnd {
  return 'pods' in end
    ? { kind: 'pod', pod: end.pods[0] }
    : { kind: 'addresses', addresses: end.addresses };
}

interface PairQuestion {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly from: ExplainEnd;
  readonly to: ExplainEnd;
  readonly asked: PortSet;
  readonly width: Width;
}

function explainPair(
  { cluster, profile, from, to, asked, width }: PairQuestion,
  [source, destination]: readonly [FlowEnd, FlowEnd],
): Explanation {
  const groups = new Map<string, Group>();
  for (const { protocol, range } of portAtoms(cluster, destination, asked)) {
    const flow: Flow = { from: source, to: destination, protocol, port: range[0] };
    const verdict = evaluate(cluster, profile, flow);
    const key = fingerprint(verdict);
    const group = groups.get(key) ?? { verdict, ports: NO_PORTS, flow };
    const ports = unionPorts(group.ports, portRange(protocol, ...range));
    groups.set(key, { ...group, ports });
  }
  const name = (end: FlowEnd) => (end === source ? from.endpoint.id : to.endpoint.id);
  const cases = [...groups.values()]
    .sort((a, b) => ORDER.indexOf(a.verdict.verdict) - ORDER.indexOf(b.verdict.verdict))
    .map(({ verdict, ports, flow }) =>
      caseOf({ cluster, profile, ports, flow, width }, verdict, name),
    );
  const names = source.kind === 'pod' ? nameResolution(cluster, profile, source.pod) : undefined;
  const ends = { from: from.endpoint, to: to.endpoint };
  return { ...ends, ...(names === undefined ? {} : { names }), cases };
}

/** Ports that share one explanation. */
interface Group {
  readonly verdict: Verdict;
  readonly ports: PortSet;
  /** One of its flows. */
  readonly flow: Flow;
}

/** Equal for verdicts with the same words and the same deciding rules. */
function fingerprint({ verdict, reasons, egress, ingress }: Verdict): string {
  const deciding = ({ rules, open }: Gate) =>
    [
      ...rules.map(({ truth }) => truth.answer[0]),
      open.answer,
      ...(open.answer === 'unknown' ? open.reasons : []),
    ].join();
  return [verdict, reasons.join(), deciding(egress), deciding(ingress)].join(' ');
}

function caseOf(
  question: GateQuestion,
  verdict: Verdict,
  name: (end: FlowEnd) => string,
): ExplainCase {
  const side = (direction: Direction) => {
    const gate = verdict[direction];
    const other = direction === 'egress' ? verdict.ingress.subject : verdict.egress.subject;
    const names = { subject: name(gate.subject), other: name(other) };
    return explainGate(question, gate, names, other);
  };
  const typescript = typescriptFor(verdict, question.ports);
  return {
    ports: toPortRanges(question.ports),
    verdict: verdict.verdict,
    reasons: openQuestions(question, verdict.reasons),
    itself: verdict.itself === 'same-pod',
    egress: side('egress'),
    ingress: side('ingress'),
    ...(typescript === undefined ? {} : { typescript }),
  };
}
