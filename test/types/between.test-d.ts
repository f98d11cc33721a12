/** What does not compile between pods and namespaces, and what must. `npx tsc --noEmit` is the test. */
import type { Chart } from 'cdk8s';
import {
  AllowBetweenReplicas,
  AllowFrom,
  AllowTo,
  allPods,
  anywhere,
  everyone,
  namespace,
  namespaces,
  pods,
  sameNamespace,
  Tenant,
  type Tier,
  TieredApp,
  tcp,
} from '../../lib/constructs';

declare const chart: Chart;
const api = pods({ app: 'api' });
const on = tcp(8080);

// Alternatives are a list, and "pods in namespaces" is one peer of it.
new AllowFrom(chart, 'a', { to: api, from: [namespace('blog'), namespace('mail')], on });
new AllowFrom(chart, 'b', { to: allPods(), from: api.in(namespaces({ team: 'alice' })), on });
new AllowFrom(chart, 'c', { to: api, from: everyone(), on });
new AllowTo(chart, 'd', { from: api, to: anywhere(), on: [on, tcp(9090)] });

// Ports are said, and the two ends cannot be swapped.
// @ts-expect-error
new AllowFrom(chart, 'e', { to: api, from: namespace('blog') });
// @ts-expect-error
new AllowFrom(chart, 'f', { to: api, from: anywhere(), on });
// @ts-expect-error
new AllowTo(chart, 'g', { from: api, to: everyone(), on });
// @ts-expect-error
new AllowTo(chart, 'h', { to: api, on });
// @ts-expect-error
new AllowBetweenReplicas(chart, 'i', { pods: api });

// What is opened is pods, never whole namespaces.
// @ts-expect-error
new AllowFrom(chart, 'j', { to: namespace('shop'), from: api, on });
// @ts-expect-error
new AllowFrom(chart, 'k', { to: sameNamespace(), from: api, on });

// Tiers are known by the names they were given, and each says its pods and ports.
const app = new TieredApp(chart, 'l', { web: { pods: api, on }, store: { pods: api, on } });
export const store: Tier = app.tier('store');
// @ts-expect-error
app.tier('stroe');
// @ts-expect-error
new TieredApp(chart, 'm', { web: { pods: api } });
// @ts-expect-error
new TieredApp(chart, 'n', { web: { on } });

// An entry says where its pods stand, and what is shared is a rule of egress.
const web = api.in(namespace('alice'));
new Tenant(chart, 'o', { namespaces: ['alice'], entries: [{ to: web, from: everyone(), on }] });
// @ts-expect-error
new Tenant(chart, 'p', { namespaces: ['alice'], entries: [{ to: api, from: everyone(), on }] });
// @ts-expect-error
new Tenant(chart, 'q', { namespaces: ['alice'], shared: [namespace('sso')] });
// @ts-expect-error
new Tenant(chart, 'r', { shared: [] });
