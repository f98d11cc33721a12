import type { FlowPorts } from '../../engine';
import { compareText, groupBy, type IntentEndpoint, type StatedFlow } from '../../kernel';
import type { Flow } from './flows';
import { keyOf, mergeEnds } from './merge-ends';
import { eitherPorts, portSpecs } from './ports';

/** Flows between several ends that one intent states. */
export interface FlowGroup {
  readonly from: readonly IntentEndpoint[];
  readonly to: readonly IntentEndpoint[];
  readonly ports: FlowPorts;
  readonly policies: readonly string[];
}

/** The same flows in fewer groups: equal ends share their ports, then equal ports their ends. */
export function mergeFlows(flows: readonly Flow[]): readonly FlowGroup[] {
  const single = flows.map((flow): FlowGroup => ({ ...flow, from: [flow.from], to: [flow.to] }));
  const byEnds = joined(single, ({ from, to }) => [from, to]);
  const bySource = joined(byEnds, ({ to, ports }) => [to, ports]);
  return joined(bySource, ({ from, ports }) => [from, ports]);
}

function joined(
  groups: readonly FlowGroup[],
  alike: (group: FlowGroup) => unknown,
): readonly FlowGroup[] {
  return [...groupBy(groups, (group) => keyOf(alike(group))).values()].map((same) =>
    same.reduce((a, b) => ({
      from: mergeEnds([...a.from, ...b.from]),
      to: mergeEnds([...a.to, ...b.to]),
      ports: eitherPorts(a.ports, b.ports),
      policies: [...new Set([...a.policies, ...b.policies])].sort(compareText),
    })),
  );
}

/** A group as an intent states it. */
export function statedGroup({ from, to, ports }: FlowGroup): StatedFlow {
  const specs = portSpecs(ports);
  return { from, to, ...(specs !== undefined && { ports: specs }) };
}
