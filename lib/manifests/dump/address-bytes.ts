import type { Address } from '../../kernel';

/** These are of this file, because what is imported is looked up at each byte. */
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * The IPv4 address that some bytes write as nearly all are, digit by digit and without a text made of
 * them: there is one for each pod. Undefined for all else, which `parseAddress` reads.
 */
export function ipv4In(bytes: Uint8Array, start: number, end: number): Address | undefined {
  let value = 0;
  let from = start;
  for (let part = 0; part < 4; part += 1) {
    const to = digitsEnd(bytes, from, end);
    const number = to < 0 ? -1 : numberIn(bytes, from, to);
    if (number < 0 || number > 255) return undefined;
    const isLast = part === 3;
    if (isLast ? to !== end : to === end || bytes[to] !== DOT) return undefined;
    value = value * 256 + number;
    from = to + 1;
  }
  return { family: 4, value: BigInt(value) };
}

/** Where up to three digits end, of which the first is no zero but where it is alone; -1 without. */
function digitsEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isDigit(bytes[at] ?? 0)) at += 1;
  const length = at - start;
  return length === 1 || (length > 1 && length < 4 && bytes[start] !== ZERO) ? at : -1;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function numberIn(bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at += 1) number = number * 10 + (bytes[at] ?? 0) - ZERO;
  return number;
}
