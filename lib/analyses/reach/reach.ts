import { type Connection, compile } from '../../engine';
import { compareText, once, toPortRanges } from '../../kernel';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { ReachFlow, ReachResult } from '../../results';
import { askedEnds } from '../shared/asked-ends';
import type { End } from '../shared/flow-ends';
import { mergeAddresses, type Telling } from '../shared/merge-addresses';
import type { ReachQuery } from '../shared/reach-query';
import { passingPairs } from './passing-pairs';

/**
 * Who reaches whom, on which ports.
 *
 * @throws {UsageError} when the answer would have more pairs than `maxPairs`
 */
export function reach(cluster: Cluster, profile: Profile, query: ReachQuery = {}): ReachResult {
  const { sources, destinations, ...kept } = askedEnds(cluster, query);
  const evaluator = compile(cluster, profile);
  const flows: ReachFlow[] = [];
  const sides = { sources, destinations };
  const pairs = passingPairs(evaluator, sides, undefined, query.progress);
  for (const { from, to, between, connection } of pairs) {
    const by = evaluator
      .admittedBy(...between)
      .map(({ namespace, name }) => `${namespace}/${name}`);
    flows.push({ ...flowOf(from, to, connection), by });
  }
  const merged = mergeAddresses({ ends: kept.addresses, flows }, TELLING);
  const endpoints = [...kept.pods, ...merged.ends].map(({ endpoint }) => endpoint);
  const summary = {
    workloads: cluster.workloads.length,
    policies: cluster.policies.length,
    flows: merged.flows.length,
  };
  return { schemaVersion: '1', profile: profile.name, endpoints, flows: merged.flows, summary };
}

function flowOf(from: End, to: End, connection: Connection): Omit<ReachFlow, 'by'> {
  return {
    from: from.endpoint.id,
    to: to.endpoint.id,
    allowed: portsOf(connection.allowed),
    undecided: portsOf(connection.undecided),
    reasons: connection.reasons.map(({ id, ports }) => ({ id, ports: portsOf(ports) })),
  };
}

/** Millions of flows have a few sets of ports, and a long list is mostly these. */
const portsOf = once(toPortRanges);

/** What lets a flow through is the union over the joined ends. */
const TELLING: Telling<ReachFlow> = {
  shown: ({ allowed, undecided, reasons }) => [allowed, undecided, reasons],
  join: (first, others) => ({
    ...first,
    by: [...new Set([first, ...others].flatMap(({ by }) => by))].sort(compareText),
  }),
};
