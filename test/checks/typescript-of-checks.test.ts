import { afterAll, describe, expect, test } from 'vitest';
import { CHECKS } from '../../lib/analyses';
import {
  addedBy,
  CHECK_PROGRAMS,
  type CheckProgram,
  problemsOf,
  programFolder,
} from '../support/check-programs';
import { findingLines, linted, profileOf } from '../support/lint';

const folder = programFolder();
afterAll(folder.remove);

/** What the checks report about the objects that a program adds, beside those that are given. */
async function findingsOf(program: CheckProgram) {
  const { given = '' } = program.check.examples;
  const added = await addedBy(program, folder);
  return linted(`${given}\n---\n${added}`, { profile: profileOf(program.check) });
}

const only = (which: CheckProgram['which']) =>
  CHECK_PROGRAMS.filter((program) => program.which === which);

test('every check says in TypeScript what to write instead', () => {
  expect(only('prefer')).toHaveLength(CHECKS.length);
});

test('every program compiles', () => {
  expect(problemsOf(folder)).toEqual([]);
});

test.each(only('prefer'))('$title is silent under every check', async (program) => {
  const found = await findingsOf(program);
  const loud = found.findings.filter(
    ({ check, severity }) => check === program.check.id || severity !== 'info',
  );
  expect(findingLines({ ...found, findings: loud })).toEqual([]);
});

const REFUSED = /^\/\/ refused\n/;

describe.each(only('avoid'))('$title', (program) => {
  test(REFUSED.test(program.code) ? 'is refused' : 'is found', async () => {
    if (REFUSED.test(program.code)) await expect(findingsOf(program)).rejects.toThrow();
    else {
      const { findings } = await findingsOf(program);
      expect(findings.map(({ check }) => check)).toContain(program.check.id);
    }
  });
});
