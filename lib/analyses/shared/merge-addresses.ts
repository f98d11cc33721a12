import { groupBy, unionAddresses } from '../../kernel';
import { type AddressEnd, addressEnd } from './address-ends';

/** What an answer says of a pair of ends. */
interface Between {
  readonly from: string;
  readonly to: string;
}

/** Address ends and the flows of an answer that speak of them. */
export interface AddressAnswer<Flow extends Between> {
  readonly ends: readonly AddressEnd[];
  readonly flows: readonly Flow[];
}

/** How flows are told apart, and how those become one that are not. */
export interface Telling<Flow> {
  /** What the answer shows of a flow beside its ends: equal for flows that may be joined. */
  readonly shown: (flow: Flow) => unknown;
  /** One flow in place of several between the same ends. */
  readonly join: (first: Flow, others: readonly Flow[]) => Flow;
}

/**
 * Joins address ends between which an answer with one flow a pair shows no difference: the blocks of
 * policies cut finer than what they let through.
 */
export function mergeAddresses<Flow extends Between>(
  { ends, flows }: AddressAnswer<Flow>,
  { shown, join }: Telling<Flow>,
): AddressAnswer<Flow> {
  const known = new Set(ends.map(({ endpoint }) => endpoint.id));
  const flowsOf = groupBy(
    flows.flatMap((flow) =>
      [flow.from, flow.to].filter((id) => known.has(id)).map((id) => ({ id, flow })),
    ),
    ({ id }) => id,
  );
  const row = (id: string) =>
    JSON.stringify((flowsOf.get(id) ?? []).map(({ flow }) => [otherEnd(flow, id), shown(flow)]));
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
  // The first of each pair keeps its place.
  const joined = [...groupBy(renamed, ({ from, to }) => `${from} ${to}`).values()].flatMap(
    ([first, ...others]) => (first === undefined ? [] : [join(first, others)]),
  );
  return { ends: merged.map(({ end }) => end), flows: joined };
}

/** The other end of a flow, and on which side of it the address stands. */
function otherEnd({ from, to }: Between, id: string): string {
  return from === id ? `to ${to}` : `from ${from}`;
}
