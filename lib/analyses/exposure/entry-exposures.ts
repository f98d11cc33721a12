import {
  type AddressSet,
  addressesOf,
  groupBy,
  type PortSet,
  parseCidr,
  portRange,
  toPortRanges,
} from '../../kernel';
import type {
  EntryFlow,
  EntryPointResult,
  EntryTarget,
  Exposure,
  OpeningGate,
} from '../../results';
import { addressEnds } from '../shared/address-ends';
import type { PodEnd } from '../shared/workload-endpoints';
import { type Context, podEnd } from './context';

/** One way in: an entry point, where it leads, and for whom. */
interface Way {
  readonly entry: EntryPointResult;
  readonly target: EntryTarget;
  readonly flow: EntryFlow;
}

/** What comes in to each workload through entry points. */
export function entryExposures(
  context: Context,
  entryPoints: readonly EntryPointResult[],
): (subject: PodEnd) => readonly Exposure[] {
  const ways = entryPoints.flatMap((entry) =>
    entry.backends.flatMap(({ targets }) =>
      targets.flatMap((target) =>
        target.flows
          .filter(({ verdict }) => verdict !== 'denied')
          .map((flow): Way => ({ entry, target, flow })),
      ),
    ),
  );
  const byTarget = groupBy(ways, ({ target }) => target.to);
  return (subject) =>
    idsOf(subject).flatMap((id) =>
      (byTarget.get(id) ?? []).map((way) => exposureOf(context, subject, way)),
    );
}

/** A Service may lead to some of the pods of a row, which are then called by the first of them. */
function idsOf({ endpoint, pods }: PodEnd): readonly string[] {
  const whole = endpoint.id.replace(/\[[^\]]*\]$/, '');
  return [...new Set([endpoint.id, ...pods.map(({ name }) => `${whole}[${name}]`)])];
}

function exposureOf(context: Context, subject: PodEnd, { entry, target, flow }: Way): Exposure {
  const ports = portRange(target.protocol, target.port);
  const { verdict, cidrs } = flow;
  return {
    topic: 'entry-points',
    peer: {
      kind: 'entry-point',
      entryPoint: entry.kind,
      id: entry.id,
      hosts: entry.hosts,
      sees: flow.from,
      ...(flow.endpoint !== undefined && { controller: flow.endpoint }),
      ...(cidrs !== undefined && { cidrs }),
      source: entry.source,
    },
    allowed: verdict === 'allowed' ? toPortRanges(ports) : {},
    undecided: verdict === 'undecided' ? toPortRanges(ports) : {},
    reasons: flow.reasons,
    gates: gatesOf(context, subject, flow, ports),
  };
}

const OUTSIDE: OpeningGate = { open: 'outside', rules: [] };
const EXEMPT: OpeningGate = { open: 'exempt', rules: [] };

function gatesOf(
  context: Context,
  subject: PodEnd,
  { endpoint, from, cidrs = [] }: EntryFlow,
  ports: PortSet,
): Exposure['gates'] {
  const { cluster, ends, evaluator, openings } = context;
  const to = podEnd(subject);
  const controller = ends.find((end) => end.endpoint.id === endpoint);
  if (controller !== undefined) {
    return openings.gates(evaluator, { from: podEnd(controller), to, ports });
  }
  // The pod's own node always gets in.
  if (from === 'own-node') return { egress: OUTSIDE, ingress: EXEMPT };
  const [clients] = addressEnds(cluster, blocksOf(cidrs));
  if (clients !== undefined) {
    const { addresses } = clients;
    return openings.gates(evaluator, { from: { kind: 'addresses', addresses }, to, ports });
  }
  return { egress: OUTSIDE, ingress: openings.mayOpen(subject.pods[0], 'ingress', ports) };
}

function blocksOf(cidrs: readonly string[]): AddressSet {
  return addressesOf(cidrs.flatMap((text) => parseCidr(text)?.cidr ?? []));
}
