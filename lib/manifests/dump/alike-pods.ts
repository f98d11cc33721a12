import { isJsonObject, type Json } from '../../kernel';
import { AlikePod } from './alike-pod';
import type { ReadText } from './byte-store';
import { placeEnd, plainTextEnd } from './free-bytes';
import { NAME, POD_LIKENESS } from './likeness';
import { Luck } from './luck';
import { MAX_MARKS, Marks } from './marks';
import { modelPod, type RoleText } from './model-pod';
import { OwnFactReader } from './own-facts';
import { PodTree } from './pod-tree';
import { type Step, stepsOf } from './steps';
import type { Dump } from './written-item';

/**
 * Longer pods are not read so. Most of a long one is left out by the careful reader, which goes over
 * equal pieces faster than over each text in them (measured at 9 kB: twice as fast).
 */
const MAX_BYTES = 2_048;

/**
 * Reads pods that are written like pods before them, in one look at each byte.
 *
 * The idea: what the API server writes of two pods is the same to the byte, but for some texts and
 * numbers. So a pod that was read with care is kept as what stands between its texts, and these runs
 * of bytes are a tree (`PodTree`). Another pod walks up that tree, its runs compared and its texts
 * passed over; what is read of it is remembered on the way.
 * Why it is right: the bytes between the texts are compared, and not hashed, with those of a pod that
 * is JSON and has no field twice; what stands in the texts' places is held to the grammar. So this
 * one is JSON too, has the same fields, and says the same but in these places. Whatever fits nowhere
 * gives undefined, and is read with care.
 * Its bound: at each place a few runs are compared, of which most differ in the first bytes; who
 * finds too little in common with the pods before gives up for a while (`Luck`).
 */
export class AlikePods {
  private readonly tree = new PodTree(placeEnd);
  private readonly marks = new Marks();
  private readonly facts = new OwnFactReader();
  private readonly luck = new Luck();
  private bytes: Uint8Array = new Uint8Array();
  private text: ReadText = () => '';
  private isTried = false;

  turnTo(bytes: Uint8Array, text: ReadText): void {
    this.bytes = bytes;
    this.text = text;
    this.tree.turnTo(bytes);
    this.facts.turnTo(bytes, text);
  }

  /** Other objects follow, of which other things may be implied. */
  forget(): void {
    this.tree.forget();
  }

  /** The pod that begins here, in bytes that begin at `base` in the dump; undefined for any other. */
  read(start: number, base: number, dump: Dump): { pod: AlikePod; end: number } | undefined {
    const { tree, marks } = this;
    this.isTried = this.luck.lasts();
    const model = this.isTried ? tree.walk(start, marks) : undefined;
    const facts = model && this.facts.read(marks, model);
    if (model === undefined || facts === undefined) return undefined;
    this.luck.found();
    const extent = { start: base + start, end: base + tree.end };
    return { pod: new AlikePod(dump, extent, model, facts), end: tree.end };
  }

  /** Remembers a pod that was read with care, for those that will be written like it. */
  learn(start: number, end: number, body: Json): void {
    if (!this.isTried || end - start > MAX_BYTES || !isJsonObject(body)) return;
    this.luck.missed();
    const steps = stepsOf(this.bytes, start, POD_LIKENESS);
    if (steps === undefined) return;
    const marked = this.marked(steps);
    if (marked.length > MAX_MARKS) return;
    const model = modelPod(body, marked);
    if (model !== undefined) this.tree.grow(steps, model);
  }

  private marked(steps: readonly Step[]): readonly RoleText[] {
    return steps.flatMap(({ role, end }): RoleText[] => {
      if (role < NAME) return [];
      return [[role, this.text(end, plainTextEnd(this.bytes, end))]];
    });
  }
}
