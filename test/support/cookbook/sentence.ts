import { type EndNode, readEnds } from './end-words';

/** What one line of a list promises. */
export interface Sentence {
  readonly text: string;
  /** The target it is about. @default - the app has none */
  readonly target?: string;
  readonly promise: Promised;
}

export type Promised =
  | { readonly kind: 'reaches'; readonly from: Ends; readonly to: Ends; readonly ports: Ports }
  | { readonly kind: 'does-not'; readonly from: Ends; readonly to: Ends; readonly ports?: Ports }
  | { readonly kind: 'nothing-reaches'; readonly to: Ends; readonly isElse: boolean }
  | { readonly kind: 'reaches-nothing'; readonly from: Ends; readonly isElse: boolean }
  /** What a kind that is not evaluated yet says of itself. */
  | { readonly kind: 'not-evaluated'; readonly opens: string };

type Ends = readonly EndNode[];
/** As an intents file writes them: `5432`, `53/UDP`, or `all` of them. */
type Ports = readonly string[] | 'all';

const ENDS = '(`[^`]+`(?:(?:, | and )`[^`]+`)*)';
const PORTS = '((?:\\S+ and )*\\S+|every port)';

/** The grammar: every sentence that a list of the cookbook may hold. */
const FORMS: readonly (readonly [RegExp, (...parts: readonly string[]) => Promised])[] = [
  [
    new RegExp(`^${ENDS} reach(?:es)? ${ENDS} on ${PORTS}$`),
    (from = '', to = '', ports = '') => ({
      kind: 'reaches',
      from: readEnds(from),
      to: readEnds(to),
      ports: readPorts(ports),
    }),
  ],
  [
    new RegExp(`^${ENDS} do(?:es)? not reach ${ENDS}(?: on ${PORTS})?$`),
    (from = '', to = '', ports) => ({
      kind: 'does-not',
      from: readEnds(from),
      to: readEnds(to),
      ...(ports !== undefined && { ports: readPorts(ports) }),
    }),
  ],
  [
    new RegExp(`^nothing (else )?reaches ${ENDS}$`),
    (word, to = '') => ({
      kind: 'nothing-reaches',
      to: readEnds(to),
      isElse: word !== undefined,
    }),
  ],
  [
    new RegExp(`^${ENDS} reach(?:es)? nothing( else)?$`),
    (from = '', word) => ({
      kind: 'reaches-nothing',
      from: readEnds(from),
      isElse: word !== undefined,
    }),
  ],
  [/^not evaluated yet: `([^`]+)`$/, (opens = '') => ({ kind: 'not-evaluated', opens })],
];

/** Reads a line of a list: `shop/web` reaches `shop/db` on 5432. @throws for any other sentence */
export function readSentence(text: string): Sentence {
  const [, target, said = ''] = /^(?:in `(\w+)`, )?(.*)$/.exec(text) ?? [];
  for (const [form, read] of FORMS) {
    const [whole, ...parts] = form.exec(said) ?? [];
    if (whole === undefined) continue;
    return { text, ...(target !== undefined && { target }), promise: read(...parts) };
  }
  throw new Error(`no test checks this sentence: ${text}`);
}

function readPorts(text: string): Ports {
  return text === 'every port' ? 'all' : text.split(' and ');
}
