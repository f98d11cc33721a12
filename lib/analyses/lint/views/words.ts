import { type Direction, type Selector, selectsEverything } from '../../../kernel';
import type { Policy } from '../../../model';
import type { Examined } from '../check';
import { at, writtenAs } from '../written';

const DENYING = new Set(
  'deny denies denied denyall block blocks blocked isolate isolates isolated isolation restrict restricts restricted reject forbid drop'.split(
    ' ',
  ),
);

/** Words that say of pods what they are, rather than what a policy does: `restricted-web`. */
const DESCRIBING = new Set('blocked isolated restricted'.split(' '));

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
export function saidByName({ name, subject }: Pick<Policy, 'name' | 'subject'>): Said {
  const own = wordsOf(subject);
  const describes = (word: string) => DESCRIBING.has(word) && !selectsEverything(subject);
  return saidBy(name, (word) => !own.has(word) && !describes(word));
}

/** The words in the labels that a policy selects by: its name repeats them, and says nothing by them. */
function wordsOf({ requirements }: Selector): ReadonlySet<string> {
  return new Set(requirements.flatMap(({ values }) => values.flatMap(wordsIn)));
}

/** What the name of a policy and its annotation `description` say that it does. */
export function saidBoth(examined: Examined, policy: Policy): readonly Said[] {
  const annotations = at(writtenAs(examined, policy.origin), ['metadata', 'annotations']);
  const described = Object.entries(annotations ?? {}).flatMap(([key, text]) =>
    isDescription(key) && typeof text === 'string' ? [text] : [],
  );
  return [saidByName(policy), ...described.map((text) => saidBy(text))];
}

function isDescription(key: string): boolean {
  return key === 'description' || key.endsWith('/description');
}

function wordsIn(text: string): readonly string[] {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(PRODUCTS, '')
    .split(/[^a-z]+/);
}

function saidBy(text: string, counts: (word: string) => boolean = () => true): Said {
  const words = wordsIn(text).filter(counts);
  const has = (wanted: ReadonlySet<string>) => words.some((word) => wanted.has(word));
  return {
    denies: has(DENYING),
    allows: has(ALLOWING),
    hedged: has(HEDGING),
    directions: (['egress', 'ingress'] as const).filter((each) => has(OF_DIRECTION[each])),
  };
}
