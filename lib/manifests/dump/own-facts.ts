import { type Address, type Labels, parseAddress } from '../../kernel';
import { ipv4In } from './address-bytes';
import { AlikeLabels } from './alike-labels';
import type { OwnFacts } from './alike-pod';
import type { ReadText } from './byte-store';
import { ADDRESS, LABEL, NAME, NAMESPACE, NODE, OWNER } from './likeness';
import { MAX_MARKS, type Marks } from './marks';
import type { ModelPod } from './model-pod';
import { SharedValues } from './shared-values';

const NO_ADDRESSES: readonly Address[] = [];

/** The labels of the last pod. */
interface LastLabels {
  readonly model: ModelPod;
  readonly values: readonly string[];
  readonly labels: Labels;
}

/** Makes what a pod says itself of the places of its texts; what pods have in common is made once. */
export class OwnFactReader {
  private readonly texts = new SharedValues<string>();
  private bytes: Uint8Array = new Uint8Array();
  private text: ReadText = () => '';
  /** What other pods said in the same places. */
  private readonly startsBefore = new Int32Array(MAX_MARKS);
  private readonly lengthsBefore = new Int32Array(MAX_MARKS).fill(-1);
  private readonly textsBefore: string[] = [];
  private readonly labels: string[] = [];
  private last: LastLabels | undefined;

  turnTo(bytes: Uint8Array, text: ReadText): void {
    this.bytes = bytes;
    this.text = text;
    this.texts.turnTo(bytes);
    this.lengthsBefore.fill(-1);
  }

  /** Undefined where an address is none. */
  read(marks: Marks, model: ModelPod): OwnFacts | undefined {
    const addresses = this.addresses(marks);
    if (addresses === undefined) return undefined;
    const name = marks.first(NAME);
    return {
      name: name < 0 ? '' : this.newText(marks, name),
      // An empty one is none.
      namespace: this.textOf(NAMESPACE, marks) || undefined,
      labels: this.labelsOf(marks, model),
      owner: this.textOf(OWNER, marks),
      node: this.textOf(NODE, marks),
      addresses,
    };
  }

  private addresses(marks: Marks): readonly Address[] | undefined {
    let addresses = NO_ADDRESSES;
    const first = marks.first(ADDRESS);
    for (let i = first; i >= 0 && i < marks.count && marks.roles[i] === ADDRESS; i += 1) {
      const address = this.addressAt(marks, i);
      if (address === undefined) return undefined;
      // A list that grows takes room for more than the one that nearly every pod has.
      addresses = i === first ? [address] : [...addresses, address];
    }
    return addresses;
  }

  private addressAt(marks: Marks, i: number): Address | undefined {
    const plain = ipv4In(this.bytes, marks.starts[i] ?? 0, marks.ends[i] ?? 0);
    return plain ?? parseAddress(this.newText(marks, i));
  }

  /** Replicas stand side by side, and some have equal labels: those share them. */
  private labelsOf(marks: Marks, model: ModelPod): Labels {
    const { labelKeys } = model;
    const { labels, last } = this;
    const first = marks.first(LABEL);
    let isNew = last?.model !== model;
    for (let i = 0; i < labelKeys.length; i += 1) {
      const value = this.sharedText(marks, first + i);
      isNew ||= last?.values[i] !== value;
      labels[i] = value;
    }
    if (last !== undefined && !isNew) return last.labels;
    const values = labels.slice(0, labelKeys.length);
    this.last = { model, values, labels: new AlikeLabels(labelKeys, values) };
    return this.last.labels;
  }

  private textOf(role: number, marks: Marks): string | undefined {
    const i = marks.first(role);
    return i < 0 ? undefined : this.sharedText(marks, i);
  }

  private newText({ starts, ends }: Marks, i: number): string {
    return this.text(starts[i] ?? 0, ends[i] ?? 0);
  }

  /** What many pods say. Most often the pod before has said it at the same place. */
  private sharedText({ starts, ends }: Marks, i: number): string {
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    const before = this.textsBefore[i];
    if (before !== undefined && this.isBefore(i, start, end)) return before;
    const piece = { start, end, hash: hashOf(this.bytes, start, end) };
    const text = this.texts.get(piece) ?? this.texts.keep(piece, this.text(start, end));
    this.startsBefore[i] = start;
    this.lengthsBefore[i] = end - start;
    this.textsBefore[i] = text;
    return text;
  }

  private isBefore(i: number, start: number, end: number): boolean {
    const { bytes } = this;
    const before = this.startsBefore[i] ?? 0;
    if (this.lengthsBefore[i] !== end - start) return false;
    // What differs is most often the last figure.
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
