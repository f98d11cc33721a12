import { describe, expect, test } from 'vitest';
import { calledFrom, pods } from '../../../../lib/constructs';
import { authorFrame, parseFrame, relativePath } from '../../../../lib/constructs/dsl/caller';
import { javascript, refusalsOf } from './refusals';

describe('the line of an author', () => {
  test('is where the refused call stands', () => {
    const [refused] = refusalsOf(() => pods(javascript<{ app: string }>({})));
    expect(refused?.source).toEqual({
      file: 'test/unit/constructs/dsl/caller.test.ts',
      line: 8,
      column: expect.any(Number),
    });
  });

  test('is found through asynchronous code', async () => {
    const later = async () => {
      await Promise.resolve();
      return calledFrom();
    };
    expect((await later()).typescript?.file).toBe('test/unit/constructs/dsl/caller.test.ts');
  });

  test('leaves the stack depth of the process alone', () => {
    const before = Error.stackTraceLimit;
    calledFrom();
    expect(Error.stackTraceLimit).toBe(before);
  });
});

describe('a stack frame', () => {
  test.each([
    ['    at main (/app/main.ts:3:14)', '/app/main.ts'],
    ['    at /app/main.ts:3:14', '/app/main.ts'],
    ['    at async main (/app/main.ts:3:14)', '/app/main.ts'],
    ['    at async /app/main.ts:3:14', '/app/main.ts'],
    ['    at new Shop (/app/main.ts:3:14)', '/app/main.ts'],
    ['    at Object.<anonymous> (/app/main.ts:3:14)', '/app/main.ts'],
    ['    at Shop.make [as build] (/app/main.ts:3:14)', '/app/main.ts'],
    ['    at main (/app (copy)/main.ts:3:14)', '/app (copy)/main.ts'],
    ['    at file:///app/my%20app/main.ts:3:14', '/app/my app/main.ts'],
    ['    at main (file:///C:/app/main.ts:3:14)', 'C:/app/main.ts'],
    ['    at main (C:\\app\\main.ts:3:14)', 'C:/app/main.ts'],
    ['    at C:\\app\\main.ts:3:14', 'C:/app/main.ts'],
    ['    at main (file://server/share/main.ts:3:14)', '//server/share/main.ts'],
    ['    at main (file:///app/main.ts?t=17:3:14)', '/app/main.ts'],
    ['    at async Promise.all (index 0)', undefined],
    ['    at Array.map (<anonymous>)', undefined],
    ['    at eval (eval at run (/app/main.ts:3:14), <anonymous>:1:1)', undefined],
    ['Error: at main (/app/main.ts:3:14', undefined],
  ])('%j names the file %j', (line, file) => {
    expect(parseFrame(line)?.file).toBe(file);
  });

  test('has a line and a column', () => {
    expect(parseFrame('    at main (/app/main.ts:3:14)')).toMatchObject({ line: 3, column: 14 });
  });
});

describe('the author in a stack', () => {
  const stack = (...files: readonly string[]) =>
    ['Error', ...files.map((file) => `    at call (${file}:1:1)`)].join('\n');

  test('is the first frame outside this package, cdk8s, constructs and Node', () => {
    const frames = stack(
      '/app/node_modules/cdk8s-netpol/build/constructs/dsl/pods.js',
      '/app/node_modules/constructs/lib/construct.js',
      '/app/node_modules/cdk8s/lib/app.js',
      'node:internal/modules/cjs/loader',
      '/app/main.ts',
      '/app/other.ts',
    );
    expect(authorFrame(frames, '/app/node_modules/cdk8s-netpol/build/')?.file).toBe('/app/main.ts');
  });

  test('may be a library built upon this package', () => {
    const frames = stack('/app/node_modules/cdk8s-netpol-shop/index.js', '/app/main.ts');
    expect(authorFrame(frames, '/own/')?.file).toBe('/app/node_modules/cdk8s-netpol-shop/index.js');
  });

  test('is nobody when every frame is ours', () => {
    expect(authorFrame(stack('/own/pods.js', '/own/index.js'), '/own/')).toBeUndefined();
  });
});

describe('a path seen from the working directory', () => {
  test.each([
    ['/work', '/work/apps/main.ts', 'apps/main.ts'],
    ['/home/me/', '/home/me/main.ts', 'main.ts'],
    ['/work/apps', '/work/lib/x.ts', '../lib/x.ts'],
    ['/work', '/workshop/x.ts', '../workshop/x.ts'],
    ['C:\\me', 'C:/me/main.ts', 'main.ts'],
    ['c:\\me', 'C:/me/main.ts', 'main.ts'],
    ['C:\\me', 'D:/me/main.ts', 'D:/me/main.ts'],
  ])('from %s, %s is %s', (base, file, relative) => {
    expect(relativePath(base, file)).toBe(relative);
  });
});
