import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exposure } from '../../lib/analyses';
import {
  DIRECTIONS,
  type Direction,
  type PortRanges,
  PROTOCOLS,
  type Protocol,
  parseAddress,
  type VerdictWord,
} from '../../lib/kernel';
import type { Cluster, FlowEnd, Pod } from '../../lib/model';
import type { Profile } from '../../lib/platform';
import type { Exposure, PossiblePeer, WorkloadExposure } from '../../lib/results';
import { evaluate } from '../../lib/semantics';
import {
  inhabited,
  madeIn,
  type Newcomer,
  placedProfile,
  withNamespaces,
} from '../support/strangers';

const NAME = 'kubernetes.io/metadata.name';
const PORTS = [1, 80, 81, 82, 443, 4_711, 65_535];

interface Asked {
  readonly cluster: Cluster;
  readonly profile: Profile;
}

function sidesOf({ cluster, profile }: Asked) {
  const { workloads } = exposure(cluster, profile);
  return workloads.flatMap((each) =>
    DIRECTIONS.map((direction) => ({ subject: podOf(cluster, each), direction, each })),
  );
}

function podOf({ workloads }: Cluster, { endpoint }: WorkloadExposure): Pod {
  const pod = workloads.find(({ name }) => name === endpoint.name)?.pods[0];
  if (pod === undefined) throw new Error(`no pod ${endpoint.id}`);
  return pod;
}

interface On {
  readonly protocol: Protocol;
  readonly port: number;
}

function judged(
  { cluster, profile }: Asked,
  direction: Direction,
  subject: Pod,
  peer: FlowEnd,
  on: On,
) {
  const itself: FlowEnd = { kind: 'pod', pod: subject };
  const ends = direction === 'egress' ? { from: itself, to: peer } : { from: peer, to: itself };
  return evaluate(cluster, profile, { ...ends, ...on });
}

/** The edges of ranges, which is where answers go wrong. */
function edgesOf(ranges: PortRanges) {
  return PROTOCOLS.flatMap((protocol) =>
    (ranges[protocol] ?? []).flatMap(([first, last]) =>
      [...new Set([first, last])].map((port) => ({ protocol, port })),
    ),
  );
}

const isPossible = (each: Exposure): each is Exposure & { readonly peer: PossiblePeer } =>
  each.peer.kind === 'possible';

/** Pods of whom a row says that they get what it tells, one for each namespace it names. */
function witnessesOf({
  labels,
  address,
  namespaces,
  newNamespaces,
}: PossiblePeer): readonly Newcomer[] {
  const parsed = address === undefined ? undefined : parseAddress(address);
  const more = parsed === undefined ? {} : { addresses: [parsed] };
  const own = new Map(Object.entries(labels));
  const made = newNamespaces.map(({ name = 'nobody-names-it', labels: needed }) => ({
    pod: madeIn(name, own, more),
    namespace: {
      name,
      declared: true,
      labels: new Map([...Object.entries(needed), [NAME, name]]),
    },
  }));
  return [...namespaces.map((name) => ({ pod: madeIn(name, own, more) })), ...made];
}

/** The pod, with a name for a port. */
function naming({ pod, namespace }: Newcomer, name: string, { protocol, port }: On): Newcomer {
  const ports = [{ name, protocol, port, on: 'container' }] as const;
  return { pod: { ...pod, ports }, ...(namespace !== undefined && { namespace }) };
}

const RUNS = 40;
const WORDS = { yes: 'allowed', no: 'denied', unknown: 'undecided' } as const;

/** What is open of every pod may be settled of some; a name may need the address as well. */
function isAs({ which }: PossiblePeer, told: VerdictWord, found: readonly VerdictWord[]): boolean {
  return (
    found.includes(told) || (which === 'every' && told === 'undecided' && !found.includes('denied'))
  );
}

interface Told extends Asked {
  readonly subject: Pod;
  readonly direction: Direction;
  readonly row: Exposure & { readonly peer: PossiblePeer };
}

function rowsOf(asked: Asked): readonly Told[] {
  return sidesOf(asked).flatMap(({ subject, direction, each }) =>
    (each.sides[direction]?.exposures ?? [])
      .filter(isPossible)
      .map((row) => ({ ...asked, subject, direction, row })),
  );
}

/** The verdicts for a pod with the address that the row names, and for one of which none is known. */
function verdictsFor(
  { cluster, profile, subject, direction }: Told,
  { pod, namespace }: Newcomer,
  on: On,
) {
  const world = { profile, cluster: withNamespaces(cluster, namespace ? [namespace] : []) };
  return [pod, { ...pod, addresses: [] }].map((each) =>
    judged(world, direction, subject, { kind: 'pod', pod: each }, on),
  );
}

/**
 * Where both families are denied, a verdict shows the gates of one of them, and the own gate of an
 * exposure is that of either: the two cannot be compared.
 */
function hasTwoFamilies({ addresses }: Pod): boolean {
  return new Set(addresses.map(({ family }) => family)).size > 1;
}

function expectWitness(told: Told, witness: Newcomer): void {
  const { row, direction } = told;
  for (const word of ['allowed', 'undecided'] as const) {
    for (const on of edgesOf(row[word])) {
      const found = verdictsFor(told, witness, on).map(({ verdict }) => verdict);
      expect({ row, on, found, isSo: isAs(row.peer, word, found) }).toMatchObject({ isSo: true });
    }
    for (const on of hasTwoFamilies(told.subject) ? [] : edgesOf(row.own?.[word] ?? {})) {
      const gates = verdictsFor(told, witness, on).map((verdict) => verdict[direction]);
      const found = gates.map(({ open }) => WORDS[open.answer]);
      expect({ row, on, found, isSo: isAs(row.peer, word, found) }).toMatchObject({ isSo: true });
    }
  }
  for (const { name, protocol, verdict } of row.named ?? []) {
    const found = PORTS.map((port) => ({ protocol, port })).flatMap((on) =>
      verdictsFor(told, naming(witness, name, on), on).map((each) => each.verdict),
    );
    expect({ row, name, found, isSo: found.includes(verdict) }).toMatchObject({ isSo: true });
  }
}

test('every row about possible pods has a pod for whom it is so', () => {
  fc.assert(
    fc.property(fc.record({ cluster: inhabited, profile: placedProfile }), (asked) => {
      for (const told of rowsOf(asked)) {
        for (const witness of witnessesOf(told.row.peer)) expectWitness(told, witness);
      }
    }),
    { numRuns: RUNS },
  );
});
