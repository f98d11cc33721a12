/**
 * What does not compile, and what must. Nothing here runs: `npx tsc --noEmit` is the test.
 *
 * AND (`pods().in()`) and OR (a list) cannot be confused: there is one way to write each.
 */
import type { Chart } from 'cdk8s';
import {
  absent,
  allNamespaces,
  allPods,
  allPorts,
  anyPod,
  anywhere,
  closed,
  cloudMetadata,
  type EgressRule,
  every,
  everyone,
  from,
  type IngressRule,
  Intent,
  type IntentClaim,
  internet,
  ipBlock,
  type NamespaceLike,
  NetworkPolicy,
  namespace,
  namespaces,
  no,
  noneOf,
  nothing,
  nothingElse,
  oneOf,
  only,
  type Peer,
  type PodsInNamespace,
  type Port,
  pods,
  present,
  type Subject,
  sameNamespace,
  sctp,
  service,
  tcp,
  to,
  udp,
  vocabulary,
  workload,
  zone,
  zones,
} from '../../lib/constructs';

declare const chart: Chart;
declare const config: {
  readonly app: string;
  readonly maybe: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly rule: IngressRule | undefined;
  readonly port: number;
  readonly portName: string;
};

// What must compile.
export const subjects: readonly Subject[] = [
  pods({ app: 'web' }),
  pods({ app: config.app, env: noneOf('dev'), canary: absent(), team: present() }),
  pods(config.labels),
  allPods(),
];
export const peers: readonly Peer[] = [
  pods({ app: 'web' }),
  pods({ app: oneOf('web', 'api') }).in(namespace('shop')),
  pods({ app: oneOf(['web', 'api']) }).in(namespaces({ team: 'alice' })),
  pods({ app: 'web' }).in(allNamespaces()),
  pods({ app: 'web' }).in({ namespaceName: 'shop' }),
  sameNamespace(),
  namespace('shop'),
  namespaces({ team: oneOf('alice', 'bob') }),
  allNamespaces(),
  ipBlock('10.0.0.0/8', { except: ['10.1.0.0/16'] }),
  internet({ except: [zone('corp', ['10.20.0.0/16'])] }),
];
export const inOneNamespace: PodsInNamespace = pods({ app: 'web' }).in(namespace('shop'));
export const ingress: readonly IngressRule[] = [
  from(sameNamespace()).on(tcp(80)),
  from([sameNamespace(), namespace('shop')]).on([tcp(80), udp(53), sctp.all()]),
  from(peers).on(tcp(config.port), tcp(config.portName), tcp.range(8000, 8100)),
  from(everyone()).on(allPorts()).because('public', { owner: 'web', until: '2027-01-31' }),
];
export const egress: readonly EgressRule[] = [to(anywhere()).on(udp(53))];

// A rule without .on(...) is not a rule.
// @ts-expect-error
export const noPorts: IngressRule = from(sameNamespace());
// @ts-expect-error
new NetworkPolicy(chart, 'x', { select: allPods(), ingress: [from(sameNamespace())] });

// The directions cannot be swapped.
// @ts-expect-error
export const swapped: IngressRule = to(sameNamespace()).on(tcp(80));
// @ts-expect-error
new NetworkPolicy(chart, 'x', { select: allPods(), egress: [from(sameNamespace()).on(tcp(80))] });
// @ts-expect-error
to(everyone());
// @ts-expect-error
from(anywhere());

// A subject is never of another namespace, and a peer is never a whole policy's subject.
// @ts-expect-error
export const foreign: Subject = pods({ app: 'web' }).in(namespace('shop'));
// @ts-expect-error
new NetworkPolicy(chart, 'x', { select: pods({ a: 'b' }).in(namespace('c')), ingress: [] });
// @ts-expect-error
export const aPeer: Subject = sameNamespace();
// @ts-expect-error
export const aSubject: Peer = allPods();
// @ts-expect-error
from(allPods());

// .in() takes namespaces, once, and namespaces have no pods to narrow.
// @ts-expect-error
pods({ app: 'web' }).in(pods({ app: 'api' }));
// @ts-expect-error
pods({ app: 'web' }).in('shop');
// @ts-expect-error
pods({ app: 'web' }).in(namespace('shop')).in(namespace('other'));
// @ts-expect-error
namespaces({ team: 'alice' }).in(pods({ app: 'web' }));
// @ts-expect-error
pods({ app: 'web' }).in(ipBlock('10.0.0.0/8'));
// @ts-expect-error
export const several: PodsInNamespace = pods({ app: 'web' }).in(allNamespaces());

// A label that may be missing is not a label.
// @ts-expect-error
pods({ app: config.maybe });
// @ts-expect-error
pods({ app: 'web', tier: undefined });
// @ts-expect-error
pods({ app: null });
// @ts-expect-error
pods({ version: 2 });
// @ts-expect-error
pods(undefined);
// @ts-expect-error
pods();
// @ts-expect-error 'pods({}) would be every pod: write allPods() or sameNamespace()'
pods({});
// @ts-expect-error 'namespaces({}) would be every namespace: write allNamespaces()'
namespaces({});
// @ts-expect-error
oneOf(config.maybe);

// Ports.
// @ts-expect-error 'a port in quotes is a name: write the number without quotes'
tcp('8080');
// @ts-expect-error
tcp(undefined);
// @ts-expect-error
tcp.range('http', 90);
// @ts-expect-error
from(sameNamespace()).on(80);
// @ts-expect-error
from(sameNamespace()).on('http');

// everyone(), anywhere() and allPorts() stand alone.
// @ts-expect-error
from(everyone(), sameNamespace());
// @ts-expect-error
from([everyone(), sameNamespace()]);
// @ts-expect-error
to(anywhere(), sameNamespace());
// @ts-expect-error
from(sameNamespace()).on(tcp(80), allPorts());

// A list holds no holes.
// @ts-expect-error
from(sameNamespace(), undefined);
// @ts-expect-error
new NetworkPolicy(chart, 'x', { select: allPods(), ingress: [config.rule] });

// At least one direction, and never undefined.
// @ts-expect-error
new NetworkPolicy(chart, 'x', { select: allPods() });
// @ts-expect-error
new NetworkPolicy(chart, 'x', { select: allPods(), ingress: undefined });
// @ts-expect-error
new NetworkPolicy(chart, 'x', { select: allPods(), ingress: [], egress: undefined });
// @ts-expect-error
new NetworkPolicy(chart, 'x', { select: allPods(), ingress: [], namespace: undefined });

// Options.
// @ts-expect-error
ipBlock('10.0.0.0/8', { exept: ['10.1.0.0/16'] });
// @ts-expect-error
ipBlock('10.0.0.0/8', { except: undefined });
// @ts-expect-error
from(everyone()).on(tcp(80)).because('metrics', { until: undefined });

// A vocabulary.
const org = vocabulary({ tier: ['web', 'api', 'database'], app: ['shop'] });
export const spoken: readonly Peer[] = [
  org.pods({ tier: 'web', app: 'shop' }),
  org.pods({ tier: oneOf('web', 'api'), app: present() }),
  org.pods({ tier: 'web' }).in(org.namespaces({ tier: noneOf('database') })),
];
// @ts-expect-error
org.pods({ tier: 'wbe' });
// @ts-expect-error
org.pods({ teir: 'web' });
// @ts-expect-error
org.pods({ tier: oneOf('web', 'wbe') });
// @ts-expect-error
org.pods({ tier: noneOf('wbe') });
// @ts-expect-error
org.namespaces({ app: 'web' });
// @ts-expect-error
org.pods({ tier: undefined });

// Zones.
const declared = zones({ corp: ['10.20.0.0/16'], partner: ['198.51.100.0/24'] });
export const corp: Peer = declared('corp');
// @ts-expect-error
declared('crop');

// Intents: a claim that wants something says its ports, and an end is an end.
declare const shop: NamespaceLike;
declare const ports: readonly Port[];
export const claims: readonly IntentClaim[] = [
  every(pods({ app: 'web' }), namespace('a')).reaches(pods({ app: 'api' }), tcp(80), udp(80)),
  every(shop).reaches([workload('a/b'), service('a/b')], ports),
  every(shop).reachesOnly(to(internet()).on(tcp(443)), { to: service('a/b'), on: ports }),
  no([anyPod(), anywhere()]).reaches(cloudMetadata()),
  only(everyone()).reaches(shop, allPorts()),
  only({ from: shop, on: tcp(1) }, from(aPeerOf()).on(tcp(2))).reach(shop),
  nothing().reaches(shop),
  nothingElse().leaves(shop),
  closed(allPods(), sameNamespace()),
];
declare function aPeerOf(): Peer;
// @ts-expect-error
every(shop).reaches(shop);
// @ts-expect-error
only(shop).reaches(shop);
// @ts-expect-error
only({ from: shop });
// @ts-expect-error
every(shop).reachesOnly(to(namespace('a')));
// @ts-expect-error
every(shop).reachesOnly(from(namespace('a')).on(tcp(80)));
// @ts-expect-error
every(shop).reachesOnly();
// @ts-expect-error
only(shop, { from: shop, on: tcp(1) });
// @ts-expect-error
no('shop/api');
// @ts-expect-error
workload('api');
// @ts-expect-error
every(shop).reaches(shop, tcp(80), allPorts());
// @ts-expect-error
new Intent(chart, 'unfinished', every(shop));
// @ts-expect-error
new Intent(chart, 'x', closed(shop), { severity: 'info' });
// @ts-expect-error
new Intent(chart, 'x', closed(shop), { acknowledge: { until: '2027-01-31' } });
