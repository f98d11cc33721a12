import { AssertionError } from 'node:assert';
import { Chart } from 'cdk8s';
import { Connection, DefaultDenyNamespace, PolicyApp, pods, tcp } from 'cdk8s-netpol';
import { describe, expect, test } from 'vitest';
import { castOf } from '../support/cookbook/cast';
import { check } from '../support/cookbook/check';
import { readSentence } from '../support/cookbook/sentence';

const CAST = castOf(`
| pod | labels | ports with a name |
|---|---|---|
| \`shop/web\` | \`app=web\` | \`http=8080\` |
| \`shop/db\` | \`app=db\` | |
| \`alice/client\` | \`app=client\` | |
`);

/** One closed namespace, in which `web` reaches `db` and nothing else passes. */
function shop(): PolicyApp<string> {
  const app: PolicyApp<string> = new PolicyApp();
  const closed = new DefaultDenyNamespace(new Chart(app, 'chart'), 'shop', { dns: 'none' });
  const [from, to] = [pods({ app: 'web' }), pods({ app: 'db' })];
  new Connection(closed, 'web-to-db', { from, to, on: tcp(5432) });
  return app;
}

/** Checks the last of these sentences. */
function checkLast(...texts: readonly string[]): void {
  const all = texts.map(readSentence);
  const [last] = all.slice(-1);
  if (last !== undefined) check(last, all, { app: shop(), cast: CAST });
}

const OPEN = '`shop/web` reaches `shop/db` on 5432';

describe('a sentence that is true passes', () => {
  test.each([
    [OPEN],
    ['`shop/web` and `shop/db` do not reach `alice/client` and `internet`'],
    ['`alice/client` does not reach `shop/db` on 5432 and 53/UDP'],
    ['`pods app=web in namespace shop` reach `pods app=db in namespace shop` on 5432'],
    ['nothing reaches `shop/web`'],
    ['`shop/db` reaches nothing'],
    [OPEN, 'nothing else reaches `shop/db`'],
    [OPEN, '`shop/web` reaches nothing else'],
    ['`alice/*` reaches `any IP` on every port'],
  ])('%s', (...texts) => {
    expect(() => checkLast(...texts)).not.toThrow();
  });
});

describe('a sentence that is not true fails', () => {
  test.each([
    ['`shop/web` reaches `shop/db` on 5433'],
    ['`shop/web` and `shop/db` reach `shop/db` and `shop/web` on 5432'],
    ['`any pod` reaches `shop/db` on 5432'],
    ['`shop/web` does not reach `shop/db`'],
    ['`any pod` does not reach `shop/db` on 5432'],
    ['nothing reaches `shop/db`'],
    ['nothing reaches `shop/*`'],
    ['`shop/web` reaches nothing'],
    ['`alice/client` reaches nothing'],
    ['not evaluated yet: `ingress of pods app=db`'],
  ])('%s', (text) => {
    expect(() => checkLast(text)).toThrow(AssertionError);
  });

  test('when its "else" forgets a flow', () => {
    const other = '`shop/web` does not reach `shop/web` on 1';
    expect(() => checkLast(other, '`shop/web` reaches nothing')).toThrow(AssertionError);
  });
});

describe('a sentence that says nothing is refused', () => {
  test.each([
    ['of a pod that is not there', '`shop/wbe` does not reach `shop/db`'],
    ['of a namespace that is not there', 'nothing reaches `shpo/*`'],
    ['of somebody else than nobody', 'nothing else reaches `shop/web`'],
    ['about a target of an app without targets', 'in `prod`, nothing reaches `shop/web`'],
  ])('%s', (_, text) => {
    expect(() => checkLast(text)).toThrow();
  });

  test.each([
    ['in other words', '`shop/web` may reach `shop/db` on 5432'],
    ['without ports', '`shop/web` reaches `shop/db`'],
    ['with a remark behind it', '`shop/web` reaches nothing (but DNS)'],
    ['about ends that stand in no backticks', 'the web tier reaches `shop/db` on 5432'],
  ])('%s', (_, text) => {
    expect(() => readSentence(text)).toThrow('no test checks this sentence');
  });
});
