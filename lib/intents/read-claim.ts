import { type Claim, DIRECTIONS, type Direction } from '../kernel';
import { oneOf, type ReadClaim, saysOnly } from './claim-keys';
import type { Node } from './node';
import { readEnds } from './read-end';
import { DEMANDS, readEvery } from './read-every';
import { canBe, podsAlone, readFlow, readParties, refuseMissing } from './read-flows';

/** The keys that say whom an intent is about: each intent has one of them. */
const SUBJECTS: ReadonlyMap<string, ReadClaim> = new Map([
  ['every', readEvery],
  ['none', readNone],
  ['only', readOnly],
  ['nothing-reaches', readNothingReaches],
  ['closed', readClosed('closed', DIRECTIONS)],
  ['nothing-else-reaches', readClosed('nothing-else-reaches', ['ingress'])],
  ['nothing-else-leaves', readClosed('nothing-else-leaves', ['egress'])],
]);

/** The keys of an intent that say what it demands. */
export const CLAIM_KEYS: readonly string[] = [
  ...SUBJECTS.keys(),
  ...DEMANDS.keys(),
  'reaches-transitively',
  'ports',
];

/** Reads what an intent demands; undefined where it does not say one thing that is understood. */
export function readClaim(entry: Node): Claim | undefined {
  const found = oneOf(entry, SUBJECTS);
  if (found !== undefined) return found.read(entry, found.field);
  if (entry.keys().some((key) => SUBJECTS.has(key))) return undefined;
  // A bare `no` is the word for false in the YAML that Kubernetes reads, so it is no key.
  const no = entry.field('no') ?? entry.field('false');
  if (no !== undefined)
    return no.refuse('intents/no-claim', 'YAML reads `no` as false', 'write `none`');
  return entry.refuse('intents/no-claim', 'this intent does not say whom it is about');
}

function readNone(entry: Node, subject: Node): Claim | undefined {
  const anyWay = entry.field('reaches-transitively');
  if (anyWay !== undefined) return readTransitively(entry, subject, anyWay);
  const isSaid = saysOnly(entry, 'none', ['reaches', 'ports']);
  const flow = readFlow(entry, subject, 'may-say-ports');
  return isSaid && flow !== undefined ? { kind: 'never-reaches', flows: [flow] } : undefined;
}

/** On any port: what an attacker takes on the way is taken whole. */
function readTransitively(entry: Node, subject: Node, field: Node): Claim | undefined {
  const isSaid = saysOnly(entry, 'none: ..., reaches-transitively', ['reaches-transitively']);
  const [from, to] = [readEnds(subject), readEnds(field)];
  if (!isSaid || from === undefined || to === undefined) return undefined;
  const flow = { from, to };
  return canBe(flow, entry) ? { kind: 'never-reaches-transitively', flows: [flow] } : undefined;
}

function readOnly(entry: Node, subject: Node): Claim | undefined {
  if (subject.items().some((each) => each.field('from') !== undefined)) {
    return readOnlyClients(entry, subject);
  }
  const isSaid = saysOnly(entry, 'only', ['reaches', 'ports']);
  const flow = readFlow(entry, subject, 'must-say-ports');
  if (!isSaid || flow === undefined) return undefined;
  return { kind: 'reached-only-by', to: flow.to, flows: [flow] };
}

/** `only: [{ from: ..., ports: ... }, ...]`: each client has ports of its own. */
function readOnlyClients(entry: Node, subject: Node): Claim | undefined {
  const isSaid = saysOnly(entry, 'only: [{ from, ports }]', ['reaches']);
  const parties = readParties(subject, 'from');
  const field = entry.field('reaches');
  const to = field === undefined ? refuseMissing(entry) : readEnds(field);
  if (!isSaid || parties === undefined || to === undefined) return undefined;
  const flows = parties.map(({ ends, ...ports }) => ({ from: ends, to, ...ports }));
  return flows.map((flow) => canBe(flow, entry)).every(Boolean)
    ? { kind: 'reached-only-by', to, flows }
    : undefined;
}

function readNothingReaches(entry: Node, subject: Node): Claim | undefined {
  const isSaid = saysOnly(entry, 'nothing-reaches', []);
  const to = readEnds(subject);
  return isSaid && to !== undefined ? { kind: 'reached-only-by', to, flows: [] } : undefined;
}

function readClosed(key: string, directions: readonly Direction[]): ReadClaim {
  return (entry, subject) => {
    const isSaid = saysOnly(entry, key, []);
    const pods = podsAlone(subject);
    return isSaid && pods !== undefined ? { kind: 'closed', pods, directions } : undefined;
  };
}
