import { compile, type Evaluator, isDenied } from '../../engine';
import { intersectPorts, noPorts, type PortSet, toPortRanges } from '../../kernel';
import type { Cluster, FlowEnd, UnmodelledPolicy } from '../../model';
import type { Profile } from '../../platform';
import type {
  EvidenceFlow,
  EvidenceResult,
  NotEvaluated,
  Standing,
  UndecidedEvidence,
} from '../../results';
import { askedEnds } from '../shared/asked-ends';
import { flowEnds } from '../shared/flow-ends';
import { mergeAddresses } from '../shared/merge-addresses';
import type { ReachQuery } from '../shared/reach-query';
import { cutPorts } from './cut-ports';
import { type GateContext, judgeGate } from './gates';
import { ruleBook } from './rules';

/** Which part of the evidence is asked for, and as on which day. */
export interface EvidenceQuery extends ReachQuery {
  /** The day, `YYYY-MM-DD`, on which justifications are judged. */
  readonly today: string;
  /** Policies whose kind is not modelled, to be named beside the flows. @default - those of the cluster */
  readonly unmodelled?: readonly UnmodelledPolicy[];
}

/**
 * Every allowed flow with the rules that let it through, and why these exist.
 *
 * @throws {UsageError} when the answer would have more pairs than `maxPairs`
 */
export function evidence(
  cluster: Cluster,
  profile: Profile,
  { today, unmodelled = cluster.unmodelled, ...query }: EvidenceQuery,
): EvidenceResult {
  const { sources, destinations, ...kept } = askedEnds(cluster, query);
  const book = ruleBook(today);
  const context: GateContext = { cluster, profile, book, isolated: new Map() };
  const evaluator = compile(cluster, profile);
  const pairs = sources.flatMap((from, done) => {
    query.progress?.(done, sources.length);
    return destinations.flatMap((to) => {
      const between = flowEnds(from, to);
      const parts = between === undefined ? [] : partsOf(context, evaluator, between);
      return parts.length === 0 ? [] : [{ from: from.endpoint.id, to: to.endpoint.id, parts }];
    });
  });
  const merged = mergeAddresses(
    { ends: kept.addresses, flows: pairs },
    { shown: ({ parts }) => parts, join: (first) => first },
  );
  const told = merged.flows.flatMap(({ from, to, parts }) =>
    parts.map((part) => ({ from, to, ...part })),
  );
  const flows = told.flatMap(({ reasons, ...flow }): EvidenceFlow[] =>
    reasons === undefined ? [flow] : [],
  );
  const undecided = told.flatMap(({ reasons, ...flow }): UndecidedEvidence[] =>
    reasons === undefined ? [] : [{ ...flow, reasons }],
  );
  const counted = (standing: Standing) => flows.filter((flow) => flow.standing === standing).length;
  return {
    schemaVersion: '1',
    profile: profile.name,
    today,
    endpoints: [...kept.pods, ...merged.ends].map(({ endpoint }) => endpoint),
    rules: book.entries(),
    flows,
    undecided,
    notEvaluated: unmodelled.map(notEvaluated),
    summary: {
      workloads: cluster.workloads.length,
      policies: cluster.policies.length,
      flows: flows.length,
      justified: counted('justified'),
      expired: counted('expired'),
      unjustified: counted('unjustified'),
      undecided: undecided.length,
      notEvaluated: unmodelled.length,
    },
  };
}

function notEvaluated({ kind, namespace, name, origin }: UnmodelledPolicy): NotEvaluated {
  const id = namespace === undefined ? name : `${namespace}/${name}`;
  return { kind, id, source: origin.at([]) };
}

/** What an answer says of some ports of a pair; with reasons where these are undecided. */
interface Part extends Omit<EvidenceFlow, 'from' | 'to'> {
  readonly reasons?: readonly string[];
}

/** The ports of a pair, cut where other rules let them through or other facts would settle them. */
function partsOf(
  context: GateContext,
  evaluator: Evaluator,
  [from, to]: readonly [FlowEnd, FlowEnd],
): readonly Part[] {
  const connection = evaluator.connection(from, to);
  if (isDenied(connection)) return [];
  const { allowed, undecided, reasons } = connection;
  const passages = evaluator.passages(from, to);
  const edges = passages.flatMap((passage) => [passage.allowed, passage.undecided]);
  const judge = (ports: PortSet): Omit<Part, 'ports'> => {
    const egress = judgeGate(context, from, 'egress', passages, ports);
    const ingress = judgeGate(context, to, 'ingress', passages, ports);
    const standing = worst([egress.standing, ingress.standing]);
    return { standing, egress: egress.gate, ingress: ingress.gate };
  };
  const waiting = (ports: PortSet) =>
    reasons.filter((reason) => !noPorts(intersectPorts(reason.ports, ports))).map(({ id }) => id);
  return [
    ...cutPorts(allowed, edges, judge),
    ...cutPorts(undecided, [...edges, ...reasons.map(({ ports }) => ports)], (ports) => ({
      ...judge(ports),
      reasons: waiting(ports),
    })),
  ].map(({ ports, shared }) => ({ ports: toPortRanges(ports), ...shared }));
}

/** Both gates must be justified, where rules open them; a flow that needs no rule is nobody's decision. */
function worst(standings: readonly (Standing | undefined)[]): Standing {
  const said = standings.filter((each) => each !== undefined);
  if (said.length === 0 || said.includes('unjustified')) return 'unjustified';
  return said.includes('expired') ? 'expired' : 'justified';
}
