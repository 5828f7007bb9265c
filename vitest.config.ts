import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Tests leave nothing behind them: this cache folder cannot be made.
    env: { XDG_CACHE_HOME: '/dev/null' },
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
