import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeWhole } from '../../../lib/cli/output/write-file';
import { folderWith, removeFolders } from './support/session';

afterAll(removeFolders);

test('a file is replaced, and nothing is left beside it', () => {
  const folder = folderWith({ 'a.json': 'before' });
  writeWhole(join(folder, 'a.json'), 'after');
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('after');
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('the folder of a file is made', () => {
  const file = join(folderWith({}), 'some/where/a.json');
  writeWhole(file, 'text');
  expect(readFileSync(file, 'utf8')).toBe('text');
});

test('a file keeps who may read it', () => {
  const file = join(folderWith({ 'a.json': '' }), 'a.json');
  chmodSync(file, 0o600);
  writeWhole(file, 'text');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('behind a link, what it points at is replaced', () => {
  const folder = folderWith({ 'real.json': 'before' });
  symlinkSync(join(folder, 'real.json'), join(folder, 'link.json'));
  writeWhole(join(folder, 'link.json'), 'after');
  expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe('after');
});

test('a folder is no file to write into', () => {
  const folder = folderWith({});
  mkdirSync(join(folder, 'a.json'));
  expect(() => writeWhole(join(folder, 'a.json'), 'text')).toThrow('EISDIR');
});
