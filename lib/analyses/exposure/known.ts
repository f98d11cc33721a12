import type { Connection } from '../../engine';
import { compareText, type Direction, groupBy } from '../../kernel';
import type { Exposure, KnownPeer } from '../../results';
import { passingOn, type Told, told } from '../shared/passing';
import { endsBetween, type PodEnd } from '../shared/workload-endpoints';
import type { Context } from './context';

/** What is said of a connection, and the same as a text to compare. */
interface Said {
  readonly told: Told;
  readonly key: string;
}

/** What passes between a workload and the known ones of other namespaces, those together that are alike. */
export function knownExposures(
  { ends, evaluator, openings }: Context,
  direction: Direction,
): (subject: PodEnd) => readonly Exposure[] {
  const sizes = new Map([...groupBy(ends, namespaceOf)].map(([name, all]) => [name, all.length]));
  // Pairs that no policy tells apart share the very object.
  const known = new Map<Connection, Said | undefined>();
  const between = (subject: PodEnd, peer: PodEnd): Said | undefined => {
    const pair = direction === 'egress' ? endsBetween(subject, peer) : endsBetween(peer, subject);
    if (pair === undefined) return undefined;
    const [from, to] = pair;
    const connection = evaluator.connection(from, to);
    if (known.has(connection)) return known.get(connection);
    const passing = passingOn(connection);
    const found = passing && saidOf(told(openings, evaluator, { from, to }, passing));
    known.set(connection, found);
    return found;
  };
  return (subject) => {
    const others = ends.filter((end) => namespaceOf(end) !== namespaceOf(subject));
    const found: { readonly peer: PodEnd; readonly said: Said }[] = [];
    for (const peer of others) {
      const said = between(subject, peer);
      if (said !== undefined) found.push({ peer, said });
    }
    return [...groupBy(found, ({ said }) => said.key).values()].flatMap((group): Exposure[] => {
      const [first] = group;
      if (first === undefined) return [];
      const peers = group.map(({ peer }) => peer);
      return [{ topic: 'namespaces', peer: peerOf(peers, sizes), ...first.said.told }];
    });
  };
}

function saidOf(said: Told): Said {
  return { told: said, key: JSON.stringify(said) };
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
