import { afterAll, expect, test } from 'vitest';
import { deployment, folderWith, netpol, removeFolders } from './support/session';

afterAll(removeFolders);

test('--only takes several topics in one word, by the names that JSON has', async () => {
  const cwd = folderWith({ 'shop.yaml': deployment('shop/db', 5432) });
  const only = (...argv: string[]) =>
    netpol(['exposure', 'shop.yaml', '-o', 'json', ...argv], { cwd });
  const [together, apart] = await Promise.all([
    only('--only', 'entry-points,metadata'),
    only('--only', 'entry-points', '--only', 'metadata'),
  ]);
  expect([together.code, together.stdout]).toEqual([0, apart.stdout]);
  expect((await only('--only', 'metadata,metdata')).code).toBe(2);
});
