import { describe, expect, test } from 'vitest';
import { addressEnds, type ExplainEnd, explain, podEnds } from '../../lib/analyses';
import {
  formatPorts,
  fromPortRanges,
  intersectPorts,
  noPorts,
  type PortSet,
  samePorts,
  subtractPorts,
  unionPorts,
} from '../../lib/kernel';
import type { Cluster } from '../../lib/model';
import { profileNamed } from '../../lib/platform';
import type { ExplainCase, GateExplanation } from '../../lib/results';
import {
  addressesOfPeer,
  type CorpusExplanation,
  type CorpusPeer,
  type CorpusSide,
  clusterOf,
  corpusCases,
  hasCorpus,
  podsOfPeer,
  portsOf,
} from '../support/corpus';

const cases = corpusCases().filter(
  ({ group, policyGroup, status }) =>
    group === 'explain' && policyGroup === 'netpol' && status === 'scored',
);

const WORDS = { allow: 'allowed', deny: 'denied' } as const;

function endsOf(cluster: Cluster, peer: CorpusPeer): readonly ExplainEnd[] {
  const addresses = addressesOfPeer(peer);
  if (addresses !== undefined) return addressEnds(cluster, addresses);
  const wanted = podsOfPeer(cluster, peer).map(({ name }) => name);
  return podEnds(cluster, 'workload').filter(
    ({ workload, pods }) =>
      workload.namespace === peer.namespace && pods.some(({ name }) => wanted.includes(name)),
  );
}

/** The policies a side names; undefined where nothing isolates it. */
function named({ reasons }: CorpusSide): readonly string[] | undefined {
  if (reasons.some((reason) => reason.default === true)) return undefined;
  return reasons.flatMap(({ kind, name }) =>
    kind === 'NetworkPolicy' && name !== undefined ? [name] : [],
  );
}

function sideProblems(side: CorpusSide, gate: GateExplanation, what: string): readonly string[] {
  const problems: string[] = [];
  if (gate.verdict !== WORDS[side.verdict])
    problems.push(`${what}: ${gate.verdict}, not ${side.verdict}`);
  const names = named(side);
  const isolating = gate.isolatedBy.map(({ id }) => id);
  if (names === undefined && isolating.length > 0)
    problems.push(`${what}: isolated by ${isolating}`);
  for (const name of names ?? []) {
    if (!isolating.includes(name)) problems.push(`${what}: does not name ${name}`);
  }
  const allowing = gate.allowedBy.map(({ policy }) => policy);
  if (
    side.verdict === 'allow' &&
    names !== undefined &&
    !names.every((name) => allowing.includes(name))
  ) {
    problems.push(`${what}: allowed by ${allowing}, not ${names}`);
  }
  return problems;
}

/** A part speaks of ports that our cases may cut finer; together they must cover it. */
function partProblems(
  part: CorpusExplanation['parts'][number],
  cases: readonly ExplainCase[],
): readonly string[] {
  const ports: PortSet = portsOf(part.ports);
  const touching = cases.filter(
    (each) => !noPorts(intersectPorts(fromPortRanges(each.ports), ports)),
  );
  const covered = touching.map((each) => fromPortRanges(each.ports)).reduce(unionPorts);
  expect(samePorts(subtractPorts(ports, covered), subtractPorts(ports, ports))).toBe(true);
  return touching.flatMap((each) => [
    ...(each.verdict === WORDS[part.verdict] ? [] : [`${formatPorts(ports)}: ${each.verdict}`]),
    ...sideProblems(part.egress, each.egress, 'egress'),
    ...sideProblems(part.ingress, each.ingress, 'ingress'),
  ]);
}

describe.skipIf(!hasCorpus)('the published explanations', () => {
  test.each(cases)('agree with ours in verdicts and policies: $id', (theCase) => {
    const { cluster } = clusterOf(theCase);
    const profile = profileNamed('np-guard');
    const problems = (theCase.explanations ?? []).flatMap(({ from, to, parts }) => {
      const result = explain(cluster, profile, {
        from: endsOf(cluster, from),
        to: endsOf(cluster, to),
      });
      expect(
        result.explanations,
        `${JSON.stringify(from)} -> ${JSON.stringify(to)}`,
      ).not.toHaveLength(0);
      return result.explanations.flatMap((each) =>
        parts.flatMap((part) =>
          partProblems(part, each.cases).map((text) => `${each.from.id} -> ${each.to.id} ${text}`),
        ),
      );
    });
    expect(theCase.explanations?.length).toBeGreaterThan(0);
    expect(problems).toEqual([]);
  });
});
