import { formatRequirement, once, type Requirement } from '../../../kernel';
import { NAMESPACE_NAME_LABEL } from '../../../model';
import { platformOfNamespace, WELL_KNOWN } from '../../../platform';
import type { Examined } from '../check';
import { everyPodPeer, type PlacedPeer } from './every-selector';
import { slipFor } from './slip';

/** How sure it is that nobody puts the label on the namespace. */
export type Sureness =
  /** The namespace is declared in the input, without it. */
  | 'declared-without'
  /** The platform makes the namespace, and does not give it the label. */
  | 'of-the-platform'
  /** It is a slip of the pen away from a label that a known namespace has. */
  | 'slip'
  /** The namespace is known, and its labels are not. */
  | 'labels-unknown';

/** A condition of a namespaceSelector that no known namespace meets, and what was likely meant. */
export interface UnlabelledNamespace {
  readonly placed: PlacedPeer;
  readonly requirement: Requirement;
  /** The label that would match, such as `kubernetes.io/metadata.name=monitoring`. */
  readonly meant: string;
  readonly sure: Sureness;
}

/** Keys that people take for the name of a namespace. */
const NAME_KEYS = /^(?:name|namespace|ns|(?:[\w.-]+\/)?(?:metadata[.-])?name|metadata\.name)$/;

/** Conditions on labels that nobody puts on namespaces, although a name or a label close by exists. */
export const unlabelledNamespaces: (examined: Examined) => readonly UnlabelledNamespace[] = once(
  (examined) =>
    everyPodPeer(examined).flatMap((placed) =>
      (placed.peer.namespaces?.requirements ?? []).flatMap((requirement) => {
        const guess = meantBy(examined, requirement);
        return guess === undefined ? [] : [{ placed, requirement, ...guess }];
      }),
    ),
);

type Guess = Pick<UnlabelledNamespace, 'meant' | 'sure'>;

function meantBy(examined: Examined, { key, operator, values }: Requirement): Guess | undefined {
  const [value, ...others] = values;
  if (operator !== 'In' || value === undefined) return undefined;
  const carried = labelsOfNamespaces(examined);
  if (values.some((each) => carried.get(key)?.has(each))) return undefined;
  if (key !== NAMESPACE_NAME_LABEL && NAME_KEYS.test(key)) return byNames(examined, values);
  return others.length > 0 ? undefined : bySlip(examined, key, value, carried);
}

/** Where each value is the name of a namespace, no surer than of the least sure of them. */
function byNames(examined: Examined, values: readonly string[]): Guess | undefined {
  const guesses = values.flatMap((value) => byName(examined, value) ?? []);
  const sure = LEAST_SURE_FIRST.find((each) => guesses.some((guess) => guess.sure === each));
  if (sure === undefined || guesses.length < values.length) return undefined;
  const meant = { key: NAMESPACE_NAME_LABEL, operator: 'In', values } as const;
  return { meant: formatRequirement(meant), sure };
}

const LEAST_SURE_FIRST: readonly Sureness[] = [
  'labels-unknown',
  'of-the-platform',
  'declared-without',
];

function byName({ cluster, profile }: Examined, value: string): Guess | undefined {
  const namespace = cluster.namespaces.get(value);
  const meant = formatRequirement({ key: NAMESPACE_NAME_LABEL, operator: 'In', values: [value] });
  const isTold =
    namespace?.declared === true || profile.assume['undeclared-namespace-labels'] === 'absent';
  if (namespace !== undefined && isTold) return { meant, sure: 'declared-without' };
  if (isOfPlatform(value)) return { meant, sure: 'of-the-platform' };
  return namespace === undefined ? undefined : { meant, sure: 'labels-unknown' };
}

/** A slip in the value or in the key, where no namespace with untold labels could have it as written. */
function bySlip(
  { cluster }: Examined,
  key: string,
  value: string,
  carried: Carried,
): Guess | undefined {
  const near = slipFor(value, carried.get(key)?.keys() ?? []);
  if (near !== undefined && !(key === NAMESPACE_NAME_LABEL && isWellKnown(value))) {
    return { meant: `${key}=${near}`, sure: 'slip' };
  }
  if (carried.has(key) || [...cluster.namespaces.values()].some(({ declared }) => !declared)) {
    return undefined;
  }
  const nearKey = slipFor(key, carried.keys());
  const isThere = nearKey !== undefined && carried.get(nearKey)?.has(value);
  return isThere ? { meant: `${nearKey}=${value}`, sure: 'slip' } : undefined;
}

type Carried = ReadonlyMap<string, ReadonlySet<string>>;

const labelsOfNamespaces = once(({ cluster }: Examined): Carried => {
  const values = new Map<string, Set<string>>();
  for (const { labels } of cluster.namespaces.values()) {
    for (const [key, value] of labels) {
      values.set(key, (values.get(key) ?? new Set()).add(value));
    }
  }
  return values;
});

const COMPONENT_NAMESPACES = new Set(Object.values(WELL_KNOWN).map(({ namespace }) => namespace));

function isWellKnown(name: string): boolean {
  return isOfPlatform(name) || COMPONENT_NAMESPACES.has(name);
}

function isOfPlatform(name: string): boolean {
  return name === 'default' || platformOfNamespace(name) !== undefined;
}
