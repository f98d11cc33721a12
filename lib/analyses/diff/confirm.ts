import {
  compile,
  type DifferingFlow,
  type Witness,
  type WitnessEnd,
  witnessOf,
} from '../../engine';
import { hasPort, type PortSet, portRange, toPortRanges, type VerdictWord } from '../../kernel';
import type { Cluster, FlowEnd, Pod } from '../../model';
import type { DiffSide, WitnessEnd as NamedEnd, PossibleChange } from '../../results';
import { evaluate } from '../../semantics';
import { namedAddresses, namedPossiblePod, neededFor } from '../shared/named-ends';
import { causesOf } from './causes';
import type { Compared } from './compared';
import { deltaOf } from './delta';
import { type PerSide, perSide } from './per-side';
import { otherSide } from './same-namespaces';

/** What answers call a known pod. */
export type Named = (pod: Pod) => string | undefined;

const RANK: Readonly<Record<VerdictWord, number>> = { denied: 0, undecided: 1, allowed: 2 };

/**
 * A flow that a search found, judged by the specification on both sides. Undefined where the profile
 * leaves its verdict as open on one side as on the other.
 */
export function confirmed(
  world: Compared,
  found: DifferingFlow,
  passes: DiffSide,
  named: Named,
): PossibleChange | undefined {
  const witness = witnessOf(found.pods, found);
  const clusters = perSide((side) => withNamespacesOf(world.clusters[side], witness));
  const { protocol, port } = witness;
  const [from, to] = [endOf(witness.from), endOf(witness.to)];
  const verdicts = perSide(
    (side) => evaluate(clusters[side], world.profile, { from, to, protocol, port }).verdict,
  );
  if (RANK[verdicts[passes]] <= RANK[verdicts[otherSide(passes)]]) return undefined;
  const just = portRange(protocol, port);
  const ports = portsLike(world, clusters, { from, to }, passes);
  const compared: Compared = { ...world, clusters };
  const pair = { from: { before: from, after: from }, to: { before: to, after: to } };
  return {
    change: passes === 'after' ? 'broadened' : 'narrowed',
    from: nameOf(witness.from, named),
    to: nameOf(witness.to, named),
    ports: toPortRanges(hasPort(ports, protocol, port) ? ports : just),
    ...verdicts,
    causes: causesOf(compared, pair, { passes, ports: just }),
  };
}

function withNamespacesOf(cluster: Cluster, { cluster: needed }: Witness): Cluster {
  return { ...cluster, namespaces: new Map([...needed.namespaces, ...cluster.namespaces]) };
}

/** A pod that needs an address has it: it stands for those that get one like it. */
function endOf({ end, address }: WitnessEnd): FlowEnd {
  if (end.kind !== 'pod' || address === undefined) return end;
  return { kind: 'pod', pod: { ...end.pod, addresses: [address] } };
}

/** Every port between the same two ends that passes on that side only. */
function portsLike(
  { profile }: Compared,
  clusters: PerSide<Cluster>,
  { from, to }: { readonly from: FlowEnd; readonly to: FlowEnd },
  passes: DiffSide,
): PortSet {
  const connections = perSide((side) => compile(clusters[side], profile).connection(from, to));
  const { gained, lost } = deltaOf(connections.before, connections.after);
  return passes === 'after' ? gained : lost;
}

function nameOf(made: WitnessEnd, named: Named): NamedEnd {
  if (made.end.kind === 'addresses') return namedAddresses(made.end.addresses);
  const { pod } = made.end;
  const id = made.kind === 'known' ? named(pod) : undefined;
  return id === undefined ? namedPossiblePod(pod, neededFor(made)) : { kind: 'workload', id };
}
