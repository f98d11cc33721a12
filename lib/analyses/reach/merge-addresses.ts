import { compareText, groupBy, unionAddresses } from '../../kernel';
import type { ReachFlow } from '../../results';
import { type AddressEnd, addressEnd } from '../shared/address-ends';

/** Address ends and the flows of an answer that speak of them. */
export interface AddressAnswer {
  readonly ends: readonly AddressEnd[];
  readonly flows: readonly ReachFlow[];
}

/**
 * Joins address ends between which this answer shows no difference: the blocks of policies cut
 * finer than what they let through. What lets a flow through is the union over the joined ends.
 */
export function mergeAddresses({ ends, flows }: AddressAnswer): AddressAnswer {
  const known = new Set(ends.map(({ endpoint }) => endpoint.id));
  const flowsOf = groupBy(
    flows.flatMap((flow) =>
      [flow.from, flow.to].filter((id) => known.has(id)).map((id) => ({ id, flow })),
    ),
    ({ id }) => id,
  );
  const row = (id: string) =>
    JSON.stringify(
      (flowsOf.get(id) ?? []).map(({ flow }) => {
        const { allowed, undecided, reasons } = flow;
        return [otherEnd(flow, id), allowed, undecided, reasons];
      }),
    );
  const groups = [...groupBy(ends, ({ endpoint }) => row(endpoint.id)).values()];
  const merged = groups.map((group) => ({
    end: addressEnd(group.map(({ addresses }) => addresses).reduce(unionAddresses)),
    ids: group.map(({ endpoint }) => endpoint.id),
  }));
  const newId = new Map(merged.flatMap(({ end, ids }) => ids.map((id) => [id, end.endpoint.id])));
  const renamed = flows.map((flow) => ({
    ...flow,
    from: newId.get(flow.from) ?? flow.from,
    to: newId.get(flow.to) ?? flow.to,
  }));
  return { ends: merged.map(({ end }) => end), flows: joined(renamed) };
}

/** The other end of a flow, and on which side of it the address stands. */
function otherEnd(flow: ReachFlow, id: string): string {
  return flow.from === id ? `to ${flow.to}` : `from ${flow.from}`;
}

/** One flow for each pair; the first keeps its place. */
function joined(flows: readonly ReachFlow[]): readonly ReachFlow[] {
  return [...groupBy(flows, ({ from, to }) => `${from} ${to}`).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const by = [...new Set(same.flatMap((flow) => flow.by))].sort(compareText);
    return [{ ...first, by }];
  });
}
