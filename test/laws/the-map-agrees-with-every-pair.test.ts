import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standingOf } from '../../lib/analyses/shared/isolation';
import {
  type ClusterMap,
  type Connection,
  compile,
  type MapEntry,
  type MapTotals,
} from '../../lib/engine';
import { makeMap } from '../../lib/engine/map/make-map';
import {
  ALL_PORTS,
  DIRECTIONS,
  hasPort,
  noPorts,
  PROTOCOLS,
  type Protocol,
  samePorts,
  type VerdictWord,
} from '../../lib/kernel';
import { type Cluster, type FlowEnd, isSamePod, type Pod } from '../../lib/model';
import type { Profile } from '../../lib/platform';
import { cluster, endsOf, profile } from '../support/arbitraries';
import { podsOf, shown } from '../support/evaluators';

const question = fc.tuple(cluster, profile);

/** Every pair of different ends of which one is a pod at least. */
function pairsOf(of: Cluster): readonly (readonly [FlowEnd, FlowEnd])[] {
  const ends = endsOf(of);
  return ends.flatMap((from) =>
    ends.filter((to) => isPairOf(from, to)).map((to) => [from, to] as const),
  );
}

function isPairOf(from: FlowEnd, to: FlowEnd): boolean {
  return (from.kind === 'pod' || to.kind === 'pod') && !isSamePod(from, to);
}

function check(assertion: (of: Cluster, facts: Profile, map: ClusterMap) => void): void {
  fc.assert(
    fc.property(question, ([of, facts]) => {
      assertion(of, facts, compile(of, facts).map());
    }),
    { numRuns: 400 },
  );
}

test('a map says of every pair what the engine says of it alone', () => {
  check((of, facts, map) => {
    const engine = compile(of, facts);
    for (const [from, to] of pairsOf(of)) {
      const said = map.connection(map.endOf(from), map.endOf(to));
      expect(shown(said)).toEqual(shown(engine.connection(from, to)));
    }
  });
});

test('a row and a column of a map hold exactly the pairs that let something through', () => {
  check((_, __, map) => {
    const numbers = [...map.ends.keys()];
    const expected = (from: number, to: number) => {
      const connection = map.connection(from, to);
      const isNothing = noPorts(connection.allowed) && noPorts(connection.undecided);
      return isNothing || !isPair(map, from, to) ? [] : [connection];
    };
    for (const one of numbers) {
      expect(map.row(one)).toEqual(
        numbers.flatMap((end) => expected(one, end).map((connection) => ({ end, connection }))),
      );
      expect(map.column(one)).toEqual(
        numbers.flatMap((end) => expected(end, one).map((connection) => ({ end, connection }))),
      );
    }
  });
});

/** Whether some two ends of these are different, and not both addresses. */
function isPair({ ends }: ClusterMap, from: number, to: number): boolean {
  const [source, destination] = [ends[from], ends[to]];
  if (source?.kind !== 'pods') return destination?.kind === 'pods';
  return from !== to || source.pods.length > 1 || source.pods[0]?.stands === 'for-replicas';
}

test('connections of a map that say the same are one object', () => {
  check((_, __, map) => {
    const all = map.ends.flatMap((_end, one) => map.row(one).map(({ connection }) => connection));
    const forms = new Set(all.map((each) => JSON.stringify(shown(each))));
    expect(new Set(all).size).toBe(forms.size);
  });
});

test('a word of a map is the verdict of its connection', () => {
  const ports = PROTOCOLS.flatMap((protocol) =>
    [1, 79, 80, 81, 443, 65_535].map((port) => ({ protocol, port })),
  );
  check((_, __, map) => {
    const entries = [...map.ends.keys()].flatMap((from) =>
      map.row(from).map((entry) => ({ from, ...entry })),
    );
    for (const { from, end, connection } of entries) {
      expect(ports.map(({ protocol, port }) => map.word(from, end, protocol, port))).toEqual(
        ports.map(({ protocol, port }) => wordIn(connection, protocol, port)),
      );
    }
  });
});

function wordIn({ allowed, undecided }: Connection, protocol: Protocol, port: number): VerdictWord {
  if (hasPort(allowed, protocol, port)) return 'allowed';
  return hasPort(undecided, protocol, port) ? 'undecided' : 'denied';
}

test('the totals of a map are those of its pairs of pods', () => {
  check((of, facts, map) => {
    expect(map.totals()).toEqual(totalsOf(of, facts));
  });
});

test('the totals of some pods are those of the pairs of them', () => {
  const counts = ({ name }: Pod) => name.endsWith('1') || name.endsWith('2');
  check((of, facts, map) => {
    expect(map.totals(counts)).toEqual(totalsOf(of, facts, counts));
  });
});

/** The totals, pair by pair. */
function totalsOf(of: Cluster, facts: Profile, counts = (_: Pod) => true): MapTotals {
  const engine = compile(of, facts);
  const totals = { pairs: 0, open: 0, partly: 0, undecided: 0, closed: 0 };
  for (const [from, to] of pairsOf(of)) {
    if (from.kind !== 'pod' || to.kind !== 'pod') continue;
    if (!counts(from.pod) || !counts(to.pod)) continue;
    totals.pairs += 1;
    totals[kindOf(engine.connection(from, to))] += 1;
  }
  return totals;
}

function kindOf({ allowed, undecided }: Connection): Exclude<keyof MapTotals, 'pairs'> {
  if (samePorts(allowed, ALL_PORTS)) return 'open';
  if (!noPorts(allowed)) return 'partly';
  return noPorts(undecided) ? 'closed' : 'undecided';
}

/** A second pod of the kind of one, where both ends are one pod: a map asks for pairs of different ones. */
function unlike(one: FlowEnd, other: FlowEnd): FlowEnd {
  if (one.kind !== 'pod' || other.kind !== 'pod' || one.pod !== other.pod) return other;
  return { kind: 'pod', pod: { ...other.pod, name: `${other.pod.name}-other` } };
}

/** The map of a cluster where even sets of one or two are wide, and the usual one. */
function checkWide(assertion: (map: ClusterMap, of: Cluster, facts: Profile) => void): void {
  const wideFrom = fc.constantFrom(1, 2, 3, 4, undefined);
  fc.assert(
    fc.property(question, wideFrom, ([of, facts], from) => {
      const { connection } = compile(of, facts);
      const ofOthers: typeof connection = (one, other) => connection(one, unlike(one, other));
      assertion(makeMap(of, facts, ofOthers, from), of, facts);
    }),
    { numRuns: 400 },
  );
}

test('what counts as a wide set changes no answer of a map', () => {
  checkWide((map, of, facts) => {
    const usual = compile(of, facts).map();
    expect(map.totals()).toEqual(totalsOf(of, facts));
    expect(saidByEnd(map, of)).toEqual(saidByEnd(usual, of));
    const firsts = usual.ends.flatMap((end) => (end.kind === 'pods' ? end.pods.slice(0, 1) : []));
    expect(spreadOf(map, firsts)).toEqual(spreadOf(usual, firsts));
  });
});

/** What a map says of each pod and address; its ends may be finer, for only narrow sets are united. */
function saidByEnd(map: ClusterMap, of: Cluster): unknown {
  const shownIn = (entries: readonly MapEntry[]) => {
    const known = new Map(entries.map(({ end, connection }) => [end, shown(connection)]));
    return (end: number) => known.get(end);
  };
  return endsOf(of).map((one) => {
    const own = map.endOf(one);
    const peers = endsOf(of)
      .filter((other) => isPairOf(one, other))
      .map(map.endOf);
    return {
      row: peers.map(shownIn(map.row(own))),
      column: peers.map(shownIn(map.column(own))),
      pairs: one.kind === 'pod' ? undefined : map.exchange(own).pairs,
    };
  });
}

/** How widely pods are connected that are the first ones of their ends. */
function spreadOf(map: ClusterMap, firsts: readonly Pod[]): unknown {
  const { reaches, reachedBy } = map.spread();
  const ends = firsts.map((pod) => map.endOf({ kind: 'pod', pod }));
  return ends.map((end) => [reaches[end], reachedBy[end]]);
}

test('the spread of a map is how many pods its rows and its columns hold', () => {
  checkWide((map) => {
    const { reaches, reachedBy } = map.spread();
    const ends = [...map.ends.keys()];
    expect(Array.from(reaches)).toEqual(ends.map((end) => peersIn(map, end, map.row(end))));
    expect(Array.from(reachedBy)).toEqual(ends.map((end) => peersIn(map, end, map.column(end))));
  });
});

/** How many pods entries hold, without the first one of the end that they are of; none for addresses. */
function peersIn({ ends }: ClusterMap, of: number, entries: readonly MapEntry[]): number {
  const own = ends[of];
  const [first] = own?.kind === 'pods' ? own.pods : [];
  if (first === undefined) return 0;
  const pods = entries.flatMap(({ end }) => {
    const other = ends[end];
    return other?.kind === 'pods' ? other.pods : [];
  });
  return pods.filter((pod) => pod !== first || pod.stands === 'for-replicas').length;
}

test('every pod is in the end that the map gives for it, and ends of pods come before addresses', () => {
  check((of, _, map) => {
    for (const pod of podsOf(of)) {
      const end = map.ends[map.endOf({ kind: 'pod', pod })];
      expect(end?.kind === 'pods' && end.pods.includes(pod)).toBe(true);
    }
    expect([...map.endsOfPods()]).toEqual(podsOf(of).map((pod) => map.endOf({ kind: 'pod', pod })));
    const kinds = map.ends.map(({ kind }) => kind);
    expect(kinds).toEqual([...kinds].sort().reverse());
  });
});

test('a map is the same for the same input', () => {
  check((of, facts, map) => {
    expect(compile(of, facts).map().ends).toEqual(map.ends);
  });
});

test('a map counts as isolated exactly the pods that stand so one by one', () => {
  check((of, facts, map) => {
    for (const direction of DIRECTIONS) {
      const isolated = podsOf(of).filter(
        (pod) => standingOf(of, facts, pod, direction) === 'isolated',
      );
      expect(map.isolated(direction)).toBe(isolated.length);
    }
  });
});
