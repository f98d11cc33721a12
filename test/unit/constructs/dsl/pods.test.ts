import { describe, expect, test } from 'vitest';
import {
  absent,
  allNamespaces,
  allPods,
  namespace,
  namespaces,
  noneOf,
  oneOf,
  pods,
  present,
  sameNamespace,
  toPeers,
} from '../../../../lib/constructs';
import { codesOf, javascript, refusalOf, refusalsOf } from './refusals';

describe('pods by label', () => {
  test('texts become matchLabels, tests become matchExpressions, both sorted by key', () => {
    const labels = { tier: 'web', app: 'shop', team: present(), canary: absent() };
    expect(pods(labels).selector).toEqual({
      matchLabels: { app: 'shop', tier: 'web' },
      matchExpressions: [
        { key: 'canary', operator: 'DoesNotExist' },
        { key: 'team', operator: 'Exists' },
      ],
    });
  });

  test('oneOf and noneOf keep their values in order', () => {
    expect(pods({ app: oneOf('web', 'api'), env: noneOf(['dev', 'ci']) }).selector).toEqual({
      matchExpressions: [
        { key: 'app', operator: 'In', values: ['web', 'api'] },
        { key: 'env', operator: 'NotIn', values: ['dev', 'ci'] },
      ],
    });
  });

  test('a label called constructor is tested, as cdk8s cannot render it in a map', () => {
    expect(pods({ constructor: oneOf('x') }).selector).toEqual({
      matchExpressions: [{ key: 'constructor', operator: 'In', values: ['x'] }],
    });
  });

  test('an empty label value can be said out loud', () => {
    expect(pods({ app: oneOf('') }).selector).toEqual({
      matchExpressions: [{ key: 'app', operator: 'In', values: [''] }],
    });
  });

  test('values never change after they are made', () => {
    const web = pods({ app: 'web' });
    expect(Object.isFrozen(web)).toBe(true);
    expect(Object.isFrozen(web.selector.matchLabels)).toBe(true);
  });

  test('changing the labels afterwards changes nothing', () => {
    const labels = { app: 'web' };
    const web = pods(labels);
    labels.app = 'api';
    expect(web.selector).toEqual({ matchLabels: { app: 'web' } });
  });
});

describe('pods as a peer', () => {
  test('.in(namespace) demands both labels and namespace, in one item', () => {
    expect(toPeers(pods({ app: 'web' }).in(namespace('shop')))).toEqual([
      {
        podSelector: { matchLabels: { app: 'web' } },
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
      },
    ]);
  });

  test('.in(namespaces) demands both labels', () => {
    expect(toPeers(pods({ app: 'web' }).in(namespaces({ team: 'alice' })))).toEqual([
      {
        podSelector: { matchLabels: { app: 'web' } },
        namespaceSelector: { matchLabels: { team: 'alice' } },
      },
    ]);
  });

  test('.in() takes anything that has a namespace name', () => {
    const web = pods({ app: 'web' });
    expect(web.in({ namespaceName: 'shop' })).toEqual(web.in(namespace('shop')));
  });

  test('sameNamespace() is every pod of the own namespace, allNamespaces() every pod anywhere', () => {
    expect([toPeers(sameNamespace()), toPeers(allNamespaces())]).toEqual([
      [{ podSelector: {} }],
      [{ namespaceSelector: {} }],
    ]);
  });
});

describe('labels that would select more than meant', () => {
  test.each([
    ['undefined', undefined, 'constructs/missing-labels'],
    ['null', null, 'constructs/missing-labels'],
    ['a text', 'web', 'constructs/missing-labels'],
    ['a list', ['web'], 'constructs/missing-labels'],
    ['a Map', new Map([['app', 'web']]), 'constructs/missing-labels'],
    ['no label', {}, 'constructs/empty-selector'],
    ['an inherited label', Object.create({ app: 'web' }), 'constructs/empty-selector'],
    ['an undefined value', { app: undefined }, 'constructs/missing-label-value'],
    ['a null value', { app: null }, 'constructs/missing-label-value'],
    ['a number', { app: 1 }, 'constructs/missing-label-value'],
    ['a boolean', { app: true }, 'constructs/missing-label-value'],
    ['a list of values', { app: ['web'] }, 'constructs/missing-label-value'],
    ['a forged test', { app: { kind: 'label-test' } }, 'constructs/missing-label-value'],
    ['an empty value', { app: '' }, 'constructs/empty-label-value'],
    ['an illegal value', { app: 'not legal' }, 'constructs/illegal-label'],
    ['an illegal key', { 'a/b/c': 'x' }, 'constructs/illegal-label'],
    ['an empty key', { '': 'x' }, 'constructs/illegal-label'],
    ['__proto__ as a key', JSON.parse('{"__proto__":"x"}'), 'constructs/illegal-label'],
  ])('pods: %s is refused', (_, labels, code) => {
    expect(codesOf(() => pods(javascript<{ app: string }>(labels)))).toContain(code);
  });

  test('one missing value among good ones is refused, not dropped', () => {
    // @ts-expect-error a value that may be missing
    expect(codesOf(() => pods({ app: 'web', tier: undefined }))).toEqual([
      'constructs/missing-label-value',
    ]);
  });

  test('every wrong label is named at once', () => {
    expect(refusalsOf(() => pods({ a: '', b: 'x y', '-': 'x' })).length).toBe(3);
  });

  test('pods({}) points to allPods()', () => {
    expect(refusalOf(() => pods(javascript<{ app: string }>({})))).toMatch(/=> write allPods\(\)/);
  });

  test("an empty value points to oneOf('')", () => {
    expect(refusalOf(() => pods({ app: '' }))).toMatch(/=> write oneOf\(''\)/);
  });

  test('oneOf() without a value is refused', () => {
    expect(codesOf(() => oneOf())).toEqual(['constructs/empty-list']);
    expect(codesOf(() => noneOf([]))).toEqual(['constructs/empty-list']);
  });

  test('a value that is missing inside oneOf is refused', () => {
    // @ts-expect-error a value that is missing
    expect(codesOf(() => oneOf('web', undefined))).toEqual(['constructs/missing-label-value']);
  });

  test('an illegal value inside noneOf is refused', () => {
    expect(codesOf(() => noneOf('a b'))).toEqual(['constructs/illegal-label']);
  });
});

describe('namespaces', () => {
  test('a namespace is named by the label that Kubernetes puts on it', () => {
    expect(toPeers(namespace('staging'))).toEqual([
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'staging' } } },
    ]);
  });

  test.each(['', 'Staging', 'a.b', '-a', 'a'.repeat(64)])(
    'namespace(%j) is refused: no namespace can have that name',
    (name) => {
      expect(codesOf(() => namespace(name))).toContain('constructs/illegal-namespace-name');
    },
  );

  test.each([undefined, null, 5, {}])('namespace(%j) is refused: it is no name', (name) => {
    expect(codesOf(() => namespace(javascript(name)))).toEqual(['constructs/not-a-namespace']);
  });

  test('namespaces({}) points to allNamespaces()', () => {
    expect(refusalOf(() => namespaces(javascript<{ app: string }>({})))).toMatch(
      /=> write allNamespaces\(\)/,
    );
  });

  test.each([undefined, 'shop', {}, pods({ a: 'b' }), { namespaceName: 5 }])(
    '.in(%j) is refused: it is no namespace',
    (place) => {
      expect(codesOf(() => pods({ app: 'web' }).in(javascript(place)))).toEqual([
        'constructs/not-a-namespace',
      ]);
    },
  );
});

test('allPods() is the empty selector, only as a subject', () => {
  expect(allPods()).toEqual({ kind: 'all-pods' });
});
