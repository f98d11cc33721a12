import type { Json } from '../../kernel';
import { countFields, parsedJson } from '../json-value';
import type { ReadText } from './byte-store';
import { Cutter } from './cutter';
import type { Implied } from './implied';
import { Luck } from './luck';
import { OpenNames } from './open-names';
import { type Plan, planOf } from './plan';
import { type Piece, SharedValues } from './shared-values';
import { CLOSE_LIST, CLOSE_OBJECT, COLON, COMMA, OPEN_LIST, OPEN_OBJECT, QUOTE } from './tokens';

/** One object of many, and where it ends. */
export interface ItemRead {
  readonly value: Json;
  readonly end: number;
  /** Whether something may have been left out. */
  readonly isPart: boolean;
}

/** A value that was read by a plan. */
interface Planned {
  readonly plan: Plan;
  readonly value: Json;
  readonly isPart: boolean;
}

type Writable = { [name: string]: Json };

/**
 * Reads one object of many from its bytes, in one pass and several times as fast as JSON.parse.
 *
 * The idea: in a list of pods only the outermost fields differ (name, node, address). They are read
 * here, as the plan of the object says; whatever lies deeper is cut out by its brackets and looked up
 * among the values that were read before.
 * Why it is right: here the grammar is kept to the letter, and what is cut out has been through
 * JSON.parse, in these bytes or in equal ones. Whatever is in any way unusual (an escape in a name, a
 * field written twice or called `__proto__`, deep nesting, no JSON at all) gives undefined, and then
 * JSON.parse reads the object, or refuses it.
 * Its bound: a byte is looked at three times, to cut, to compare, and to parse what is new.
 */
export class ItemReader {
  private readonly at = new Cutter();
  private readonly values = new SharedValues<Json>();
  private readonly texts = new SharedValues<string>();
  private readonly planned = new SharedValues<Planned>();
  private readonly names = new OpenNames();
  private text: ReadText = () => '';
  private isPart = false;
  private readonly luck = new Map<Plan, Luck>();

  /** Turns to other bytes, which are UTF-8. */
  turnTo(bytes: Uint8Array, text: ReadText): void {
    this.at.bytes = bytes;
    this.text = text;
    this.values.turnTo(bytes);
    this.texts.turnTo(bytes);
    this.planned.turnTo(bytes);
    this.names.turnTo(bytes);
  }

  /** The object that begins at `start`, as the plan of its kind says; undefined for anything unusual. */
  read(start: number, implied: Implied): ItemRead | undefined {
    const { at } = this;
    at.end = start;
    this.isPart = false;
    this.names.count = 0;
    const plan = planOf(implied.apiVersion, implied.kind);
    const value = at.bytes[start] === OPEN_OBJECT ? this.object(plan, implied) : undefined;
    return value === undefined ? undefined : { value, end: at.end, isPart: this.isPart };
  }

  /** `{` to `}`. The plan of an object itself is known once its type is, which nearly all write first. */
  private object(given: Plan, implied: Implied | undefined): Json | undefined {
    const { at } = this;
    const object: Writable = {};
    const first = this.names.count;
    let plan = given;
    at.end += 1;
    if (at.next() === CLOSE_OBJECT) return this.past() && object;
    for (;;) {
      const name = this.newName(first);
      if (name === undefined || !this.field(name, object, plan)) return undefined;
      if (implied !== undefined && (name === 'kind' || name === 'apiVersion')) {
        const { apiVersion = implied.apiVersion, kind = implied.kind } = object;
        plan = planOf(apiVersion, kind);
      }
      const after = at.next();
      if (after === CLOSE_OBJECT) {
        this.names.count = first;
        return this.past() && object;
      }
      if (after !== COMMA) return undefined;
      at.end += 1;
    }
  }

  /** A name and its colon; undefined for one that the object, whose names begin at `first`, has already. */
  private newName(first: number): string | undefined {
    const { at, names } = this;
    if (at.next() !== QUOTE) return undefined;
    const name = this.likelyName() ?? this.plainName();
    if (name === undefined || name === '__proto__' || !names.open(name, first)) return undefined;
    if (at.next() !== COLON) return undefined;
    at.end += 1;
    return name;
  }

  private likelyName(): string | undefined {
    const { at } = this;
    const length = this.names.likelyLength(at.end);
    if (length === 0) return undefined;
    at.end += length;
    return this.names.likely();
  }

  private plainName(): string | undefined {
    const { at } = this;
    const name = this.plainText();
    if (name !== undefined) this.names.learn(name, at.start, at.end);
    return name;
  }

  private field(name: string, object: Writable, { fields }: Plan): boolean {
    const plan = fields.get(name);
    const isLeftOut = plan === 'left-out';
    const value = isLeftOut ? this.sharedValue() : this.value(plan);
    if (value === undefined) return false;
    if (isLeftOut) this.isPart = true;
    else object[name] = value;
    return true;
  }

  private value(plan: Plan | undefined): Json | undefined {
    const first = this.at.next();
    const isNested = first === OPEN_OBJECT || first === OPEN_LIST;
    if (plan?.isRepeated && isNested) {
      const luck = this.luckWith(plan);
      return luck.lasts() ? this.repeated(plan, luck) : this.inside(plan);
    }
    if (plan !== undefined && first === OPEN_OBJECT) return this.object(plan, undefined);
    return (first === QUOTE ? this.plainText() : undefined) ?? this.sharedValue();
  }

  private inside(plan: Plan): Json | undefined {
    return this.at.next() === OPEN_LIST ? this.list(plan) : this.object(plan, undefined);
  }

  /** What another object may hold as well. Values of one plan are kept apart from those of others. */
  private repeated(plan: Plan, luck: Luck): Json | undefined {
    const { at } = this;
    if (!at.value()) return undefined;
    const { start, end, hash } = at;
    const known = this.planned.get(at);
    if (known?.plan === plan) {
      luck.found();
      this.isPart ||= known.isPart;
      return known.value;
    }
    luck.missed();
    const wasPart = this.isPart;
    this.isPart = false;
    at.end = start;
    const value = this.inside(plan);
    if (value === undefined || at.end !== end) return undefined;
    this.planned.keep({ start, end, hash }, { plan, value, isPart: this.isPart });
    this.isPart ||= wasPart;
    return value;
  }

  private luckWith(plan: Plan): Luck {
    const known = this.luck.get(plan);
    if (known !== undefined) return known;
    const made = new Luck();
    this.luck.set(plan, made);
    return made;
  }

  private list(plan: Plan): Json | undefined {
    const { at } = this;
    const entries: Json[] = [];
    at.end += 1;
    if (at.next() === CLOSE_LIST) return this.past() && entries;
    for (;;) {
      at.next();
      const entry = this.inList(plan);
      if (entry === undefined) return undefined;
      entries.push(entry);
      const after = at.next();
      if (after === CLOSE_LIST) return this.past() && entries;
      if (after !== COMMA) return undefined;
      at.end += 1;
    }
  }

  /** The list was not found whole, so neither will its entries be. */
  private inList(plan: Plan): Json | undefined {
    const first = this.at.next();
    return first === OPEN_OBJECT || first === OPEN_LIST ? this.inside(plan) : this.value(undefined);
  }

  private plainText(): string | undefined {
    const { at } = this;
    if (!at.plainString()) return undefined;
    return this.texts.get(at) ?? this.texts.keep(at, this.text(at.start + 1, at.end - 1));
  }

  private sharedValue(): Json | undefined {
    const { at } = this;
    at.next();
    if (!at.value()) return undefined;
    return this.values.get(at) ?? this.parsed(at);
  }

  private parsed(piece: Piece & { readonly fields: number }): Json | undefined {
    const parsed = parsedJson(this.text(piece.start, piece.end));
    if (parsed === undefined || countFields(parsed.value) !== piece.fields) return undefined;
    return this.values.keep(piece, parsed.value);
  }

  private past(): true {
    this.at.end += 1;
    return true;
  }
}
