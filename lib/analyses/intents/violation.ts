import { anyPort, InternalError, toPortRanges } from '../../kernel';
import type { Violation, ViolationStep } from '../../results';
import { evaluate } from '../../semantics';
import { explainGate, type GateQuestion } from '../shared/gates/explain-gate';
import { openQuestions } from '../shared/gates/facts';
import { nearPolicies } from '../shared/near-policies';
import { culpritsOf } from './culprits';
import type { Demand } from './demand';
import type { Finding, FoundStep } from './finding';
import { helpFor } from './help';
import type { World } from './world';

/** Explains a flow that is not as it should be: both gates, and the place to change. */
export function violationOf(
  { profile }: World,
  finding: Finding,
  demand: Demand,
  detail: Pick<GateQuestion, 'detail'>,
): Violation {
  const { cluster, from, to, ports } = finding;
  const example = anyPort(ports);
  if (example === undefined) throw new InternalError('a finding without a port');
  const flow = { from: from.end, to: to.end, ...example };
  const verdict = evaluate(nearPolicies(cluster, flow), profile, flow);
  const question: GateQuestion = {
    cluster,
    profile,
    ports,
    flow,
    width: 'this flow only',
    ...detail,
  };
  const [source, destination] = [from.named.id, to.named.id];
  const egress = explainGate(
    question,
    verdict.egress,
    { subject: source, other: destination },
    to.end,
  );
  const ingress = explainGate(
    question,
    verdict.ingress,
    { subject: destination, other: source },
    from.end,
  );
  const culprits = culpritsOf(cluster, verdict, { egress, ingress }, demand);
  const [first] = culprits;
  return {
    from: from.named,
    to: to.named,
    ports: toPortRanges(ports),
    verdict: finding.verdict,
    reasons: openQuestions(question, verdict.reasons),
    egress,
    ingress,
    ...(finding.path !== undefined && {
      path: finding.path.map((step) => pathStep(question, step, demand)),
    }),
    culprits,
    help: helpFor(cluster, demand, finding.verdict, first, { egress, ingress }),
  };
}

/** One step of a path, with what opens it. */
function pathStep(
  { cluster, profile }: GateQuestion,
  { from, to, ports, verdict }: FoundStep,
  demand: Demand,
): ViolationStep {
  const example = anyPort(ports);
  if (example === undefined) throw new InternalError('a step without a port');
  const flow = { from: from.end, to: to.end, ...example };
  const question: GateQuestion = { cluster, profile, ports, flow, width: 'this flow only' };
  const judged = evaluate(nearPolicies(cluster, flow), profile, flow);
  const gates = {
    egress: explainGate(
      question,
      judged.egress,
      { subject: from.named.id, other: to.named.id },
      to.end,
    ),
    ingress: explainGate(
      question,
      judged.ingress,
      { subject: to.named.id, other: from.named.id },
      from.end,
    ),
  };
  return {
    from: from.named,
    to: to.named,
    ports: toPortRanges(ports),
    verdict,
    culprits: culpritsOf(cluster, judged, gates, demand),
  };
}
