import type { Json } from '../../kernel';

const CORE_TAG = 'tag:yaml.org,2002:';

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word): [string, boolean] => [word, true],
  ),
  ...['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word): [string, boolean] => [word, false],
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((word): [string, null] => [word, null]),
]);

/** No word is longer: longer texts need not be looked up. */
const MAX_WORD = 5;

const LETTERS: ReadonlySet<string> = new Set(['y', 'Y', 'n', 'N']);

/**
 * Whether a plain scalar is one of the four letters that go-yaml takes for a boolean. We read them
 * as text, and warn: Kubernetes accepts a boolean almost nowhere that people write `y`, so as a
 * boolean it would only stop us, as a namespace called `y` it is at least what was meant.
 */
export function isLetterBoolean({ text, style, tag }: YamlScalar): boolean {
  return text.length === 1 && style === 'plain' && tag === undefined && LETTERS.has(text);
}

/** What a scalar means, or why it means nothing that JSON can hold. */
export type ScalarReading =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'problem'; readonly message: string };

/** A scalar of a YAML document. `tag` is the explicit one, if any. */
export interface YamlScalar {
  readonly text: string;
  readonly style: 'plain' | 'quoted';
  readonly tag?: string | undefined;
}

const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/;
/** Most numbers by far: no sign, no base, and exact as they are. */
const SHORT_INTEGER = /^(?:0|[1-9][0-9]{0,14})$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const MAX_INT64 = (1n << 63n) - 1n;
const MAX_UINT64 = (1n << 64n) - 1n;

/** Go's `strconv.ParseInt(text, 0, 64)`, then `ParseUint`: 0x, 0o, 0b, and a bare leading 0 is octal. */
function integer(text: string): number | undefined {
  const match = INTEGER.exec(text);
  if (match === null) return undefined;
  const sign = match[1] ?? '';
  const digits = match[2] ?? '';
  const isBareOctal = /^0[0-7]+$/.test(digits);
  const size = BigInt(isBareOctal ? `0o${digits.slice(1)}` : digits.toLowerCase());
  const limit = sign === '-' ? MAX_INT64 + 1n : sign === '+' ? MAX_INT64 : MAX_UINT64;
  if (size > limit) return undefined;
  return Number(sign === '-' ? -size : size);
}

function number(text: string): number | undefined {
  if (SHORT_INTEGER.test(text)) return Number(text);
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '');
  const whole = integer(plain);
  if (whole !== undefined) return whole;
  if (!FLOAT.test(plain)) return undefined;
  const value = Number(plain);
  // What overflows stays the text it was written as.
  return Number.isFinite(value) ? value + 0 : undefined;
}

/** Whether a plain scalar may be a number: the characters from `+` to `9` hold all that begin one. */
function startsNumber(text: string): boolean {
  const first = text.charCodeAt(0);
  return first >= 43 && first <= 57;
}

const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

function plainReading(text: string): ScalarReading {
  const word = text.length > MAX_WORD ? undefined : WORDS.get(text);
  if (word !== undefined) return { kind: 'value', value: word };
  if (!startsNumber(text)) return { kind: 'value', value: text };
  if (NOT_FINITE.test(text))
    return { kind: 'problem', message: `json: unsupported value: ${text}` };
  return { kind: 'value', value: number(text) ?? text };
}

function typeTag(value: Json): string {
  if (value === null) return '!!null';
  if (typeof value === 'boolean') return '!!bool';
  if (typeof value === 'number') return Number.isInteger(value) ? '!!int' : '!!float';
  return '!!str';
}

function binaryReading(text: string): ScalarReading {
  try {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    return { kind: 'value', value: new TextDecoder().decode(bytes) };
  } catch {
    return { kind: 'problem', message: 'yaml: !!binary value contains invalid base64 data' };
  }
}

function taggedReading(text: string, tag: string): ScalarReading {
  const wanted = tag.startsWith(CORE_TAG) ? `!!${tag.slice(CORE_TAG.length)}` : tag;
  if (wanted === '!!binary') return binaryReading(text);
  if (!['!!int', '!!float', '!!bool', '!!null'].includes(wanted)) {
    return { kind: 'value', value: text };
  }
  const reading = plainReading(text);
  if (reading.kind === 'problem') return reading;
  const found = typeTag(reading.value);
  if (found === wanted || (wanted === '!!float' && found === '!!int')) return reading;
  return { kind: 'problem', message: `yaml: cannot decode ${found} \`${text}\` as a ${wanted}` };
}

/**
 * Reads a scalar as Kubernetes does (sigs.k8s.io/yaml on go-yaml v2): YAML 1.1 booleans (see
 * `isLetterBoolean` for `y` and `n`), Go integer syntax with underscores, no base-60, no dates. Quoted text is always text.
 */
export function readScalar({ text, style, tag }: YamlScalar): ScalarReading {
  if (tag !== undefined && tag !== '!') return taggedReading(text, tag);
  if (style === 'quoted' || tag === '!') return { kind: 'value', value: text };
  return plainReading(text);
}

/** What a scalar says; undefined where that is a letter to warn of, or nothing JSON can hold. */
export function certainValue(scalar: YamlScalar): Json | undefined {
  if (isLetterBoolean(scalar)) return undefined;
  const reading = readScalar(scalar);
  return reading.kind === 'problem' ? undefined : reading.value;
}
