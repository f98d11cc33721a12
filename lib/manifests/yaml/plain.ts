/**
 * Reads documents whose meaning is beyond doubt, an order of magnitude faster than through nodes:
 * js-yaml tells the tokens, scalar.ts what they mean. The two parsers of YAML agree on what is
 * valid, and take some different texts that are not; so what is read here is only what both have to
 * read alike, and whatever else turns up is for `yaml`. Linear in the text:
 * js-yaml goes back over a text only behind anchors and tags, and those are kept from it.
 */
import {
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  type MappingEvent,
  parseEvents,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { Json } from '../../kernel';
import { MAX_DEPTH } from '../limits';
import { closesFlow, endsLine, isNextInFlow, isPlainKey, plainScalar } from './plain-token';
import { isUnusual } from './unusual';

/** A walk over the events of a text. */
interface Walk {
  readonly text: string;
  readonly events: readonly Event[];
  /** The next event. */
  at: number;
  /** Where the last token in brackets ended, the brackets themselves being tokens. */
  end: number;
  /** How many brackets are open. */
  brackets: number;
}

/** What the documents of a text say; undefined where it takes nodes to tell. */
export function readPlainYaml(text: string): readonly Json[] | undefined {
  const events = isUnusual(text) ? undefined : eventsOf(text);
  if (events === undefined) return undefined;
  const walk: Walk = { text, events, at: 0, end: 0, brackets: 0 };
  const values: Json[] = [];
  while (walk.at < events.length) {
    // A document opens, holds one node, and closes.
    walk.at += 1;
    const value = readNode(walk);
    if (value === undefined) return undefined;
    values.push(value);
    walk.at += 1;
  }
  return values;
}

function eventsOf(text: string): readonly Event[] | undefined {
  try {
    return parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch {
    return undefined;
  }
}

function readNode(walk: Walk): Json | undefined {
  const event = walk.events[walk.at];
  walk.at += 1;
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return readScalarEvent(walk, event);
    case EVENT_ID.SEQUENCE:
      return inBrackets(walk, event, '[', readItems);
    case EVENT_ID.MAPPING:
      return inBrackets(walk, event, '{', readFields);
    default:
      return undefined;
  }
}

function readScalarEvent(walk: Walk, event: ScalarEvent): Json | undefined {
  const scalar = plainScalar(walk.text, event);
  if (scalar === undefined) return undefined;
  if (walk.brackets > 0) return isNext(walk, scalar.start, scalar.end) ? scalar.value : undefined;
  return !scalar.isQuoted || endsLine(walk.text, scalar.end) ? scalar.value : undefined;
}

function isNext(walk: Walk, start: number, end: number): boolean {
  const isNextToken = isNextInFlow(walk.text, walk.end, start);
  walk.end = end;
  return isNextToken;
}

/** A collection, and its brackets where it has any: they have to stand in one line. */
function inBrackets(
  walk: Walk,
  { start, style, anchorStart, tagStart }: SequenceEvent | MappingEvent,
  opening: '[' | '{',
  read: (walk: Walk) => Json | undefined,
): Json | undefined {
  if (anchorStart >= 0 || tagStart >= 0) return undefined;
  if (style === COLLECTION_STYLE.BLOCK) return read(walk);
  if (walk.text[start] !== opening) return undefined;
  if (walk.brackets === 0) walk.end = start;
  if (!isNext(walk, start, start + 1)) return undefined;
  walk.brackets += 1;
  const value = read(walk);
  walk.brackets -= 1;
  const end = closesFlow(walk.text, walk.end, opening === '[' ? ']' : '}');
  if (value === undefined || end === undefined) return undefined;
  walk.end = end;
  return walk.brackets > 0 || endsLine(walk.text, end) ? value : undefined;
}

function readItems(walk: Walk): Json | undefined {
  const items: Json[] = [];
  while (walk.events[walk.at]?.type !== EVENT_ID.POP) {
    const item = readNode(walk);
    if (item === undefined) return undefined;
    items.push(item);
  }
  walk.at += 1;
  return items;
}

function readFields(walk: Walk): Json | undefined {
  const object: { [key: string]: Json } = {};
  while (walk.events[walk.at]?.type !== EVENT_ID.POP) {
    const key = readKey(walk);
    if (key === undefined || Object.hasOwn(object, key)) return undefined;
    const value = readNode(walk);
    if (value === undefined) return undefined;
    object[key] = value;
  }
  walk.at += 1;
  return object;
}

function readKey(walk: Walk): string | undefined {
  const event = walk.events[walk.at];
  walk.at += 1;
  if (event?.type !== EVENT_ID.SCALAR) return undefined;
  const scalar = plainScalar(walk.text, event);
  if (scalar === undefined || !isPlainKey(walk.text, scalar)) return undefined;
  if (walk.brackets > 0 && !isNext(walk, scalar.start, scalar.end + 1)) return undefined;
  return String(scalar.value);
}
