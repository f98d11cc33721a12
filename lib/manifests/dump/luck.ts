/** How many misses in a row it takes, or how much rarer hits are than they have to be, to give up. */
const PATIENCE = 256;

/** What a hit is worth in misses: it saves reading a value, and a miss costs passing over it. */
const WORTH = 2;

/** Who has given up looks again: this often in so many. */
const LOOKS = 32;
const ROUND = 1024;

/**
 * Whether it pays to look for values that were seen before. In one dump all replicas hold equal
 * labels, in another no two pods do, and only looking tells. Bounded: in vain it is looked for
 * `PATIENCE` values, and for one in thirty from then on.
 */
export class Luck {
  private patience = PATIENCE;
  private asked = 0;

  /** Whether to look for the next value. */
  lasts(): boolean {
    if (this.patience > 0) return true;
    this.asked = (this.asked + 1) % ROUND;
    return this.asked < LOOKS;
  }

  found(): void {
    this.patience = Math.min(PATIENCE, this.patience + WORTH);
  }

  missed(): void {
    this.patience = Math.max(0, this.patience - 1);
  }
}
