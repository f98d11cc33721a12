/**
 * `cdk8s-netpol/vitest`: matchers for vitest. Importing it registers them.
 *
 * ```ts
 * import { reachability } from 'cdk8s-netpol/vitest';
 *
 * const net = reachability(app);
 * test('the api reaches the database', () => {
 *   expect(net.pod('shop/api')).toReach('shop/db', tcp(5432));
 * });
 * ```
 *
 * An ES module, because vitest refuses to be required; all but this file is shared with `require`.
 */
import { expect } from 'vitest';
import { matchers, type NetpolMatchers } from './testing/index.js';

export * from './testing/index.js';

expect.extend({ ...matchers });

// The one augmentation that vitest 3, 4 and 5 all see.
declare module 'vitest' {
  interface AsymmetricMatchersContaining extends NetpolMatchers {}
}

declare global {
  namespace Chai {
    interface Assertion extends NetpolMatchers<void> {}
  }
}
