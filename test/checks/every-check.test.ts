import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../lib/analyses';
import { findingLines, linted, profileOf } from '../support/lint';
import { REPOSITORY } from '../support/repository';

const FOLDERS = [
  'correctness',
  'exposure',
  'isolation',
  'dead',
  'platform',
  'hygiene',
  'ports',
] as const;

const ROOM = join(REPOSITORY, 'lib/analyses/lint/checks');

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOM, folder))
    .filter((file) => file !== 'index.ts' && !file.startsWith('_'))
    .map((file) => file.replace(/\.ts$/, ''));
}

/** The files of a folder that are checks: what they share with each other lies beside the folders. */
const FILES = FOLDERS.flatMap((folder, digit) =>
  filesIn(folder).map((name) => ({ folder, digit, name })),
);

test('the list of checks is the list of files', () => {
  expect(CHECKS.map(({ name }) => name).sort()).toEqual(FILES.map(({ name }) => name).sort());
});

test('ids are in order and none is used twice', () => {
  const ids = CHECKS.map(({ id }) => id);
  expect([...new Set(ids)]).toEqual(ids);
  for (const digit of FOLDERS.keys()) {
    const own = ids.filter((id) => id.startsWith(`NP${digit}`));
    expect([...own].sort()).toEqual(own);
  }
});

describe.each(CHECKS.map((check) => [`${check.id} ${check.name}`, check] as const))(
  '%s',
  (_, check) => {
    const { given = '', avoid, prefer } = check.examples;
    const profile = profileOf(check);

    test('lies in the folder of its number', () => {
      const file = FILES.find(({ name }) => name === check.name);
      expect(check.id).toMatch(new RegExp(`^NP${file?.digit}\\d\\d$`));
    });

    test('finds what its page says to avoid', () => {
      const found = linted(`${given}\n---\n${avoid.yaml}`, { profile });
      expect(found.findings.map(({ check: id }) => id)).toContain(check.id);
    });

    test('is silent about what its page says to prefer, as is every other check', () => {
      const found = linted(`${given}\n---\n${prefer.yaml}`, { profile });
      const loud = found.findings.filter(
        ({ check: id, severity }) => id === check.id || severity !== 'info',
      );
      expect(findingLines({ ...found, findings: loud })).toEqual([]);
    });

    test('says what, why, how and what to do in whole sentences', () => {
      for (const text of [check.summary, check.why, check.how, check.acknowledge]) {
        expect(text).toMatch(/^[A-Z`].*[.!]$/s);
      }
      expect(check.help).toMatch(/^[a-z`].*[^.]$/s);
      expect(check.references.length).toBeGreaterThan(0);
    });
  },
);
