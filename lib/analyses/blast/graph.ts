import { compile, type Evaluator } from '../../engine';
import {
  coversAddresses,
  groupBy,
  type IpFamily,
  NO_ADDRESSES,
  noPorts,
  type PortSet,
  toPortRanges,
  uniteAddresses,
} from '../../kernel';
import type { Cluster, FlowEnd } from '../../model';
import type { Profile } from '../../platform';
import type { Endpoint, OutsideKind } from '../../results';
import { addressEnd, addressEnds } from '../shared/address-ends';
import { type Passing, passingTo } from '../shared/passing';
import { type Region, regionsFor, wholeFamily } from '../shared/regions';
import { endsBetween, type PodEnd, podEnds } from '../shared/workload-endpoints';
import { add, type Bits, noBits } from './bits';

/** Addresses that all workloads reach alike. */
export interface OutsideEnd {
  readonly endpoint: Endpoint;
  readonly outside: OutsideKind;
  /** Whether they are all of that kind. */
  readonly all: boolean;
  /** Where they are all of one family. */
  readonly family: IpFamily | undefined;
  /** Some of them, which no policy tells apart. */
  readonly end: FlowEnd;
  /** The ports that count there. */
  readonly ports: PortSet | undefined;
}

/** Who reaches whom in one step. Numbers are those of workloads, then those of addresses. */
export interface Graph {
  readonly evaluator: Evaluator;
  readonly workloads: readonly PodEnd[];
  readonly outside: readonly OutsideEnd[];
  readonly endpoints: readonly Endpoint[];
  /** Of each workload, whom it surely reaches on some port. */
  readonly sure: readonly Bits[];
  /** The same, with those whom it may reach. */
  readonly perhaps: readonly Bits[];
}

/** Asks once who reaches whom. */
export function graphOf(cluster: Cluster, profile: Profile): Graph {
  const evaluator = compile(cluster, profile);
  const workloads = podEnds(cluster, 'workload');
  const outside = outsideOf(cluster, profile, evaluator, workloads);
  const endpoints = [...workloads, ...outside].map(({ endpoint }) => endpoint);
  const sure = workloads.map(() => noBits(endpoints.length));
  const perhaps = workloads.map(() => noBits(endpoints.length));
  const graph: Graph = { evaluator, workloads, outside, endpoints, sure, perhaps };
  for (const [from, mayReach] of perhaps.entries()) {
    for (const to of endpoints.keys()) {
      const passing = stepBetween(graph, from, to)?.passing;
      if (passing === undefined) continue;
      add(mayReach, to);
      const reaches = sure[from];
      if (reaches !== undefined && !noPorts(passing.allowed)) add(reaches, to);
    }
  }
  return graph;
}

/** A flow from one number to another, and what passes on it. */
export interface GraphStep {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly passing: Passing;
}

/** One step of a path; undefined where nothing passes. */
export function stepBetween(
  { evaluator, workloads, outside }: Graph,
  from: number,
  to: number,
): GraphStep | undefined {
  const source = workloads[from];
  if (source === undefined || from === to) return undefined;
  const pods = workloads[to];
  const addresses = outside[to - workloads.length];
  const ends = pods === undefined ? outwards(source, addresses) : endsBetween(source, pods);
  if (ends === undefined) return undefined;
  const passing = passingTo(evaluator.connection(...ends), addresses?.ports);
  return passing && { from: ends[0], to: ends[1], passing };
}

function outwards(
  { pods: [pod] }: PodEnd,
  addresses: OutsideEnd | undefined,
): readonly [FlowEnd, FlowEnd] | undefined {
  return addresses && [{ kind: 'pod', pod }, addresses.end];
}

/** The addresses outside, those of one kind together that every workload reaches alike. */
function outsideOf(
  cluster: Cluster,
  profile: Profile,
  evaluator: Evaluator,
  workloads: readonly PodEnd[],
): readonly OutsideEnd[] {
  const parts = regionsFor(profile, 'egress').flatMap((region) =>
    addressEnds(cluster, region.addresses).map(({ addresses }) => ({ region, addresses })),
  );
  const alike = groupBy(parts, ({ region, addresses }) => {
    const end: FlowEnd = { kind: 'addresses', addresses };
    return JSON.stringify([
      region.topic,
      workloads.map(({ pods: [pod] }) =>
        textOf(passingTo(evaluator.connection({ kind: 'pod', pod }, end), region.ports)),
      ),
    ]);
  });
  const wholes = new Map(
    [...groupBy(parts, ({ region }) => region.topic)].map(([topic, all]) => [
      topic,
      uniteAddresses(all.map(({ addresses }) => addresses)),
    ]),
  );
  return [...alike.values()].flatMap(([first, ...others]) => {
    const outside = first === undefined ? undefined : outsideKind(first.region);
    if (first === undefined || outside === undefined) return [];
    const together = uniteAddresses([first, ...others].map(({ addresses }) => addresses));
    const end: FlowEnd = { kind: 'addresses', addresses: first.addresses };
    const whole = wholes.get(outside) ?? NO_ADDRESSES;
    const all = coversAddresses(together, whole);
    const family = all ? undefined : wholeFamily(together, whole);
    return [
      {
        endpoint: addressEnd(together).endpoint,
        outside,
        all,
        family,
        end,
        ports: first.region.ports,
      },
    ];
  });
}

function textOf(passing: Passing | undefined): unknown {
  if (passing === undefined) return 0;
  return [toPortRanges(passing.allowed), toPortRanges(passing.undecided), passing.reasons];
}

function outsideKind({ topic }: Region): OutsideKind | undefined {
  return topic === 'internet' || topic === 'metadata' || topic === 'private' ? topic : undefined;
}
