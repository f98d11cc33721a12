import type { Connection } from '../../engine';
import { compareText, type Direction, groupBy, once } from '../../kernel';
import type { Exposure, KnownPeer } from '../../results';
import { type Passing, passingOn, type Told, told } from '../shared/passing';
import type { PodEnd } from '../shared/workload-endpoints';
import { type Context, flowBetween, podEnd } from './context';

/** What is said of a connection, and the same as a text to compare. */
interface Said {
  readonly told: Told;
  readonly key: string;
}

/** A workload, and what is said of it. */
interface Found {
  /** Its place among all workloads. */
  readonly place: number;
  readonly peer: PodEnd;
  readonly said: Said;
}

/**
 * What passes between a workload and the known ones of other namespaces, those together that are alike.
 * Workloads that no policy tells apart have the same answer, and only those are looked at of which a
 * row of the map says that something passes.
 */
export function knownExposures(
  context: Context,
  direction: Direction,
): (subject: PodEnd) => readonly Exposure[] {
  const { ends, map } = context;
  const sizes = new Map([...groupBy(ends, namespaceOf)].map(([name, all]) => [name, all.length]));
  const classOf = ({ pods: [pod] }: PodEnd) => map.endOf({ kind: 'pod', pod });
  const places = groupBy(ends.keys(), (place) => {
    const end = ends[place];
    return end === undefined ? NOWHERE : classOf(end);
  });
  const passingFor = passings();
  const reached = (place: number) => (direction === 'egress' ? map.row(place) : map.column(place));
  const answer = (subject: PodEnd): readonly Exposure[] => {
    const found: Found[] = [];
    for (const { end, connection } of reached(classOf(subject))) {
      const peers = (places.get(end) ?? []).flatMap((place) => {
        const peer = ends[place];
        return peer === undefined || namespaceOf(peer) === namespaceOf(subject)
          ? []
          : [{ place, peer }];
      });
      const passing = passingFor(connection);
      if (peers[0] === undefined || passing === undefined) continue;
      const flow = flowBetween(direction, podEnd(subject), podEnd(peers[0].peer));
      const all = told(context.openings, context.evaluator, flow, passing.passing);
      const said = { told: all, key: `${passing.text} ${JSON.stringify(all.gates)}` };
      found.push(...peers.map((each) => ({ ...each, said })));
    }
    return exposuresOf(
      found.sort((a, b) => a.place - b.place),
      sizes,
    );
  };
  const known = new Map<number, readonly Exposure[]>();
  return (subject) => {
    const key = classOf(subject);
    const before = known.get(key) ?? answer(subject);
    known.set(key, before);
    return before;
  };
}

const NOWHERE = -1;

/** What passes on a connection, and the same as a text: pairs that exchange the same share the object. */
function passings(): (connection: Connection) => Known {
  return once((connection) => {
    const passing = passingOn(connection);
    if (passing === undefined) return undefined;
    const { allowed, undecided, reasons } = passing;
    return { passing, text: JSON.stringify([allowed, undecided, reasons]) };
  });
}

type Known = { readonly passing: Passing; readonly text: string } | undefined;

function exposuresOf(
  found: readonly Found[],
  sizes: ReadonlyMap<string, number>,
): readonly Exposure[] {
  return [...groupBy(found, ({ said }) => said.key).values()].flatMap((group): Exposure[] => {
    const [first] = group;
    if (first === undefined) return [];
    const peers = group.map(({ peer }) => peer);
    return [{ topic: 'namespaces', peer: peerOf(peers, sizes), ...first.said.told }];
  });
}

function namespaceOf({ workload: { namespace } }: PodEnd): string {
  return namespace;
}

/** A namespace of which every workload is meant is named once for all of them. */
function peerOf(peers: readonly PodEnd[], sizes: ReadonlyMap<string, number>): KnownPeer {
  const byNamespace = [...groupBy(peers, namespaceOf)];
  const isWhole = ([name, ends]: (typeof byNamespace)[number]) => ends.length === sizes.get(name);
  const whole = byNamespace.filter(isWhole).map(([name]) => name);
  const single = byNamespace.filter((each) => !isWhole(each)).flatMap(([, ends]) => ends);
  return {
    kind: 'workloads',
    namespaces: whole.sort(compareText),
    workloads: single.map(({ endpoint }) => endpoint.id),
  };
}
