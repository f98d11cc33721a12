/**
 * `cdk8s-netpol/jest`: matchers for jest. Importing it registers them.
 *
 * ```ts
 * import { reachability } from 'cdk8s-netpol/jest';
 *
 * const net = reachability(app);
 * test('the api reaches the database', () => {
 *   expect(net.pod('shop/api')).toReach('shop/db', tcp(5432));
 * });
 * ```
 */
import { expect } from '@jest/globals';
import { matchers, type NetpolMatchers } from './testing';

export * from './testing';

expect.extend({ ...matchers });

declare module '@jest/expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends NetpolMatchers<R> {}
  interface AsymmetricMatchers extends NetpolMatchers {}
}

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: the parameters must be those of @types/jest
    interface Matchers<R, T = {}> extends NetpolMatchers<R> {}
    interface Expect extends NetpolMatchers {}
    interface InverseAsymmetricMatchers extends NetpolMatchers {}
  }
}
