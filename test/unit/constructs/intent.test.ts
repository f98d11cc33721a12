import { App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import {
  allPods,
  anyPod,
  closed,
  cloudMetadata,
  DefaultDenyNamespace,
  declareProfile,
  every,
  Intent,
  type IntentClaim,
  type IntentOptions,
  internet,
  namespace,
  no,
  nothing,
  only,
  pods,
  statementsOf,
  tcp,
} from '../../../lib/constructs';
import { portable } from '../../../lib/platform';
import { lineAt, newChart, told } from './charts';
import { javascript, refusalOf, refusalsOf } from './dsl/refusals';

const api = pods({ app: 'api' });
const db = pods({ app: 'db' });
const toDb = only(api).reaches(db, tcp(5432));
const inShop = () => newChart({ namespace: 'shop' });

function stated(claim: IntentClaim, options?: IntentOptions) {
  const chart = inShop();
  new Intent(chart, 'only the api reaches the database', claim, options);
  const [statement] = statementsOf(chart);
  return statement;
}

test('an intent is called by its id, is hard, and is an error', () => {
  expect(stated(toDb)?.intents).toMatchObject([
    {
      name: 'only the api reaches the database',
      kind: 'reached-only-by',
      severity: 'error',
      hard: true,
    },
  ]);
});

test('an intent emits nothing', () => {
  const chart = inShop();
  new Intent(chart, 'nobody', nothing().reaches(db));
  expect(chart.toJson()).toEqual([]);
});

test('an intent remembers the line that states it', () => {
  const place = stated(toDb)?.typescript;
  expect(place).toBeDefined();
  expect(
    lineAt({ code: '', message: '', severity: 'error', ...(place && { source: place }) }),
  ).toBe("new Intent(chart, 'only the api reaches the database', claim, options);");
});

test.each([
  ['every(...).reaches(...)', every(api).reaches(db, tcp(5432)), 1],
  ['only(...).reaches(...)', toDb, 1],
  ['every(...).reachesOnly(...)', every(api).reachesOnly({ to: db, on: tcp(5432) }), 1],
  ['nothing().reaches(...)', nothing().reaches(db), 0],
  ['no(...).reaches(...)', no(anyPod()).reaches(cloudMetadata()), 0],
  ['closed(...)', closed(db), 0],
  ['every(...).resolvesNames()', every(api).resolvesNames(), 0],
])('%s states the flows that it wants', (_, claim, flows) => {
  expect(stated(claim)?.flows).toHaveLength(flows);
});

test('a closed world rests on what others state, so it is not hard', () => {
  expect(stated(closed(db))?.intents[0]?.hard).toBe(false);
});

test('an end without a namespace is in that of the enclosing namespace construct', () => {
  const shop = new DefaultDenyNamespace(newChart(), 'data');
  const intent = new Intent(shop, 'closed', closed(allPods()));
  expect(statementsOf(intent)[0]?.intents).toMatchObject([
    { pods: [{ namespaces: { kind: 'named', name: 'data' } }] },
  ]);
});

test('an end without a namespace may be told its namespace', () => {
  const intent = new Intent(newChart(), 'closed', closed(db), { namespace: 'data' });
  expect(statementsOf(intent)[0]?.intents).toMatchObject([
    { pods: [{ namespaces: { kind: 'named', name: 'data' } }] },
  ]);
});

test('an end whose namespace nothing says is refused, with the fix', () => {
  expect(told(refusalsOf(() => new Intent(newChart(), 'closed', closed(db))))).toEqual([
    "constructs/no-namespace: nothing says the namespace in `shop`\n=> give `namespace`, or place it inside a namespace construct or a chart with a namespace\nat expect(told(refusalsOf(() => new Intent(newChart(), 'closed', closed(db))))).toEqual([",
  ]);
});

test('an intent about ends that name their namespaces stands anywhere', () => {
  const claim = no(db.in(namespace('data'))).reaches(internet());
  expect(() => new Intent(new App(), 'sealed', claim)).not.toThrow();
});

test('the internet of an intent leaves out the zones of the profile', () => {
  const app = new App();
  declareProfile(app, { ...portable, zones: { corp: ['203.0.113.0/24'] } });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const claim = no(db).reaches(internet({ except: ['198.51.100.0/24'] }));
  const [said] = statementsOf(new Intent(chart, 'sealed', claim));
  expect(said?.intents).toMatchObject([
    { flows: [{ to: [{ except: expect.arrayContaining(['203.0.113.0/24']) }] }] },
  ]);
});

test('an intent may warn, and be accepted for a reason', () => {
  const acknowledge = { reason: 'moves with the next release', until: '2027-01-31' };
  expect(stated(toDb, { severity: 'warning', acknowledge })?.intents).toMatchObject([
    { severity: 'warning', acknowledged: acknowledge },
  ]);
});

test('a name may hold a slash, though no construct id does', () => {
  const intent = new Intent(inShop(), 'api/v1 is sealed', nothing().reaches(api));
  expect(statementsOf(intent)).toMatchObject([
    { construct: 'shop/api--v1 is sealed', intents: [{ name: 'api/v1 is sealed' }] },
  ]);
});

test.each([
  ['no name', () => new Intent(inShop(), '', closed(db)), "the id of an `Intent` is `''`"],
  [
    'a name that is not defined',
    () => new Intent(inShop(), javascript(undefined), closed(db)),
    'the id of an `Intent` is `undefined`',
  ],
  ['a name of several lines', () => new Intent(inShop(), 'a\nb', closed(db)), 'which is no name'],
  [
    'a claim that is not finished',
    () => new Intent(inShop(), 'x', javascript(no(db))),
    '`Intent` got `an object`, not a claim => write every(...).reaches(...)',
  ],
  [
    'a claim that lost its ports',
    () =>
      new Intent(inShop(), 'x', {
        ...toDb,
        flows: javascript(toDb.flows.map(({ ports, ...flow }) => flow)),
      }),
    'not a claim',
  ],
  [
    'a claim that lost its flows',
    () => new Intent(inShop(), 'x', { ...every(api).reaches(db, tcp(1)), flows: [] }),
    'not a claim',
  ],
  [
    'an option that does not exist',
    () => new Intent(inShop(), 'x', toDb, javascript({ severty: 'error' })),
    '`Intent` has no option `severty`, did you mean `severity`?',
  ],
  [
    'a severity that does not exist',
    () => new Intent(inShop(), 'x', toDb, { severity: javascript('warn') }),
    "`severity` of `Intent` is `'warn'` => write 'error' or 'warning'",
  ],
  [
    'options that are none',
    () => new Intent(inShop(), 'x', toDb, javascript(null)),
    '`Intent` got `null` where its options belong',
  ],
  [
    'a reason that says little',
    () => new Intent(inShop(), 'x', toDb, { acknowledge: { reason: '  legacy   ' } }),
    'shorter than 10 characters => give `reason`',
  ],
  [
    'a reason that is none',
    () => new Intent(inShop(), 'x', toDb, { acknowledge: javascript('because of legacy') }),
    '`acknowledge` of `Intent` is',
  ],
  [
    'a day that does not exist',
    () =>
      new Intent(inShop(), 'x', toDb, {
        acknowledge: { reason: 'moves with the next release', until: '2027-02-30' },
      }),
    "`until` is `'2027-02-30'`, not a day",
  ],
])('an intent with %s is refused', (_, call, expected) => {
  expect(refusalOf(call)).toContain(expected);
});
