import type { Json } from '../../../kernel';
import { END, FREE_NUMBER, FREE_TEXT, type Likeness, likenessIn } from '../../dump/likeness';
import type { PlaceEnd } from '../../dump/pod-tree';
import type { Step } from '../../dump/steps';
import {
  codeAt,
  isDash,
  LINE_FEED,
  NO_LINE,
  readToken,
  skipOther,
  toNextLine,
  type Walk,
} from '../strict';

/** A mapping that is open, or what stands around all of them. */
interface Open {
  readonly column: number;
  readonly likeness: Likeness;
  /** The likeness of what stands behind or below its last key. */
  below: Likeness;
}

/**
 * Cuts an object that begins where the walk stands, in the form that is read strictly, into what every
 * object like it has and the places where they may differ. Somebody has read it so, and it is walked
 * through by the same words: lines, dashes and tokens. Undefined where these lead nowhere.
 */
export function stepsOf(
  walk: Walk,
  from: number,
  likeness: Likeness,
  { bytes, placeEnd }: { readonly bytes: Uint8Array; readonly placeEnd: PlaceEnd },
): readonly Step[] | undefined {
  return new StepWalk(walk, from, likeness, bytes, placeEnd).all();
}

class StepWalk {
  private readonly steps: Step[] = [];
  private readonly opened: Open[] = [];
  private top: Open;
  private readonly walk: Walk;
  /** Where the bytes begin that belong to no step yet. */
  private start: number;
  private readonly bytes: Uint8Array;
  private readonly placeEnd: PlaceEnd;

  constructor(walk: Walk, from: number, likeness: Likeness, bytes: Uint8Array, placeEnd: PlaceEnd) {
    this.walk = walk;
    this.start = from;
    this.bytes = bytes;
    this.placeEnd = placeEnd;
    this.top = { column: NO_LINE, likeness, below: likeness };
  }

  all(): readonly Step[] | undefined {
    while (this.walk.indent !== NO_LINE) if (!this.line()) return undefined;
    return [...this.steps, { start: this.start, end: this.walk.end, role: END }];
  }

  /** Goes past what begins in this line, to the next; false where that is nothing known. */
  private line(): boolean {
    const { walk } = this;
    while (this.top.column > walk.indent) this.close();
    if (!this.dashes() || this.other()) return true;
    const start = walk.at;
    const token = readToken(walk);
    if (token === undefined) return false;
    return walk.isKey ? this.field(String(token)) : this.scalar(start, token);
  }

  /** Goes past the dashes of a line; false where nothing follows them in it. */
  private dashes(): boolean {
    const { walk } = this;
    while (isDash(walk)) {
      if (codeAt(walk, walk.at + 1) === LINE_FEED) {
        walk.at += 1;
        toNextLine(walk);
        return false;
      }
      walk.at += 2;
      walk.indent += 2;
    }
    return true;
  }

  private field(name: string): boolean {
    const { walk } = this;
    if (this.top.column < walk.indent) this.open(walk.indent);
    this.top.below = likenessIn(this.top.likeness, name);
    if (codeAt(walk, walk.at) === LINE_FEED) {
      toNextLine(walk);
      return true;
    }
    walk.at += 1;
    if (this.other()) return true;
    const start = walk.at;
    const token = readToken(walk);
    return token !== undefined && !walk.isKey && this.scalar(start, token);
  }

  /** What is no scalar of one line, and has to be the same. */
  private other(): boolean {
    const { walk } = this;
    const isOther = skipOther(walk);
    if (isOther) toNextLine(walk);
    return isOther;
  }

  private scalar(start: number, value: Json): true {
    const { walk, bytes } = this;
    const { below } = this.top;
    const role = roleOf(value, typeof below === 'object' ? FREE_TEXT : below);
    // Whatever its own place would not take has to be the same.
    if (role !== undefined && this.placeEnd(bytes, role, start) === walk.at) {
      this.steps.push({ start: this.start, end: start, role });
      this.start = walk.at;
    }
    toNextLine(walk);
    return true;
  }

  private open(column: number): void {
    this.opened.push(this.top);
    const { below } = this.top;
    this.top = { column, likeness: below, below };
  }

  private close(): void {
    this.top = this.opened.pop() ?? this.top;
  }
}

/** What a value is at a place; undefined for what has to be the same. */
function roleOf(value: Json, role: number | 'as-is'): number | undefined {
  if (role === 'as-is') return undefined;
  if (typeof value === 'string') return role;
  return typeof value === 'number' && role === FREE_TEXT ? FREE_NUMBER : undefined;
}
