/** What of Cilium does not compile, and what must. Nothing here runs: `npx tsc --noEmit` is the test. */
import type { Chart } from 'cdk8s';
import {
  AllowHttp,
  allPorts,
  CiliumNetworkPolicy,
  from,
  fromEntities,
  http,
  overHttp,
  pathPrefix,
  pods,
  tcp,
  to,
  toEntities,
  toNames,
} from '../../lib/constructs';

declare const chart: Chart;
const select = pods({ app: 'api' });
const reads = http({ method: 'GET', path: pathPrefix('/api/'), headers: { 'X-Id': true } });
const plain = from(pods({ app: 'web' })).on(tcp(8080));

new CiliumNetworkPolicy(chart, 'all', {
  select,
  ingress: [plain, fromEntities('host').on(tcp(10250)), overHttp(plain, reads)],
  egress: [to(select).on(tcp(80)), toEntities(['world']).on(tcp(443))],
  egressDeny: [toEntities('world').on(allPorts())],
});
new CiliumNetworkPolicy(chart, 'names', {
  select,
  egress: [toNames('a.example.com').on(tcp(443))],
});
toNames(['a.example.com', '*.example.com']).on(tcp(443));
new AllowHttp(chart, 'http', { from: select, to: select, on: tcp(80), rules: [reads] });

// No rules at all.
// @ts-expect-error Cilium accepts such a policy and enforces nothing.
new CiliumNetworkPolicy(chart, 'none', { select });

// A rule of the other direction.
// @ts-expect-error
new CiliumNetworkPolicy(chart, 'turned', { select, ingress: [toEntities('world').on(tcp(80))] });
// @ts-expect-error Clients have no names.
new CiliumNetworkPolicy(chart, 'turned', { select, ingress: [toNames('a.b').on(tcp(80))] });

// What Cilium cannot deny.
// @ts-expect-error
new CiliumNetworkPolicy(chart, 'deny', { select, ingressDeny: [overHttp(plain, reads)] });
// @ts-expect-error
new CiliumNetworkPolicy(chart, 'deny', { select, egressDeny: [toNames('a.b').on(tcp(80))] });

// A rule without ports.
// @ts-expect-error
new CiliumNetworkPolicy(chart, 'ports', { select, egress: [toEntities('world')] });

// @ts-expect-error `apiserver` is no entity.
toEntities('apiserver');
// @ts-expect-error Every name is the whole internet.
toNames('*');
// @ts-expect-error
toNames('a.example.com', '*');
// @ts-expect-error
http({ method: 'get' });
// @ts-expect-error An expression of JavaScript is not one of Cilium.
http({ path: /api/ });
// @ts-expect-error A header is asked for by a text, or by true.
http({ headers: { 'X-Id': false } });
// @ts-expect-error Only rules of pods and addresses carry HTTP.
overHttp(fromEntities('host').on(tcp(80)), reads);
// @ts-expect-error
new AllowHttp(chart, 'http', { from: select, to: select, on: tcp(80) });
