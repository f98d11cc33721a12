import { ADDRESS } from './likeness';

/** So many texts of one pod are remembered. */
export const MAX_MARKS = 256;

const NOWHERE = -1;

/** The texts that were come by on the way through one pod. Arrays, because each pod has new ones. */
export class Marks {
  count = 0;
  readonly roles: Int32Array = new Int32Array(MAX_MARKS);
  readonly starts: Int32Array = new Int32Array(MAX_MARKS);
  readonly ends: Int32Array = new Int32Array(MAX_MARKS);
  private readonly firstOf = new Int32Array(ADDRESS + 1);

  clear(): void {
    this.count = 0;
    this.firstOf.fill(NOWHERE);
  }

  add(role: number, start: number, end: number): void {
    const { count } = this;
    if (this.firstOf[role] === NOWHERE) this.firstOf[role] = count;
    this.roles[count] = role;
    this.starts[count] = start;
    this.ends[count] = end;
    this.count = count + 1;
  }

  /** The first text of a role; a negative number where there is none. */
  first(role: number): number {
    return this.firstOf[role] ?? NOWHERE;
  }
}
