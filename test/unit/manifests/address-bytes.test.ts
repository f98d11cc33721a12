import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress } from '../../../lib/kernel';
import { ipv4In } from '../../../lib/manifests/dump/address-bytes';

/** Reads a text that stands between others, which look like more of it. */
function read(text: string) {
  const bytes = Buffer.from(`1.${text}.2`);
  return ipv4In(bytes, 2, bytes.length - 2);
}

const part = fc.oneof(
  fc.nat(300).map(String),
  fc.constantFrom('', '0', '00', '01', '255', '256', '1000', '-1', 'a', '/', ':', '\u0661'),
);
const written = fc.array(part, { minLength: 3, maxLength: 5 }).map((parts) => parts.join('.'));

test('every IPv4 address is read from its bytes', () => {
  fc.assert(
    fc.property(fc.ipV4(), (text) => {
      expect(read(text)).toStrictEqual(parseAddress(text));
    }),
  );
});

test('what is no IPv4 address is not taken for one', () => {
  fc.assert(
    fc.property(written, (text) => {
      expect(read(text)).toStrictEqual(parseAddress(text));
    }),
    { numRuns: 3_000 },
  );
});
