import { InternalError, portRange, type VerdictWord } from '../../kernel';
import type { Flow, Pod } from '../../model';
import { evaluate } from '../../semantics';
import { nameServers, type ServerEnd, withNamespaces } from '../shared/gates/name-servers';
import { nameResolution } from '../shared/gates/names';
import { nearPolicies } from '../shared/near-policies';
import type { Finding, FoundEnd } from './finding';
import { addressFoundEnd, knownFoundEnd, possibleFoundEnd, rowOf } from './found-ends';
import { findOtherDns } from './other-dns';
import { type Missing, requiredSides } from './required';
import type { ResolvedEnd } from './resolved';
import type { World } from './world';

/** Every known pod must reach something that answers DNS: of the cluster, or what else it asks. */
export function findWithoutNames(world: World, end: ResolvedEnd): Missing {
  const { sides, notes } = requiredSides(world, end, {});
  const each = sides.map(({ found }) => withoutNames(world, found));
  return {
    found: each.flatMap(({ found }) => found),
    notes: [...notes, ...each.flatMap((one) => one.notes)],
  };
}

function withoutNames(world: World, from: FoundEnd): Missing {
  if (from.end.kind !== 'pod') return { found: [], notes: [] };
  const { pod } = from.end;
  if (pod.otherDns !== undefined) return findOtherDns(world, from, pod, pod.otherDns);
  const resolved = nameResolution(world.cluster, world.profile, pod);
  if (resolved === undefined || resolved.verdict === 'allowed') return { found: [], notes: [] };
  return { found: [missing(world, from, pod, resolved.verdict)], notes: [] };
}

/** The flow to the server that comes closest: what is undecided there may turn out to pass. */
function missing(world: World, from: FoundEnd, client: Pod, verdict: VerdictWord): Finding {
  const servers = nameServers(world.cluster, world.profile);
  const cluster = withNamespaces(world.cluster, servers);
  const word = ({ end: to, port }: ServerEnd) => {
    const flow: Flow = { from: { kind: 'pod', pod: client }, to, protocol: 'UDP', port };
    return evaluate(nearPolicies(cluster, flow), world.profile, flow).verdict;
  };
  const server = servers.find((each) => word(each) === verdict) ?? servers[0];
  if (server === undefined) throw new InternalError('no platform answers DNS');
  return {
    cluster,
    from,
    to: serverEnd(world, server),
    ports: portRange('UDP', server.port),
    verdict: word(server),
    ...(verdict === 'undecided' && { doubtful: true }),
  };
}

function serverEnd(world: World, { end, server }: ServerEnd): FoundEnd {
  if (end.kind === 'addresses') return addressFoundEnd(end.addresses);
  const row = rowOf(world, end.pod);
  if (row !== undefined) return knownFoundEnd(row, end.pod);
  return possibleFoundEnd(end.pod, { words: `cluster DNS (${server})` });
}
