import type { FlowEnd } from '../../model';
import { type Connection, isDenied } from '../evaluator';
import type { ClusterMap, MapEntry } from './cluster-map';
import { connections } from './connections';
import { exchangesOf } from './exchanges';
import type { EndFlows } from './flows/end-flows';
import type { Ends } from './flows/ends';
import type { Flows } from './flows/flows';
import type { Bound } from './ports/port-specs';
import { portTests } from './ports/port-tests';
import { NONE } from './ports/port-values';
import { stepsOf } from './steps/steps';
import { isolatedPods } from './totals/isolated';
import { spreadOf } from './totals/spread';
import { totalsOf } from './totals/totals';

/** Answers for one pair of different pods, with the reasons. */
export type Connect = (from: FlowEnd, to: FlowEnd) => Connection;

/**
 * The answers of a map. Each is read off the sets when it is asked for; nothing about any pair is
 * kept. A pair that is decided gets its connection from a table of those that exist; only one that
 * is not asks `connect` what it waits for.
 */
export function answers(flows: Flows, ends: Ends, pairs: EndFlows, connect: Connect): ClusterMap {
  const { values, bounds } = flows;
  const isDecided = bounds.certain === bounds.possible;
  const connectionOf = connecting(flows, ends, connect);
  const passes = portTests((value) => values.passing(value));
  const connection = (from: number, to: number): Connection =>
    connectionOf(pairs.value('certain', from, to), pairs.value('possible', from, to), from, to);
  const lines = linesOf(flows, ends, pairs, connectionOf);
  const decided = (value: number) => connectionOf(value, value, 0, 0);
  const placeOf = (end: number) => ends.placeOf[end] ?? 0;
  return {
    ends: ends.all,
    endOf: ends.endOf,
    endsOfPods: ends.endsOfPods,
    word: (from, to, protocol, port) => {
      if (passes(pairs.value('certain', from, to), protocol, port)) return 'allowed';
      if (isDecided && !pairs.areOnOneNode(from, to)) return 'denied';
      return passes(pairs.value('possible', from, to), protocol, port) ? 'undecided' : 'denied';
    },
    connection,
    row: (from) =>
      lines(
        from,
        (bound) => flows.row(bound, placeOf(from)),
        (to) => [from, to],
      ),
    column: (to) =>
      lines(
        to,
        (bound) => flows.column(bound, placeOf(to)),
        (from) => [from, to],
      ),
    exchange: exchangesOf(flows, ends, { connection, decided }),
    totals: (counts) => totalsOf(flows, ends, pairs, counts),
    spread: () => spreadOf(flows, ends, pairs),
    isolated: (direction) => isolatedPods(flows, ends, direction),
    steps: () => stepsOf(flows, ends, pairs),
  };
}

type ConnectionOf = (certain: number, possible: number, from: number, to: number) => Connection;

function connecting({ values }: Flows, ends: Ends, connect: Connect): ConnectionOf {
  const made = connections();
  return (certain, possible, from, to) =>
    made.decided(values.passing(certain), values.passing(possible)) ??
    made.same(connect(ends.example(from), ends.example(to)));
}

/** Reads a row or a column: what passes by place, spelled out end by end. */
function linesOf({ bounds }: Flows, ends: Ends, pairs: EndFlows, connectionOf: ConnectionOf) {
  return (
    one: number,
    line: (bound: Bound) => Int32Array,
    pair: (other: number) => readonly [from: number, to: number],
  ): readonly MapEntry[] => {
    const certain = line('certain');
    const possible = bounds.certain === bounds.possible ? certain : line('possible');
    const entryOf = (end: number): MapEntry | undefined => {
      const [from, to] = pair(end);
      const place = ends.placeOf[end] ?? 0;
      const of = (bound: Bound, values: Int32Array): number =>
        pairs.areOnOneNode(from, to) ? pairs.value(bound, from, to) : (values[place] ?? NONE);
      const may = of('possible', possible);
      if (may === NONE || !isPair(ends.all, from, to)) return undefined;
      const connection = connectionOf(of('certain', certain), may, from, to);
      return isDenied(connection) ? undefined : { end, connection };
    };
    const found: MapEntry[] = [];
    for (let end = 0; end < ends.all.length; end += 1) {
      if (possible[ends.placeOf[end] ?? 0] === NONE && !pairs.areOnOneNode(one, end)) continue;
      const entry = entryOf(end);
      if (entry !== undefined) found.push(entry);
    }
    return found;
  };
}

/** Whether the cluster has a word about these ends: two addresses are none of its flows. */
function isPair(ends: ClusterMap['ends'], from: number, to: number): boolean {
  const [source, destination] = [ends[from], ends[to]];
  if (source?.kind !== 'pods') return destination?.kind === 'pods';
  if (from !== to) return true;
  return source.pods.length > 1 || source.pods[0]?.stands === 'for-replicas';
}
