import { type PortSet, PROTOCOLS } from '../../../kernel';
import { PairTable } from '../lists/pair-table';

/**
 * Whether two values of one slot have a port in common. Pods with ports of their own are as many
 * values, and their pairs the square of that: so what they have in common is not worked out, is no
 * value, and is remembered only as long as values are few. A question about others costs the ranges
 * of both.
 */
export class Meetings {
  private readonly partsOf: (value: number) => readonly PortSet[];
  private readonly few = new PairTable((a, b) => (this.share(a, b) ? 1 : 0), 'only-small');

  constructor(partsOf: (value: number) => readonly PortSet[]) {
    this.partsOf = partsOf;
  }

  areAny(a: number, b: number): boolean {
    return this.few.of(a, b) === 1;
  }

  private share(a: number, b: number): boolean {
    const [[one], [other]] = [this.partsOf(a), this.partsOf(b)];
    if (one === undefined || other === undefined) return false;
    return PROTOCOLS.some((protocol) => overlap(one[protocol], other[protocol]));
  }
}

/** Walks both lists of ranges side by side, to the first port of both. */
function overlap(one: PortSet['TCP'], other: PortSet['TCP']): boolean {
  for (let i = 0, j = 0; ; ) {
    const [left, right] = [one[i], other[j]];
    if (left === undefined || right === undefined) return false;
    if (left[1] < right[0]) i += 1;
    else if (right[1] < left[0]) j += 1;
    else return true;
  }
}
