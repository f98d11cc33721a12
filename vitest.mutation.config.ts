import { defineConfig } from 'vitest/config';
import base from './vitest.config';

/** The tests that must notice when the specification changes its mind. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: [
      'test/conformance/authored.test.ts',
      'test/unit/semantics/**/*.test.ts',
      'test/laws/*.test.ts',
    ],
    reporters: ['dot'],
  },
});
