import { expect, test } from 'vitest';
import {
  exactPath,
  type HttpProps,
  http,
  pathMatching,
  pathPrefix,
} from '../../../../lib/constructs';
import { codesOf, javascript, refusalOf } from '../dsl/refusals';

/** Whether the whole of a path is matched, as Cilium compares it. */
function matchesWhole({ regex }: { readonly regex: string }, path: string): boolean {
  return new RegExp(`^(?:${regex})$`).test(path);
}

test('a path is exactly what is written, its dots included', () => {
  const path = exactPath('/v1.0/a+b');
  expect(matchesWhole(path, '/v1.0/a+b')).toBe(true);
  expect(matchesWhole(path, '/v1x0/a+b')).toBe(false);
  expect(matchesWhole(path, '/v1.0/a+b/c')).toBe(false);
});

test('a text as path is exactly that path', () => {
  expect(http({ path: '/v1.0' }).spec).toEqual({ path: '/v1\\.0' });
});

test('a prefix is everything below it, and nothing beside it', () => {
  const path = pathPrefix('/api/');
  expect(matchesWhole(path, '/api/orders/1')).toBe(true);
  expect(matchesWhole(path, '/apiary')).toBe(false);
});

test('a prefix without its last slash is refused', () => {
  expect(refusalOf(() => pathPrefix('/api'))).toMatchInlineSnapshot(
    `"\`pathPrefix\` got \`'/api'\`, which is also the beginning of other names => write '/api/'"`,
  );
});

test('an expression of one’s own is kept as it is', () => {
  expect(http({ path: pathMatching('/orders/[0-9]+') }).spec).toEqual({ path: '/orders/[0-9]+' });
});

test.each(['/a|.*', '/a|/b', '/(a|b)|.*', '/[(]|.*[)]', '/[]]|.*[]]', '/\\(a|.*\\)'])(
  'the expression %s is refused: an alternative may be any path',
  (regex) => {
    expect(refusalOf(() => pathMatching(regex))).toContain('alternatives stand for whole paths');
  },
);

test.each(['/(a|b)', '/((a|b)/|c)', '/[|]', '/[^]|]', '/[[:alpha:]|]', '/a\\|b'])(
  'the expression %s has no alternatives beside its slash',
  (regex) => {
    expect(pathMatching(regex).regex).toBe(regex);
  },
);

test('a query is part of what an exact path is compared with', () => {
  expect(matchesWhole(exactPath('/orders'), '/orders?page=2')).toBe(false);
  expect(matchesWhole(pathPrefix('/orders/'), '/orders/1?page=2')).toBe(true);
});

test('a query in a path is refused with an expression that takes queries', () => {
  expect(refusalOf(() => exactPath('/orders?page=2'))).toMatchInlineSnapshot(
    `"\`exactPath\` got \`'/orders?page=2'\`: a path holds no query => write pathMatching('/orders(\\\\?.*)?'), where a query may follow"`,
  );
  const path = pathMatching('/orders(\\?.*)?');
  expect(matchesWhole(path, '/orders')).toBe(true);
  expect(matchesWhole(path, '/orders?page=2')).toBe(true);
  expect(matchesWhole(path, '/orders/1')).toBe(false);
});

test.each(['orders', '/a(', '/\\d+', '/(?:a|b)'])('the expression %s is refused', (regex) => {
  expect(codesOf(() => pathMatching(regex))).toEqual(['constructs/illegal-http-rule']);
});

test.each(['api', '', '/a?b=c', '/a b', '/a\nb'])('the path %j is refused', (path) => {
  expect(codesOf(() => exactPath(path))).toEqual(['constructs/illegal-http-rule']);
});

test('a host is exactly that host', () => {
  expect(http({ host: 'api.example.com' }).spec).toEqual({ host: 'api\\.example\\.com' });
});

test('headers are asked for by name, or with their value', () => {
  expect(http({ headers: { 'X-Tenant': true, 'X-Team': 'shop' } }).spec).toEqual({
    headers: ['X-Tenant', 'X-Team: shop'],
  });
});

test.each<[string, HttpProps['headers']]>([
  ['no header', {}],
  ['a name with a colon', { 'X:': 'a' }],
  ['a value on two lines', { 'X-Id': 'a\nX-Admin: true' }],
  ['an empty value', { 'X-Id': '' }],
])('headers with %s are refused', (_, headers = {}) => {
  expect(codesOf(() => http({ headers }))).toEqual(['constructs/illegal-http-rule']);
});

test('no condition at all is refused', () => {
  expect(refusalOf(() => http({}))).toMatchInlineSnapshot(
    `"\`http({})\` asks nothing of a request, and so lets every one through => open the port without rules"`,
  );
});

test('a method that HTTP does not have is refused with the nearest one', () => {
  const props = javascript<HttpProps>({ method: 'get' });
  expect(refusalOf(() => http(props))).toContain('did you mean `GET`?');
});

test('a misspelt condition is refused', () => {
  expect(codesOf(() => http(javascript({ metod: 'GET' })))).toEqual(['constructs/unknown-option']);
});

test('a condition that is there but undefined is refused', () => {
  expect(codesOf(() => http(javascript({ method: undefined })))).toEqual([
    'constructs/missing-option',
  ]);
});

test('a path that is no text and no pattern is refused', () => {
  expect(codesOf(() => http(javascript({ path: /api/ })))).toEqual([
    'constructs/illegal-http-rule',
  ]);
});
