/** What `expect` of vitest knows after the import, and what it refuses. Nothing here runs. */
import type { App } from 'cdk8s';
import { tcp } from 'cdk8s-netpol';
import { reachability } from 'cdk8s-netpol/vitest';
import { expect } from 'vitest';

declare const app: App;
const net = reachability(app);
const api = net.pod('shop/api');

expect(api).toReach('shop/db', tcp(5432));
expect(api).not.toReach(net.to('shop/db').on(tcp(5432)));
expect(api).not.toReachTransitively('shop/db');
expect(api).toReachOnly('shop/db', tcp(5432));
expect(api).toReachOnly(['shop/db', net.any()]);
expect(net.to('shop/db')).toBeReachableOnlyFrom(['shop/api', api], tcp(5432));
expect(net).toSatisfyIntents();
expect(net).not.toSatisfyIntents({ paths: ['intents.yaml'] });
expect(Promise.resolve(api)).resolves.toReach('shop/db');
expect(Promise.resolve(api)).resolves.not.toReach('shop/db');
expect({ api }).toEqual({ api: expect.toReach('shop/db', tcp(5432)) });
expect({ api }).toEqual({ api: expect.not.toReach('shop/db') });

expect(net).toHaveNoFindings();
expect(net).not.toHaveNoFindings({ level: 'info', ignore: ['NP104'], only: ['NP1'] });

// @ts-expect-error: a number is no port
expect(api).toReach('shop/db', 5432);
// @ts-expect-error: a way is taken on any port
expect(api).toReachTransitively('shop/db', tcp(5432));
// @ts-expect-error: a flow ends somewhere
expect(api).toReach();
// @ts-expect-error
expect(api).not.toReach(5432);
// @ts-expect-error: a list, also of one
expect(api).toBeReachableOnlyFrom('shop/api');
// @ts-expect-error
expect(api).toReachOnly();
// @ts-expect-error
expect(net).toSatisfyIntents(7);
// @ts-expect-error: there is no such level
expect(net).toHaveNoFindings({ level: 'off' });
// @ts-expect-error: a list, also of one
expect(net).toHaveNoFindings({ ignore: 'NP104' });
// @ts-expect-error
expect(net).toHaveNoFindings({ severity: 'error' });
// @ts-expect-error
expect(Promise.resolve(api)).resolves.toReach('shop/db', 5432);
// @ts-expect-error
expect({ api }).toEqual({ api: expect.toReach(5432) });
// @ts-expect-error: on() names a port
net.to('shop/db').on();
// @ts-expect-error
net.pods({ app: undefined });
// @ts-expect-error
reachability(7);
// @ts-expect-error
reachability(app, { profle: undefined });
