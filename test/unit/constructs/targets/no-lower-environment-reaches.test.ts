import { ApiObject, App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { verify } from '../../../../lib/cdk8s';
import {
  allNamespaces,
  anyPod,
  DefaultDenyNamespace,
  type Environments,
  everyone,
  from,
  Intent,
  ipBlock,
  NetworkPolicy,
  namespace,
  namespaces,
  noLowerEnvironmentReaches,
  oneOf,
  type Peer,
  pods,
  statementsOf,
  tcp,
} from '../../../../lib/constructs';
import { emptyFolder } from '../../cdk8s/targets/example';
import { codesOf, javascript, refusalOf } from '../dsl/refusals';

const BY_NAME: Environments = {
  lower: [namespace('shop-dev'), namespace('shop-staging')],
  prod: namespace('shop-prod'),
};

const BY_LABEL: Environments = {
  lower: namespaces({ environment: oneOf('dev', 'staging') }),
  prod: namespace('shop-prod'),
};

/** One cluster with a closed production, and the intent that nothing below reaches it. */
function cluster(environments: Environments) {
  const app = new App({ outdir: emptyFolder() });
  const chart = new Chart(app, 'shop');
  const prod = new DefaultDenyNamespace(chart, 'shop-prod', {
    dns: 'none',
    createNamespace: { labels: { environment: 'prod' } },
  });
  new Intent(chart, 'no lower environment reaches prod', noLowerEnvironmentReaches(environments));
  return { app, prod };
}

function open(prod: DefaultDenyNamespace, ...peers: readonly Peer[]): void {
  new NetworkPolicy(prod, 'opened', {
    select: pods({ app: 'api' }),
    ingress: [from(peers).on(tcp(8080))],
  });
}

describe('no lower environment reaches prod', () => {
  test.each([
    ['by name', BY_NAME],
    ['by label', BY_LABEL],
  ])('%s: holds where prod is closed to them', (_, environments) => {
    const { app, prod } = cluster(environments);
    new ApiObject(Chart.of(prod), 'ingress', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'ingress-nginx', labels: { environment: 'shared' } },
    });
    open(prod, pods({ app: 'web' }), pods({ app: 'ingress' }).in(namespace('ingress-nginx')));
    expect(() => verify(app)).not.toThrow();
  });

  test('is broken by a typed construct that states the flow: it is hard', () => {
    const { app, prod } = cluster(BY_NAME);
    open(prod, pods({ app: 'web' }).in(namespace('shop-staging')));
    expect(refusalOf(() => verify(app))).toContain(
      'intent `no lower environment reaches prod` is broken: a pod with app=web in a new namespace shop-staging reaches',
    );
  });

  test('is broken by namespaces that nobody has made yet', () => {
    const { app, prod } = cluster(BY_LABEL);
    open(prod, namespaces({ team: 'shop' }));
    expect(codesOf(() => verify(app))).toEqual(['intents/broken']);
  });

  test('holds for production by label where the lower namespaces reach nothing', () => {
    const prod = namespaces({ environment: 'prod' });
    const { app, prod: home } = cluster({ lower: namespace('shop-dev'), prod });
    expect(codesOf(() => verify(app))).toEqual(['intents/broken']);
    new DefaultDenyNamespace(Chart.of(home), 'shop-dev', {
      dns: 'none',
      createNamespace: { labels: { environment: 'dev' } },
    });
    expect(() => verify(app)).not.toThrow();
  });

  test('is broken by one port that is open to everyone', () => {
    const { app, prod } = cluster(BY_LABEL);
    new NetworkPolicy(prod, 'opened', {
      select: pods({ app: 'api' }),
      ingress: [from(everyone()).on(tcp(8080))],
    });
    expect(codesOf(() => verify(app))).toEqual(['intents/broken']);
  });

  test('holds for another cluster by its addresses', () => {
    const { app, prod } = cluster({ ...BY_NAME, lower: ipBlock('10.20.0.0/16') });
    open(prod, ipBlock('10.21.0.0/16'));
    expect(() => verify(app)).not.toThrow();
  });

  test('is a hard intent about every port', () => {
    const { app } = cluster(BY_NAME);
    const intent = statementsOf(app)
      .flatMap(({ intents }) => intents)
      .find(({ name }) => name === 'no lower environment reaches prod');
    expect(intent).toMatchObject({ kind: 'never-reaches', severity: 'error', hard: true });
    expect(intent?.kind === 'never-reaches' && 'ports' in (intent.flows[0] ?? {})).toBe(false);
  });
});

describe('what is refused', () => {
  const refused = (given: unknown) =>
    refusalOf(() => noLowerEnvironmentReaches(javascript<Environments>(given)));

  test('a namespace that is both', () => {
    expect(refused({ ...BY_NAME, prod: [namespace('shop-prod'), namespace('shop-dev')] })).toBe(
      '`noLowerEnvironmentReaches` has namespace `shop-dev` in both `lower` and `prod` => keep one of them',
    );
  });

  test('labels at both ends, which two new namespaces can always break', () => {
    const prod = [pods({ app: 'api' }).in(namespaces({ environment: 'prod' }))];
    expect(refused({ ...BY_LABEL, prod })).toBe(
      "`noLowerEnvironmentReaches` knows both `lower` and `prod` by label only => use the names of one end: namespace('shop-prod'), or the namespace construct itself",
    );
  });

  test.each([anyPod(), allNamespaces(), everyone()])('everything as an environment', (end) => {
    expect(refused({ ...BY_NAME, lower: end })).toMatch(/which is every environment => write/);
    expect(refused({ ...BY_NAME, prod: end })).toMatch(/which is every environment => write/);
  });

  test.each([
    [undefined, 'got `undefined` where its props belong'],
    [{ lower: namespace('dev') }, '`noLowerEnvironmentReaches` is `undefined`, not an end'],
    [{ ...BY_NAME, prod: [] }, '`noLowerEnvironmentReaches` names nobody'],
    [{ ...BY_NAME, lowr: [] }, 'has no option `lowr`, did you mean `lower`?'],
    [{ ...BY_NAME, prod: 'shop-prod' }, "is `'shop-prod'`, not an end"],
  ])('%j', (given, message) => {
    expect(refused(given)).toContain(message);
  });
});
