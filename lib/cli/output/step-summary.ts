import { appendFileSync } from 'node:fs';
import { failureCode } from '../../kernel';
import type { Io } from '../io';

/** Adds Markdown to the summary of the step, where GitHub Actions says in which file that is. */
export function appendStepSummary(markdown: string, { env, stderr }: Io): void {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  try {
    appendFileSync(file, `${markdown}\n`);
  } catch (failure) {
    // The answer stands without it.
    stderr.write(`warning: no summary of the step: ${failureCode(failure) ?? 'unknown'}\n`);
  }
}
