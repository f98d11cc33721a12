import { describe, expect, test } from 'vitest';
import { matchesGlob } from '../../../lib/kernel';

describe('a pattern matches the whole of a text', () => {
  test.each([
    ['shop.yaml', 'shop.yaml'],
    ['shop.yaml', '*.yaml'],
    ['shop.yaml', 's*p.y*ml'],
    ['shop.yaml', 'shop.????'],
    ['web-c86b2696', 'web-*'],
    ['charts/shop/templates/web.yaml', 'charts/**'],
    ['charts', 'charts/**'],
    ['web.yaml', '**/*.yaml'],
    ['k8s/base/web.yaml', '**/*.yaml'],
    ['k8s/base/web.yaml', 'k8s/**/web.yaml'],
    ['k8s/web.yaml', 'k8s/**/web.yaml'],
    ['a/b/c', '**'],
    ['a/b/c', '**/**/c'],
    ['', '*'],
  ])('`%s` by `%s`', (text, pattern) => {
    expect(matchesGlob(text, pattern)).toBe(true);
  });
});

describe('a pattern does not match', () => {
  test.each([
    ['shop.yaml', 'shop'],
    ['shop.yaml', '*.yml'],
    ['k8s/web.yaml', '*.yaml'],
    ['k8s/base/web.yaml', 'k8s/*'],
    ['shop.yaml', 'shop?yaml?'],
    ['charts-old/web.yaml', 'charts/**'],
    ['SHOP', 'shop'],
    ['a.b', 'a\\.b'],
  ])('`%s` by `%s`', (text, pattern) => {
    expect(matchesGlob(text, pattern)).toBe(false);
  });
});

test('characters that mean something in a regular expression mean themselves', () => {
  expect(matchesGlob('a+(b)[c]{d}^$|', 'a+(b)[c]{d}^$|')).toBe(true);
  expect(matchesGlob('aab', 'a+b')).toBe(false);
});

test('a pattern of many stars is answered although nothing matches it', () => {
  expect(matchesGlob('a'.repeat(2000), `${'*a'.repeat(200)}b`)).toBe(false);
  expect(matchesGlob('a/'.repeat(500), `${'**/a/'.repeat(200)}b`)).toBe(false);
});
