import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportToCsv } from '../../lib/renderers/csv/lint';
import { reportToGithub } from '../../lib/renderers/github/github';
import { reportToGitlab } from '../../lib/renderers/gitlab/gitlab';
import { reportToJunit } from '../../lib/renderers/junit/junit';
import { reportToSarif } from '../../lib/renderers/sarif/sarif';
import type { Reported } from '../../lib/renderers/shared/report/reported';
import { outcomeToTerminal } from '../../lib/renderers/terminal/check-one';
import { hasSarifSchema, sarifProblems } from '../support/sarif-schema';
import { readXml, shapeOf } from '../support/xml';
import { CONTROL } from '../unit/renderers/support/any-text';
import { hostile, hostileText } from '../unit/renderers/support/hostile';

const options = { version: '1' };
const junit = (reported: Reported) =>
  reportToJunit(reported, { ...options, explain: (outcome) => outcomeToTerminal(outcome) });

const FORMATS = {
  sarif: (reported: Reported) => reportToSarif(reported, options),
  gitlab: (reported: Reported) => reportToGitlab(reported, options),
  github: (reported: Reported) => reportToGithub(reported, options),
  csv: reportToCsv,
  junit,
};

/** Runs with a text that does nothing, and with texts that try to. */
function always(holds: (text: string) => void, numRuns = 200): void {
  const property = fc.property(hostileText, (text) => {
    holds(text);
  });
  fc.assert(property, { numRuns });
}

test.each(Object.entries(FORMATS))('%s holds no control character', (_, render) => {
  always((text) => expect(render(hostile(text))).not.toMatch(CONTROL));
});

test.each(Object.entries(FORMATS))('%s holds no command to the log but its own', (_, render) => {
  const OURS = /^::(error|warning|notice) file=[^:]*,title=[^:]*::/;
  always((text) => {
    for (const line of render(hostile(text)).split('\n')) {
      expect(line).not.toContain('##[');
      if (!OURS.test(line)) expect(line).not.toMatch(/^\s*::[A-Za-z][\w-]*( .*)?::/);
    }
  });
});

/** The keys of a document, at every depth, and how many entries its lists have. */
function outline(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(outline);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.entries(value).map(([key, each]) => [key, outline(each)]);
}

test.each([
  ['sarif', FORMATS.sarif],
  ['gitlab', FORMATS.gitlab],
] as const)('%s is JSON of the same shape', (_, render) => {
  const calm = outline(JSON.parse(render(hostile('calm'))));
  always((text) => expect(outline(JSON.parse(render(hostile(text))))).toEqual(calm));
});

test.skipIf(!hasSarifSchema)('sarif is what its schema says', () => {
  always((text) => expect(sarifProblems(JSON.parse(FORMATS.sarif(hostile(text))))).toEqual([]), 10);
});

test('sarif names every file by a relative reference', () => {
  always((text) => {
    for (const [, uri = ''] of FORMATS.sarif(hostile(text)).matchAll(/"uri": "(.*)"/g)) {
      expect(uri).toMatch(/^(?!\/)[A-Za-z0-9._~/%-]+$/);
    }
  });
});

test('junit is XML of the same shape', () => {
  const calm = shapeOf(readXml(junit(hostile('calm'))));
  always((text) => expect(shapeOf(readXml(junit(hostile(text))))).toEqual(calm));
});

/** A line of Actions as the runner reads it. */
function commandOf(line: string): { readonly name: string; readonly keys: readonly string[] } {
  const [, head = ''] = /^::(.*?)::/.exec(line) ?? [];
  const [name = '', ...properties] = head.split(' ');
  const keys = properties.join(' ').split(',');
  return { name, keys: keys.map((pair) => pair.split('=')[0] ?? '') };
}

test('github has the same commands with the same properties', () => {
  const commands = (text: string) =>
    FORMATS.github(hostile(text)).trimEnd().split('\n').map(commandOf);
  const calm = commands('calm');
  always((text) => expect(commands(text)).toEqual(calm));
});

describe('csv', () => {
  /** Records as RFC 4180 says. */
  function recordsIn(csv: string): readonly (readonly string[])[] {
    return csv
      .split('\n')
      .slice(0, -1)
      .map((line) => {
        const fields = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/g)];
        expect(fields.map(([whole]) => whole).join('')).toBe(line);
        return fields.map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
      });
  }

  test('has the same records with as many fields', () => {
    const shape = (text: string) =>
      recordsIn(reportToCsv(hostile(text))).map(({ length }) => length);
    const calm = shape('calm');
    always((text) => expect(shape(text)).toEqual(calm));
  });

  test('begins no field with a formula', () => {
    always((text) => {
      for (const field of recordsIn(reportToCsv(hostile(text))).flat()) {
        expect(field).not.toMatch(/^[=+\-@]/);
      }
    });
  });
});
