import { afterAll, expect, test } from 'vitest';
import { commandsOf, fencesOf } from '../support/markdown';
import { folderWith, netpol, removeFolders } from '../unit/cli/support/session';

afterAll(removeFolders);

const FENCES = fencesOf('docs/services-and-entry-points.md');
const only = (language: string) => FENCES.filter((fence) => fence.language === language);

const cwd = folderWith({ 'shop.yaml': only('yaml')[0]?.text ?? '' });

test.each(only('console').flatMap(commandsOf))(
  '$command prints what the page shows',
  async (shown) => {
    const [, ...words] = shown.command.split(' ');
    const argv = words.filter((word) => word !== '2>&1');
    const { code, stdout, stderr } = await netpol(argv, { cwd, columns: 100 });
    expect(code, stderr).toBe(0);
    const printed = words.length === argv.length ? stdout : stderr + stdout;
    expect(printed.trim()).toBe(shown.output);
  },
);
