import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { corpusCases, hasCorpus } from '../support/corpus';
import { netpol } from '../unit/cli/support/session';

// Cases with basis `tool` are limits of the tool that published them: optional by their own word.
const cases = corpusCases().filter(
  ({ group, policyGroup = '', status, expect: expected }) =>
    group === 'invalid' &&
    ['netpol', 'ingress'].includes(policyGroup) &&
    status === 'scored' &&
    expected?.basis !== 'tool',
);
const having = (outcome: string) => cases.filter((each) => each.expect?.outcome === outcome);
const ask = ({ directory }: { directory: string }) =>
  netpol(['reach', join(directory, 'manifests')]);

describe.skipIf(!hasCorpus)('of the published inputs', () => {
  test.each(having('reject'))('$id is refused, with nothing on stdout', async (theCase) => {
    const { code, stdout, reason } = await ask(theCase);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(reason).not.toBe('');
  });

  test.each(having('accept'))('$id is not refused', async (theCase) => {
    const { stderr } = await ask(theCase);
    expect(stderr).not.toMatch(/^error\[/m);
  });

  test.each(having('diagnose'))('$id is read with a word about what is wrong', async (theCase) => {
    const { stderr } = await ask(theCase);
    expect(stderr).toMatch(/^(error|warning)/m);
  });
});
