import type { ClaimedFlow } from './claim';
import { checkedPorts } from './from-to';
import { insteadOf, type PlainEnd, plainEndOf } from './intent-end';
import { type Alone, type Listed, listedItems } from './lists';
import type { EveryPort, Port } from './ports';
import { nth, type Objection, refuse, refuseAny, show } from './refuse';

/** Ports that must be said: at least one, one list of them, or every one out loud. */
export type SaidPorts =
  | readonly [Port, ...(readonly Port[])]
  | readonly [readonly Port[]]
  | Alone<EveryPort>;

/** The ends given to `call`. @throws {InvalidInputError} for none, and for what is no end */
export function endsOf(call: string, listed: Listed<unknown>): readonly PlainEnd[] {
  const items = listedItems(listed);
  if (items.length === 0) {
    refuse({ code: 'constructs/not-an-end', message: `\`${call}\` names nobody` });
  }
  refuseAny(items.flatMap((item, index) => objectionsToEnd(call, item, index, items.length)));
  return items.flatMap((item) => plainEndOf(item) ?? []);
}

function objectionsToEnd(call: string, item: unknown, index: number, total: number): Objection[] {
  if (plainEndOf(item) !== undefined) return [];
  const message = `${nth('end', index, total)} of \`${call}\` is ${show(item)}, not an end${insteadOf(item)}`;
  return [{ code: 'constructs/not-an-end', message }];
}

/** Ends that are pods: addresses cannot be closed, and resolve no names. */
export function podsOnly(call: string, listed: Listed<unknown>): readonly PlainEnd[] {
  const ends = endsOf(call, listed);
  refuseAny(
    ends
      .filter((end) => isAddress(end) || end.kind === 'everyone' || end.kind === 'anywhere')
      .map((end) => ({
        code: 'constructs/not-an-end',
        message: `\`${call}\` got ${labelOf(end)}, which is not only pods`,
        help: 'write pods(...), allPods(), namespace(...), workload(...) or anyPod()',
      })),
  );
  return ends;
}

function isAddress({ kind }: PlainEnd): boolean {
  return kind === 'addresses' || kind === 'cloud-metadata';
}

function labelOf(end: PlainEnd): string {
  if (end.kind === 'addresses') return end.label;
  return end.kind === 'cloud-metadata' ? 'cloudMetadata()' : `${end.kind}()`;
}

/** The ports given to `call`, which must say some. @throws {InvalidInputError} for none */
export function portsSaid(call: string, given: Listed<unknown>): ClaimedFlow['ports'] {
  if (listedItems(given).length === 0) {
    refuse({ code: 'constructs/claim-without-ports', message: `\`${call}\` says no ports` });
  }
  return checkedPorts(given, call);
}

/** Flows between ends, if there can be any. @throws {InvalidInputError} for flows that nothing decides */
export function flowBetween(
  call: string,
  from: readonly PlainEnd[],
  to: readonly PlainEnd[],
  ports: ClaimedFlow['ports'],
): ClaimedFlow {
  if (from.every(isAddress) && to.every(isAddress)) {
    const message = `\`${call}\` leads from addresses to addresses, which no policy decides`;
    refuse({ code: 'constructs/not-an-end', message, help: 'name pods at one end' });
  }
  refuseAny(to.some(isAddress) ? namesAmong(ports) : []);
  return { from, to, ports };
}

function namesAmong(ports: ClaimedFlow['ports']): Objection[] {
  if (ports === 'all') return [];
  return ports.flatMap(({ port }): Objection[] => {
    if (typeof port !== 'string') return [];
    const message = `port ${show(port)} is a name, and addresses have no pods to look it up on`;
    return [{ code: 'constructs/named-port-to-address', message }];
  });
}

/** The flow from ends to those given to `call`. @throws {InvalidInputError} as its parts do */
export function flowTo(
  call: string,
  from: readonly PlainEnd[],
  to: unknown,
  ports: Listed<unknown> | 'all',
): ClaimedFlow {
  const said = ports === 'all' ? 'all' : portsSaid(call, ports);
  return flowBetween(call, from, endsOf(call, listOf(to)), said);
}

/** Something as a list: itself, or of one. A hole in a list is an item that is missing. */
export function listOf(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? Array.from(given) : [given];
}
