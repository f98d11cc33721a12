import type { ClusterMap, MapEnd } from '#netpol/engine';
import { groupBy, InternalError, PORT_MAX, PROTOCOLS, type Protocol } from '#netpol/kernel';
import type { Cluster, Flow, FlowEnd, Pod } from '#netpol/model';
import { type Ask, podsOf } from '../naive/flows';
import { type Random, randomFrom } from '../scenarios/random';

const SEED = 23;

/** One flow, with its ends as the map counts them. */
export interface SampledFlow extends Flow {
  readonly places: readonly [from: number, to: number];
}

/**
 * Flows worth asking, drawn from a seed: pods of anywhere, of one namespace, addresses, and pairs
 * between which something passes; ports that the destination declares, that rules name, and any.
 */
export function* sampledFlows(
  cluster: Cluster,
  map: ClusterMap,
  amount: number,
): Generator<SampledFlow> {
  const random = randomFrom(SEED);
  const draw = drawEnds(cluster, map, random);
  const ports = portsOfRules(cluster);
  for (let made = 0; made < amount; made += 1) {
    const [from, to] = draw();
    if (from.kind === 'pod' && to.kind === 'pod' && from.pod === to.pod) continue;
    const asked = drawPort(to, ports, random);
    yield { from, to, places: [map.endOf(from), map.endOf(to)], ...asked };
  }
}

/** Asks the map for each flow, and somebody else. @throws {InternalError} for the first difference */
export function refuseDifference(map: ClusterMap, flows: Iterable<SampledFlow>, ask: Ask): void {
  for (const flow of flows) {
    const { protocol, port, places } = flow;
    const word = map.word(...places, protocol, port);
    const expected = ask(flow);
    if (word === expected) continue;
    const ends = [flow.from, flow.to].map(nameOf).join(' to ');
    throw new InternalError(`${ends} on ${port}/${protocol} is ${expected}, not ${word}`);
  }
}

type Ends = readonly [from: FlowEnd, to: FlowEnd];

function drawEnds(cluster: Cluster, map: ClusterMap, random: Random): () => Ends {
  const pods = podsOf(cluster);
  const neighbours = groupBy(pods, ({ namespace }) => namespace);
  const addresses = map.ends.filter((end) => end.kind === 'addresses');
  const anyPod = (of: readonly Pod[] = pods): FlowEnd => {
    const pod = of[random.below(of.length)];
    if (pod === undefined) throw new InternalError('a scenario has no pod');
    return { kind: 'pod', pod };
  };
  const anyAddress = () => memberOf(addresses[random.below(addresses.length)], random) ?? anyPod();
  const besides = (end: FlowEnd) =>
    end.kind === 'pod' ? anyPod(neighbours.get(end.pod.namespace)) : anyPod();
  const reached = (end: FlowEnd) => {
    const row = map.row(map.endOf(end));
    return memberOf(map.ends[row[random.below(row.length)]?.end ?? -1], random) ?? anyPod();
  };
  return () => {
    const from = anyPod();
    const drawn = random.below(100);
    if (drawn < 40) return [from, anyPod()];
    if (drawn < 80) return [from, besides(from)];
    if (drawn < 85) return [from, anyAddress()];
    if (drawn < 90) return [anyAddress(), from];
    // A row costs more than a flow, so few are drawn of them.
    return drawn < 91 ? [from, reached(from)] : [from, besides(from)];
  };
}

function memberOf(end: MapEnd | undefined, random: Random): FlowEnd | undefined {
  if (end === undefined || end.kind === 'addresses') return end;
  const pod = end.pods[random.below(end.pods.length)];
  return pod && { kind: 'pod', pod };
}

interface AskedPort {
  readonly protocol: Protocol;
  readonly port: number;
}

/** The ports at which rules begin and end, and those just beside. */
function portsOfRules({ policies }: Cluster): readonly AskedPort[] {
  const edges = new Map<string, AskedPort>();
  for (const { rules } of policies) {
    for (const match of [...rules.ingress, ...rules.egress].flatMap((rule) => rule.ports)) {
      if (match.kind === 'named') continue;
      for (const port of [match.first - 1, match.first, match.last, match.last + 1]) {
        const { protocol } = match;
        if (port > 0 && port <= PORT_MAX) edges.set(`${port}/${protocol}`, { protocol, port });
      }
    }
  }
  return [...edges.values()];
}

function drawPort(to: FlowEnd, ports: readonly AskedPort[], random: Random): AskedPort {
  const declared = to.kind === 'pod' ? to.pod.ports : [];
  const drawn = random.below(10);
  const pool = drawn < 5 && declared.length > 0 ? declared : ports;
  const known = drawn < 9 ? pool[random.below(pool.length)] : undefined;
  if (known !== undefined) return { protocol: known.protocol, port: known.port };
  return {
    protocol: PROTOCOLS[random.below(PROTOCOLS.length)] ?? 'TCP',
    port: 1 + random.below(PORT_MAX),
  };
}

function nameOf(end: FlowEnd): string {
  return end.kind === 'pod' ? `${end.pod.namespace}/${end.pod.name}` : 'addresses';
}
