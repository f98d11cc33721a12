import { type IntLists, intLists } from '../lists/int-lists';
import { flatLists, type Lists } from '../lists/lists';
import { Scratch } from '../lists/scratch';
import { FREE } from './profile-marks';

/**
 * Sums up group by group whose lists of parts hold. Groups that the same policies select are many,
 * so each combination of lists is summed up once.
 */
export class ProfileSums {
  // A chain of lists for each group: where the last one stands, and for each the one before it.
  private readonly last: Int32Array;
  private readonly chained = new Scratch();
  private readonly before = new Scratch();

  constructor(groups: number) {
    this.last = new Int32Array(groups).fill(FREE);
  }

  /** A list of parts holds for some groups. */
  add(groups: Scratch, list: number): void {
    const { last, chained, before } = this;
    for (let at = 0; at < groups.length; at += 1) {
      const group = groups.items[at] ?? 0;
      before.add(last[group] ?? FREE);
      last[group] = chained.length;
      chained.add(list);
    }
  }

  finish(
    lists: IntLists,
    parts: number,
  ): { readonly profiles: Lists; readonly profileOf: Int32Array } {
    const summing = new Summing(flatLists(lists), parts);
    const combinations = intLists();
    const form = new Scratch();
    const sums: number[] = [];
    const profileOf = new Int32Array(this.last.length).fill(FREE);
    for (let group = 0; group < profileOf.length; group += 1) {
      if (this.last[group] === FREE) continue;
      this.writeChain(group, form);
      const combination = form.internIn(combinations);
      if (combination === sums.length) sums.push(summing.sum(form));
      profileOf[group] = sums[combination] ?? FREE;
    }
    return { profiles: flatLists(summing.profiles), profileOf };
  }

  private writeChain(group: number, form: Scratch): void {
    const { chained, before } = this;
    form.clear();
    for (let at = this.last[group] ?? FREE; at >= 0; at = before.items[at] ?? FREE)
      form.add(chained.items[at] ?? 0);
  }
}

/** Numbers the sums of lists: their parts, ascending and each once. */
class Summing {
  readonly profiles = intLists();
  private readonly lists: Lists;
  private readonly sumForm = new Scratch();
  /** For each part the sum that had it last. */
  private readonly had: Int32Array;
  private sums = 0;

  constructor(lists: Lists, parts: number) {
    this.lists = lists;
    this.had = new Int32Array(parts);
  }

  sum(numbers: Scratch): number {
    const { sumForm, had, lists } = this;
    this.sums += 1;
    sumForm.clear();
    for (let i = 0; i < numbers.length; i += 1) {
      const list = numbers.items[i] ?? 0;
      const end = lists.starts[list + 1] ?? 0;
      for (let at = lists.starts[list] ?? 0; at < end; at += 1) {
        const part = lists.items[at] ?? 0;
        if (had[part] === this.sums) continue;
        had[part] = this.sums;
        sumForm.add(part);
      }
    }
    if (sumForm.length > 1) sumForm.items.subarray(0, sumForm.length).sort();
    return sumForm.internIn(this.profiles);
  }
}
