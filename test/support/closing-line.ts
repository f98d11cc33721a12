import type { Reporter, TestModule } from 'vitest/node';

/** Prints the totals as one plain last line, for machines that read logs. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) counts[test.result().state] += 1;
    }
    const broken = modules.filter((module) => module.errors().length > 0).length;
    console.log(
      `${counts.passed} passed, ${counts.failed + broken} failed, ${counts.skipped} skipped`,
    );
  }
}
