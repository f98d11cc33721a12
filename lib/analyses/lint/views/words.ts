import type { Direction } from '../../../kernel';
import type { Policy } from '../../../model';
import type { Examined } from '../check';
import { at, writtenAs } from '../written';

const DENYING = new Set(
  'deny denies denied denyall block blocks blocked isolate isolates isolated isolation restrict restricts restricted reject forbid drop'.split(
    ' ',
  ),
);

const ALLOWING = new Set(
  'allow allows allowed allowing allowall permit permits permitted'.split(' '),
);

/** Words after which nobody can tell from single words what is meant. */
const HEDGING = new Set(
  'open opens accept accepts except unless not only expose exposes unrestricted'.split(' '),
);

/** Products that have such a word in their name. */
const PRODUCTS =
  /\b(?:ingress|egress)[-_. ]?(?:nginx|gateway|controller|proxy|router|operator)|\bblock[-_. ]?(?:storage|chain|device|explorer|producer)/g;

const OF_DIRECTION: Readonly<Record<Direction, ReadonlySet<string>>> = {
  ingress: new Set(['ingress', 'inbound', 'incoming']),
  egress: new Set(['egress', 'outbound', 'outgoing']),
};

/** What the words of a text say that a policy does. */
export interface Said {
  readonly denies: boolean;
  readonly allows: boolean;
  /** Whether its words may also mean the opposite. */
  readonly hedged: boolean;
  /** The directions that it mentions. */
  readonly directions: readonly Direction[];
}

/** What the name of a policy says that it does. */
export function saidByName({ name }: Pick<Policy, 'name'>): Said {
  return saidBy(name);
}

/** What the name of a policy and its annotation `description` say that it does. */
export function saidBoth(examined: Examined, policy: Policy): readonly Said[] {
  const annotations = at(writtenAs(examined, policy.origin), ['metadata', 'annotations']);
  const described = Object.entries(annotations ?? {}).flatMap(([key, text]) =>
    isDescription(key) && typeof text === 'string' ? [text] : [],
  );
  return [policy.name, ...described].map(saidBy);
}

function isDescription(key: string): boolean {
  return key === 'description' || key.endsWith('/description');
}

function saidBy(text: string): Said {
  const words = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(PRODUCTS, '')
    .split(/[^a-z]+/);
  const has = (wanted: ReadonlySet<string>) => words.some((word) => wanted.has(word));
  return {
    denies: has(DENYING),
    allows: has(ALLOWING),
    hedged: has(HEDGING),
    directions: (['egress', 'ingress'] as const).filter((each) => has(OF_DIRECTION[each])),
  };
}
