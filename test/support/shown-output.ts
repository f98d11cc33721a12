import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type ShownCommand, shownPattern } from './markdown';
import { REPOSITORY } from './repository';

/** Set to 1, it writes into the pages what their commands print, to be reviewed as any other change. */
export const UPDATE = 'UPDATE_PAGES';

/** Holds a page to what one of its commands prints; a line `...` in it stands for any lines. */
export function expectShown(page: string, shown: ShownCommand, printed: string): void {
  const text = printed.trim();
  if (/^\.\.\.$/m.test(shown.output)) {
    expect(`${text}\n`).toMatch(shownPattern(shown.output));
    return;
  }
  if (process.env[UPDATE] === '1') rewrite(page, shown, text);
  else expect(text).toBe(shown.output);
}

function rewrite(page: string, { command, output }: ShownCommand, text: string): void {
  const path = join(REPOSITORY, page);
  const block = (body: string) => `$ ${command}\n${body === '' ? '' : `${body}\n`}`;
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(block(output), () => block(text)),
  );
}
