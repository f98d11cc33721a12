import { type Address, isJsonObject, type Json, type Labels, parseAddress } from '../../kernel';
import { AlikeLabels } from './alike-labels';
import { AlikePod, type OwnFacts } from './alike-pod';
import type { ReadText } from './byte-store';
import { integerEnd, labelEnd, plainTextEnd, textEnd } from './free-bytes';
import {
  ADDRESS,
  END,
  FREE_NUMBER,
  FREE_TEXT,
  LABEL,
  NAME,
  NAMESPACE,
  NODE,
  OWNER,
  POD_LIKENESS,
} from './likeness';
import { Luck } from './luck';
import { type ModelPod, modelPod, type RoleText } from './model-pod';
import { SharedValues } from './shared-values';
import { type Step, stepsOf } from './steps';
import type { Dump } from './written-item';

/** How many ways to go on are known at one place; the one least used makes room for another. */
const MAX_WAYS = 24;

/** How many steps are known together. Whoever needs more starts anew. */
const MAX_STEPS = 1 << 16;

/** So many texts of one pod are remembered. */
const MAX_TEXTS = 256;

const NOWHERE = -1;
const NO_ADDRESSES: readonly Address[] = [];

/** The labels of the last pod. */
interface LastLabels {
  readonly model: ModelPod;
  readonly values: readonly string[];
  readonly labels: Labels;
}

/** A step, and what may follow it. */
interface Node extends Step {
  readonly next: Node[];
  /** At the end of an object: the pod that was first written so. */
  readonly model: ModelPod | undefined;
}

/**
 * Reads pods that are written like pods before them, in one look at each byte.
 *
 * The idea: what the API server writes of two pods is the same to the byte, but for some texts and
 * numbers. So a pod that was read with care is kept as what stands between its texts, and these runs
 * of bytes are a tree: pods that begin alike share its trunk. Another pod walks up that tree, its runs
 * compared and its texts passed over; what is read of it is remembered on the way.
 * Why it is right: the bytes between the texts are compared, and not hashed, with those of a pod that
 * is JSON and has no field twice; what stands in the texts' places is held to the grammar. So this
 * one is JSON too, has the same fields, and says the same but in these places. Whatever fits nowhere
 * gives undefined, and is read with care.
 * Its bound: at each place some `MAX_WAYS` runs are compared, of which most differ in the first
 * bytes; who finds too little in common with the pods before gives up for a while (`Luck`).
 */
export class AlikePods {
  private readonly texts = new SharedValues<string>();
  private readonly luck = new Luck();
  private bytes: Uint8Array = new Uint8Array();
  private text: ReadText = () => '';
  private first: Node[] = [];
  private steps = 0;
  private isTried = false;
  /** Where the place behind the last step ends. */
  private end = 0;
  /** The texts of the pod that is being read, and those before them in the same places. */
  private count = 0;
  private readonly firstOf = new Int32Array(ADDRESS + 1);
  private readonly roles = new Int32Array(MAX_TEXTS);
  private readonly starts = new Int32Array(MAX_TEXTS);
  private readonly ends = new Int32Array(MAX_TEXTS);
  private readonly startsBefore = new Int32Array(MAX_TEXTS);
  private readonly endsBefore = new Int32Array(MAX_TEXTS);
  private readonly textsBefore: string[] = [];
  /** The values of its labels. */
  private readonly labels: string[] = [];
  private last: LastLabels | undefined;

  turnTo(bytes: Uint8Array, text: ReadText): void {
    this.bytes = bytes;
    this.text = text;
    this.texts.turnTo(bytes);
    this.forget();
    this.startsBefore.fill(0);
    this.endsBefore.fill(0);
    this.textsBefore.length = 0;
  }

  /** Other objects follow, of which other things may be implied. */
  forget(): void {
    this.first = [];
    this.steps = 0;
  }

  /** The pod that begins here, in bytes that begin at `base` in the dump; undefined for any other. */
  read(start: number, base: number, dump: Dump): { pod: AlikePod; end: number } | undefined {
    this.isTried = this.luck.lasts();
    const model = this.isTried ? this.walk(start) : undefined;
    const own = model && this.ownFacts(model);
    if (model === undefined || own === undefined) return undefined;
    this.luck.found();
    const { end } = this;
    const extent = { start: base + start, end: base + end };
    return { pod: new AlikePod(dump, extent, model, own), end };
  }

  /** Remembers a pod that was read with care, for those that will be written like it. */
  learn(start: number, body: Json): void {
    if (!this.isTried || !isJsonObject(body)) return;
    this.luck.missed();
    const steps = stepsOf(this.bytes, start, POD_LIKENESS);
    if (steps === undefined) return;
    if (this.steps + steps.length > MAX_STEPS) this.forget();
    const remembered = this.remembered(steps);
    if (remembered.length > MAX_TEXTS) return;
    const model = modelPod(body, remembered);
    if (model !== undefined) this.grow(steps, model);
  }

  private remembered(steps: readonly Step[]): readonly RoleText[] {
    return steps.flatMap(({ role, end }): RoleText[] => {
      if (role < NAME) return [];
      return [[role, this.text(end, plainTextEnd(this.bytes, end))]];
    });
  }

  private grow(steps: readonly Step[], model: ModelPod): void {
    let ways = this.first;
    for (const step of steps) {
      let known = ways.find((each) => each.role === step.role && this.isSame(each, step.start));
      if (known === undefined) {
        known = { ...step, next: [], model: step.role === END ? model : undefined };
        if (ways.length === MAX_WAYS) ways.pop();
        ways.push(known);
        this.steps += 1;
      }
      ways = known.next;
    }
  }

  private isSame({ start, end }: Step, at: number): boolean {
    const { bytes } = this;
    const length = end - start;
    for (let i = 0; i < length; i += 1) if (bytes[start + i] !== bytes[at + i]) return false;
    return true;
  }

  /** Walks up the tree as long as a run fits; the model of the pod where it fits to the end. */
  private walk(start: number): ModelPod | undefined {
    let ways = this.first;
    this.count = 0;
    this.firstOf.fill(NOWHERE);
    this.end = start;
    for (;;) {
      const node = this.fitting(ways);
      if (node === undefined || node.role === END) return node?.model;
      ways = node.next;
    }
  }

  private fitting(ways: Node[]): Node | undefined {
    const at = this.end;
    for (let i = 0; i < ways.length; i += 1) {
      const node = ways[i];
      if (node === undefined || !this.isSame(node, at)) continue;
      const from = at + node.end - node.start;
      const end = this.placeEnd(node.role, from);
      if (end < 0) continue;
      // What has been used is looked at first the next time.
      if (i > 0) ways.copyWithin(1, 0, i);
      ways[0] = node;
      this.end = end;
      if (node.role >= NAME) this.remember(node.role, from, end);
      return node;
    }
    return undefined;
  }

  /** The end of what stands at a place; -1 where it is nothing that may stand there. */
  private placeEnd(role: number, start: number): number {
    if (role === FREE_TEXT) return textEnd(this.bytes, start);
    if (role === LABEL) return labelEnd(this.bytes, start);
    if (role === END) return start;
    return role === FREE_NUMBER ? integerEnd(this.bytes, start) : plainTextEnd(this.bytes, start);
  }

  private remember(role: number, start: number, end: number): void {
    const { count } = this;
    if (this.firstOf[role] === NOWHERE) this.firstOf[role] = count;
    this.roles[count] = role;
    this.starts[count] = start;
    this.ends[count] = end;
    this.count = count + 1;
  }

  /** What the pod says that has been walked past; undefined where an address is none. */
  private ownFacts(model: ModelPod): OwnFacts | undefined {
    const addresses = this.ownAddresses();
    if (addresses === undefined) return undefined;
    return {
      name: this.newText(this.firstOf[NAME] ?? NOWHERE),
      namespace: this.textOf(NAMESPACE) ?? '',
      labels: this.ownLabels(model),
      owner: this.textOf(OWNER),
      node: this.textOf(NODE),
      addresses,
    };
  }

  private ownAddresses(): readonly Address[] | undefined {
    let addresses = NO_ADDRESSES;
    const first = this.firstOf[ADDRESS] ?? NOWHERE;
    for (let i = first; i >= 0 && i < this.count && this.roles[i] === ADDRESS; i += 1) {
      const address = parseAddress(this.newText(i));
      if (address === undefined) return undefined;
      // A list that grows takes room for more than the one that nearly every pod has.
      addresses = i === first ? [address] : [...addresses, address];
    }
    return addresses;
  }

  /** Replicas stand side by side, and some have equal labels: those share them. */
  private ownLabels(model: ModelPod): Labels {
    const { labelKeys } = model;
    const { labels, last } = this;
    const first = this.firstOf[LABEL] ?? NOWHERE;
    for (let i = 0; i < labelKeys.length; i += 1) labels[i] = this.sharedText(first + i);
    let i = last?.model === model ? 0 : labelKeys.length + 1;
    while (i < labelKeys.length && last?.values[i] === labels[i]) i += 1;
    if (last !== undefined && i === labelKeys.length) return last.labels;
    const values = labels.slice(0, labelKeys.length);
    this.last = { model, values, labels: new AlikeLabels(labelKeys, values) };
    return this.last.labels;
  }

  private textOf(role: number): string | undefined {
    const i = this.firstOf[role] ?? NOWHERE;
    return i < 0 ? undefined : this.sharedText(i);
  }

  private newText(i: number): string {
    return i < 0 ? '' : this.text(this.starts[i] ?? 0, this.ends[i] ?? 0);
  }

  /** What many pods say. Most often the pod before has said it at the same place. */
  private sharedText(i: number): string {
    const start = this.starts[i] ?? 0;
    const end = this.ends[i] ?? 0;
    const before = this.textsBefore[i];
    if (before !== undefined && this.isBefore(i, start, end)) return before;
    const piece = { start, end, hash: hashOf(this.bytes, start, end) };
    const text = this.texts.get(piece) ?? this.texts.keep(piece, this.text(start, end));
    this.startsBefore[i] = start;
    this.endsBefore[i] = end;
    this.textsBefore[i] = text;
    return text;
  }

  private isBefore(i: number, start: number, end: number): boolean {
    const { bytes } = this;
    const before = this.startsBefore[i] ?? 0;
    if ((this.endsBefore[i] ?? 0) - before !== end - start) return false;
    for (let k = end - start - 1; k >= 0; k -= 1) {
      if (bytes[before + k] !== bytes[start + k]) return false;
    }
    return true;
  }
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash;
}
