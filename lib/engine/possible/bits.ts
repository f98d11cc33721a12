/** One bit for each item that passes. */
export function bits<T>(items: readonly T[], passes: (item: T) => boolean): bigint {
  const digits = items.map((item) => (passes(item) ? '1' : '0')).reverse();
  return BigInt(`0b0${digits.join('')}`);
}
