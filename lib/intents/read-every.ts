import type { Claim } from '../kernel';
import { oneOf, type ReadClaim, saysOnly } from './claim-keys';
import type { Node } from './node';
import { readEnds } from './read-end';
import { canBe, podsAlone, readFlow, readParties } from './read-flows';

/** What `every` can be followed by. */
export const DEMANDS: ReadonlyMap<string, ReadClaim> = new Map([
  ['reaches', readReaches],
  ['reaches-only', readReachesOnly],
  ['reaches-nothing', readReachesNothing],
  ['resolves-names', readResolvesNames],
]);

/** What only `none` can be followed by. */
const TRANSITIVELY = 'reaches-transitively';

/** Reads what must hold of every one of some ends. */
export function readEvery(entry: Node, subject: Node): Claim | undefined {
  const found = oneOf(entry, DEMANDS);
  if (found !== undefined) return found.read(entry, subject);
  if (entry.keys().some((key) => DEMANDS.has(key))) return undefined;
  if (entry.keys().includes(TRANSITIVELY)) {
    return entry.refuse(
      'intents/missing-key',
      `\`${TRANSITIVELY}\` goes with \`none\`, not with \`every\``,
      `write \`none\` in place of \`every\`, or \`reaches\` in place of \`${TRANSITIVELY}\``,
    );
  }
  const message = '`every` does not say what must hold';
  return entry.refuse(
    'intents/missing-key',
    message,
    `add one of ${[...DEMANDS.keys()].join(', ')}`,
  );
}

function readReaches(entry: Node, subject: Node): Claim | undefined {
  const flow = readFlow(entry, subject, 'must-say-ports');
  return flow && { kind: 'reaches', flows: [flow] };
}

function readReachesOnly(entry: Node, subject: Node): Claim | undefined {
  const isSaid = saysOnly(entry, 'reaches-only', ['reaches-only']);
  const from = readEnds(subject);
  const parties = readParties(entry.field('reaches-only') ?? entry, 'to');
  if (!isSaid || from === undefined || parties === undefined) return undefined;
  const flows = parties.map(({ ends, ...ports }) => ({ from, to: ends, ...ports }));
  return flows.map((flow) => canBe(flow, entry)).every(Boolean)
    ? { kind: 'reaches-only', from, flows }
    : undefined;
}

function readReachesNothing(entry: Node, subject: Node): Claim | undefined {
  const isSaid = saysOnly(entry, 'reaches-nothing', ['reaches-nothing']);
  const from = readEnds(subject);
  return isYes(entry, 'reaches-nothing') && isSaid && from !== undefined
    ? { kind: 'reaches-only', from, flows: [] }
    : undefined;
}

function readResolvesNames(entry: Node, subject: Node): Claim | undefined {
  const isSaid = saysOnly(entry, 'resolves-names', ['resolves-names']);
  const from = podsAlone(subject);
  return isYes(entry, 'resolves-names') && isSaid && from !== undefined
    ? { kind: 'resolves-names', from }
    : undefined;
}

/** Whether a key says `true`, which is all that it can say. */
function isYes(entry: Node, key: string): boolean {
  const field = entry.field(key);
  if (field?.value === true) return true;
  field?.refuse('intents/wrong-type', `\`${key}\` is ${field.shown()}`, `write ${key}: true`);
  return false;
}
