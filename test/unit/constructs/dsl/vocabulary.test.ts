import { describe, expect, test } from 'vitest';
import { namespaces, noneOf, oneOf, pods, present, vocabulary } from '../../../../lib/constructs';
import { codesOf, javascript, refusalOf } from './refusals';

const org = vocabulary({ tier: ['web', 'api', 'database'], app: ['shop'] });

describe('a vocabulary', () => {
  test('selects as the plain functions do', () => {
    expect(org.pods({ tier: 'web', app: present() }).selector).toEqual(
      pods({ tier: 'web', app: present() }).selector,
    );
    expect(org.namespaces({ tier: oneOf('web', 'api') })).toEqual(
      namespaces({ tier: oneOf('web', 'api') }),
    );
  });

  test('offers the value that was meant', () => {
    // @ts-expect-error not a value of `tier`
    expect(refusalOf(() => org.pods({ tier: 'wbe' }))).toBe(
      "`'wbe'` is no value of label `tier` in the vocabulary, did you mean `web`? => use one of web, api, database",
    );
  });

  test('offers the label that was meant', () => {
    // @ts-expect-error not a label
    expect(refusalOf(() => org.pods({ teir: 'web' }))).toContain('did you mean `tier`?');
  });

  test('looks into oneOf and noneOf', () => {
    expect(codesOf(() => org.pods(javascript({ tier: oneOf('web', 'ap') })))).toEqual([
      'constructs/unknown-label',
    ]);
    expect(codesOf(() => org.namespaces(javascript({ tier: noneOf('apy') })))).toEqual([
      'constructs/unknown-label',
    ]);
  });

  test('still refuses what would select more', () => {
    expect(codesOf(() => org.pods({}))).toEqual(['constructs/empty-selector']);
    expect(codesOf(() => org.pods(javascript({ tier: undefined })))).toEqual([
      'constructs/missing-label-value',
    ]);
  });

  test.each([
    ['no labels', {}, 'constructs/missing-labels'],
    ['undefined', undefined, 'constructs/missing-labels'],
    ['a label without values', { tier: [] }, 'constructs/empty-list'],
    ['an illegal label', { 'a/b/c': ['x'] }, 'constructs/illegal-label'],
    ['an illegal value', { tier: ['not legal'] }, 'constructs/illegal-label'],
    ['a number as a value', { tier: [1] }, 'constructs/illegal-label'],
  ])('of %s is refused', (_, words, code) => {
    expect(codesOf(() => vocabulary(javascript<{ tier: ['web'] }>(words)))).toEqual([code]);
  });
});
