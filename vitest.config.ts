import { defineConfig } from 'vitest/config';

const conditions = ['@netpol/source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['test/**/*.test.ts'],
    // One module graph a worker: cdk8s costs 100 ms to load, and no test keeps state in a module.
    isolate: false,
    pool: 'threads',
    // By default one core is left free, which on two cores means one file at a time.
    maxWorkers: '100%',
    setupFiles: ['./test/support/law-seed.ts'],
    testTimeout: 60_000,
    reporters: ['default', './test/support/closing-line.ts'],
  },
});
