import { END, NAME } from './likeness';
import type { Marks } from './marks';
import type { ModelPod } from './model-pod';
import type { Step } from './steps';

/** How many ways to go on are known at one place; the one least used makes room for another. */
const MAX_WAYS = 24;

/** How many steps are known together. Whoever needs more starts anew. */
const MAX_STEPS = 1 << 16;

/** A step, and what may follow it. */
interface Node extends Step {
  readonly next: Node[];
  /** At the end of an object: the pod that was first written so. */
  readonly model: ModelPod | undefined;
}

/** The end of what stands at a place of a role; -1 where it is nothing that may stand there. */
export type PlaceEnd = (bytes: Uint8Array, role: number, start: number) => number;

/** Runs of bytes between the texts of pods, as a tree: pods that begin alike share its trunk. */
export class PodTree {
  /** Where the pod ends that was walked past last. */
  end = 0;
  private readonly placeEnd: PlaceEnd;
  private bytes: Uint8Array = new Uint8Array();
  private view = new DataView(this.bytes.buffer);
  private first: Node[] = [];
  private steps = 0;

  constructor(placeEnd: PlaceEnd) {
    this.placeEnd = placeEnd;
  }

  turnTo(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.forget();
  }

  forget(): void {
    this.first = [];
    this.steps = 0;
  }

  /** Adds the steps of a pod, which are in the bytes at hand. */
  grow(steps: readonly Step[], model: ModelPod): void {
    if (this.steps + steps.length > MAX_STEPS) this.forget();
    let ways = this.first;
    for (const step of steps) {
      let known = ways.find((each) => each.role === step.role && this.isAlso(each, step));
      if (known === undefined) {
        known = { ...step, next: [], model: step.role === END ? model : undefined };
        if (ways.length === MAX_WAYS) ways.pop();
        ways.push(known);
        this.steps += 1;
      }
      ways = known.next;
    }
  }

  /** Walks past the pod that begins here, as long as a run fits; its model where one fits to the end. */
  walk(start: number, marks: Marks): ModelPod | undefined {
    let ways = this.first;
    marks.clear();
    this.end = start;
    for (;;) {
      const node = this.fitting(ways, marks);
      if (node === undefined || node.role === END) return node?.model;
      ways = node.next;
    }
  }

  private fitting(ways: Node[], marks: Marks): Node | undefined {
    const at = this.end;
    for (let i = 0; i < ways.length; i += 1) {
      const node = ways[i];
      if (node === undefined || !this.isAt(node, at)) continue;
      const from = at + node.end - node.start;
      const end = this.placeEnd(this.bytes, node.role, from);
      if (end < 0) continue;
      if (i > 0) advance(ways, i, node);
      this.end = end;
      if (node.role >= NAME) marks.add(node.role, from, end);
      return node;
    }
    return undefined;
  }

  private isAlso(one: Step, other: Step): boolean {
    return one.end - one.start === other.end - other.start && this.isAt(one, other.start);
  }

  /** Most bytes of a dump are compared here, so four at a time. */
  private isAt({ start, end }: Step, at: number): boolean {
    const { bytes, view } = this;
    const shift = at - start;
    if (end + shift > bytes.length) return false;
    let i = start;
    for (; i + 4 <= end; i += 4) {
      if (view.getInt32(i, true) !== view.getInt32(i + shift, true)) return false;
    }
    for (; i < end; i += 1) if (bytes[i] !== bytes[i + shift]) return false;
    return true;
  }
}

/** Lets a way that has been used be looked at earlier the next time. */
function advance(ways: Node[], place: number, node: Node): void {
  const before = ways[place - 1];
  if (before !== undefined) ways[place] = before;
  ways[place - 1] = node;
}
