import { isJsonObject, type Json, type JsonObject, ownField } from '../../../kernel';
import { AlikePod } from '../../dump/alike-pod';
import { NAME, POD_LIKENESS } from '../../dump/likeness';
import { Luck } from '../../dump/luck';
import { MAX_MARKS, Marks } from '../../dump/marks';
import { modelPod, type RoleText } from '../../dump/model-pod';
import type { OwnFactReader } from '../../dump/own-facts';
import { PodTree } from '../../dump/pod-tree';
import type { Step } from '../../dump/steps';
import type { Walk } from '../strict';
import { isPlain } from './bytes';
import { isQuote, Places } from './places';
import { stepsOf } from './steps';
import type { WrittenYaml } from './written-yaml';

/** Longer pods are not learnt from: the steps of many such would be more than are known at once. */
const MAX_LENGTH = 1 << 15;

/** What all readers of one text share. */
export interface AlikeText {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly facts: OwnFactReader;
}

/**
 * Reads pods of YAML that are written like pods before them, as `dump/alike-pods.ts` does for JSON.
 *
 * The idea: a pod that was read strictly is kept as what stands between its texts, and these runs of
 * bytes are a tree. Another one walks up that tree, and where it comes to its end, only what it says
 * itself is read of it.
 * Why it is right: the strict reader goes by lines, dashes, keys and where scalars end. All of these
 * are in the runs, which are compared and not hashed, but for the scalars at the places; and what may
 * stand there ends where the strict reader says, and says a text, or a number (`Places`). So it would
 * read this pod too, as the same fields with other texts in these places. Characters beyond ASCII, which
 * the bytes do not tell apart, stand in no pod of the tree.
 * Its bound: at each place a few runs are compared, of which most differ in the first bytes; who finds
 * too little in common with the pods before gives up for a while (`Luck`).
 */
export class AlikeYaml {
  private readonly places = new Places();
  private readonly tree = new PodTree(this.places.end);
  private readonly marks = new Marks();
  private readonly luck = new Luck();
  private readonly alike: AlikeText;
  private readonly written: WrittenYaml;
  private isTried = false;

  constructor(alike: AlikeText, written: WrittenYaml) {
    this.alike = alike;
    this.written = written;
    this.places.turnTo(alike.text);
    this.tree.turnTo(alike.bytes);
  }

  /** The pod that a part of the text is; undefined for any other. */
  read(start: number, end: number): AlikePod | undefined {
    const { tree, marks } = this;
    this.isTried = this.luck.lasts();
    if (!this.isTried) return undefined;
    this.places.within(end);
    const model = tree.walk(start, marks);
    if (model === undefined) return undefined;
    this.leaveQuotes();
    const facts = this.alike.facts.read(marks, model);
    if (facts === undefined) return undefined;
    this.luck.found();
    return new AlikePod(this.written, { start, end }, model, facts);
  }

  /** Remembers what a part of the text says, where a walk begins that has been read strictly. */
  learn(start: number, walk: Walk, value: Json): void {
    if (!this.isTried || walk.end - start > MAX_LENGTH || !isPodObject(value)) return;
    this.luck.missed();
    const { bytes } = this.alike;
    if (!isPlain(bytes, start, walk.end)) return;
    this.places.within(walk.end);
    const steps = stepsOf(walk, start, POD_LIKENESS, { bytes, placeEnd: this.places.end });
    const marked = steps?.flatMap((step) => this.marked(step));
    if (steps === undefined || marked === undefined || marked.length > MAX_MARKS) return;
    const model = modelPod(value, marked);
    if (model !== undefined) this.tree.grow(steps, model);
  }

  private marked({ role, end: start }: Step): readonly RoleText[] {
    if (role < NAME) return [];
    const { text, bytes } = this.alike;
    const quote = isQuote(bytes[start]) ? 1 : 0;
    const end = this.places.end(bytes, role, start);
    return [[role, text.slice(start + quote, end - quote)]];
  }

  private leaveQuotes(): void {
    const { starts, ends, count } = this.marks;
    for (let i = 0; i < count; i += 1) {
      const start = starts[i] ?? 0;
      if (!isQuote(this.alike.bytes[start])) continue;
      starts[i] = start + 1;
      ends[i] = (ends[i] ?? 0) - 1;
    }
  }
}

function isPodObject(value: Json): value is JsonObject {
  if (!isJsonObject(value)) return false;
  return ownField(value, 'apiVersion') === 'v1' && ownField(value, 'kind') === 'Pod';
}
