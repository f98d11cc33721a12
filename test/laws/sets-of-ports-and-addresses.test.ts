import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AddressSet,
  addressesOf,
  type Cidr,
  cidrAround,
  coversAddresses,
  formatAddress,
  formatCidr,
  hasAddress,
  hasPort,
  type IpFamily,
  intersectAddresses,
  intersectPorts,
  NO_PORTS,
  PROTOCOLS,
  parseAddress,
  parseCidr,
  portRange,
  subtractAddresses,
  subtractPorts,
  toCidrs,
  unionAddresses,
  unionPorts,
} from '../../lib/kernel';

// Few numbers near each other, so that ranges touch, overlap and nest.
const small = fc.integer({ min: 1, max: 12 });
const ports = fc
  .array(fc.tuple(fc.constantFrom(...PROTOCOLS), small, small), { maxLength: 4 })
  .map((all) =>
    all
      .map(([protocol, a, b]) => portRange(protocol, Math.min(a, b), Math.max(a, b)))
      .reduce(unionPorts, NO_PORTS),
  );

const family = fc.constantFrom<IpFamily>(4, 6);
const cidr: fc.Arbitrary<Cidr> = fc
  .tuple(family, fc.bigInt({ min: 0n, max: 40n }), fc.integer({ min: 0, max: 6 }))
  .map(([of, low, bits]) =>
    cidrAround(
      { family: of, value: (of === 4 ? 10n << 24n : 0xfdn << 120n) + low },
      (of === 4 ? 32 : 128) - bits,
    ),
  );
const addresses = fc.array(cidr, { maxLength: 5 }).map(addressesOf);
const address = cidr.map((block) => ({ family: block.family, value: block.last }));

describe('sets of ports', () => {
  test('a port is in a union, an intersection or a difference as it is in the parts', () => {
    fc.assert(
      fc.property(ports, ports, fc.constantFrom(...PROTOCOLS), small, (a, b, protocol, port) => {
        const [inA, inB] = [hasPort(a, protocol, port), hasPort(b, protocol, port)];
        expect(hasPort(unionPorts(a, b), protocol, port)).toBe(inA || inB);
        expect(hasPort(intersectPorts(a, b), protocol, port)).toBe(inA && inB);
        expect(hasPort(subtractPorts(a, b), protocol, port)).toBe(inA && !inB);
      }),
    );
  });

  test('equal sets have one form, however they were made', () => {
    fc.assert(
      fc.property(ports, ports, (a, b) => {
        const parts = unionPorts(subtractPorts(a, b), intersectPorts(a, b));
        expect(parts).toEqual(a);
        expect(unionPorts(b, a)).toEqual(unionPorts(a, b));
      }),
    );
  });
});

describe('sets of addresses', () => {
  test('an address is in a union, an intersection or a difference as it is in the parts', () => {
    fc.assert(
      fc.property(addresses, addresses, address, (a, b, one) => {
        const [inA, inB] = [hasAddress(a, one), hasAddress(b, one)];
        expect(hasAddress(unionAddresses(a, b), one)).toBe(inA || inB);
        expect(hasAddress(intersectAddresses(a, b), one)).toBe(inA && inB);
        expect(hasAddress(subtractAddresses(a, b), one)).toBe(inA && !inB);
      }),
    );
  });

  test('a set covers another when nothing of that one is left without it', () => {
    fc.assert(
      fc.property(addresses, addresses, (a, b) => {
        const left: AddressSet = subtractAddresses(b, a);
        expect(coversAddresses(a, b)).toBe(left[4].length + left[6].length === 0);
      }),
    );
  });

  test('a set and its blocks are the same addresses, and no two of the blocks could be one', () => {
    fc.assert(
      fc.property(addresses, (set) => {
        const blocks = toCidrs(set);
        expect(addressesOf(blocks)).toEqual(set);
        const parents = blocks
          .filter(({ prefix }) => prefix > 0)
          .map(({ family: of, first, prefix }) => {
            const parent = cidrAround({ family: of, value: first }, prefix - 1);
            return formatCidr(parent);
          });
        expect(new Set(parents).size).toBe(parents.length);
      }),
    );
  });
});

describe('the spelling of addresses', () => {
  test('what Node reads as an address is read here, and nothing else', () => {
    const text = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.ipV4Extended(),
      fc.string({
        unit: fc.constantFrom('0', '1', 'f', ':', '::', '.', '255', '256', 'g'),
        maxLength: 12,
      }),
    );
    fc.assert(
      fc.property(text, (each) => {
        expect([each, parseAddress(each)?.family ?? 0]).toEqual([each, isIP(each)]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('an address that is written out is read back as it was', () => {
    const any = fc.oneof(
      fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }).map((value) => ({ family: 4 as const, value })),
      fc
        .bigInt({ min: 0n, max: (1n << 128n) - 1n })
        .map((value) => ({ family: 6 as const, value })),
    );
    fc.assert(
      fc.property(any, (each) => {
        expect(parseAddress(formatAddress(each))).toEqual(each);
        expect(isIP(formatAddress(each))).toBe(each.family);
      }),
    );
  });

  test('a block holds the addresses that the BlockList of Node holds', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.ipV4(), (base, prefix, other) => {
        const list = new BlockList();
        list.addSubnet(base, prefix, 'ipv4');
        const block = parseCidr(`${base}/${prefix}`)?.cidr;
        const one = parseAddress(other);
        if (block === undefined || one === undefined) throw new Error(`${base} or ${other}`);
        expect(hasAddress(addressesOf([block]), one)).toBe(list.check(other, 'ipv4'));
      }),
    );
  });
});
