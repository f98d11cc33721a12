/** What does not compile of the constructs that lead outside, and what must. Nothing here runs. */
import type { ApiObject } from 'cdk8s';
import {
  AllowClientRange,
  AllowExternalApi,
  AllowInternet,
  AllowWorkloadIdentity,
  allNamespaces,
  allPods,
  type DefaultDenyNamespace,
  EgressThroughProxy,
  ingressNginx,
  ipBlock,
  namespace,
  pods,
  type Tier,
  tcp,
} from '../../lib/constructs';

declare const shop: DefaultDenyNamespace;
declare const tier: Tier;
declare const service: ApiObject;

const web = pods({ app: 'web' });
const https = tcp(443);

// What must compile.
new AllowInternet(shop, 'a', { from: tier, on: https });
new AllowInternet(shop, 'b', { from: allPods(), on: [https], except: ['203.0.113.0/24'] });
new AllowExternalApi(shop, 'c', { from: web, cidrs: ['203.0.113.0/24'], on: https, because: 'x' });
new AllowWorkloadIdentity(shop, 'd', { for: web });
new AllowWorkloadIdentity(shop, 'e', { for: web, provider: ['ecs', 'eks-pod-identity'] });
new EgressThroughProxy(shop, 'f', { from: web, proxy: ipBlock('10.0.0.5/32'), on: tcp(3128) });
new EgressThroughProxy(shop, 'g', { from: web, proxy: web.in(namespace('x')), on: tcp(3128) });
const clients = { to: web, on: https, cidrs: ['198.51.100.0/24'] };
new AllowClientRange(shop, 'h', { ...clients, behind: service });
new AllowClientRange(shop, 'i', { ...clients, behind: 'nothing' });
new AllowClientRange(shop, 'j', { ...clients, behind: { type: 'ClusterIP' } });

// What must not.
// @ts-expect-error ports are said
new AllowInternet(shop, 'a', { from: web });
// @ts-expect-error the pods of several namespaces are no place for a policy
new AllowInternet(shop, 'a', { from: web.in(allNamespaces()), on: https });
// @ts-expect-error a block does not say whose it is
new AllowExternalApi(shop, 'a', { from: web, cidrs: ['203.0.113.0/24'], on: https });
// @ts-expect-error a private range is said by `true`, or not at all
new AllowExternalApi(shop, 'a', { from: web, cidrs: [], on: https, because: 'x', private: false });
// @ts-expect-error a misspelt provider
new AllowWorkloadIdentity(shop, 'a', { for: web, provider: 'eks' });
// @ts-expect-error a federated identity needs no metadata address
new AllowWorkloadIdentity(shop, 'a', { for: web, provider: 'irsa' });
// @ts-expect-error a whole namespace is no proxy
new EgressThroughProxy(shop, 'a', { from: web, proxy: namespace('egress'), on: https });
// @ts-expect-error what clients come through is said
new AllowClientRange(shop, 'a', clients);
// @ts-expect-error the default of a LoadBalancer replaces client addresses
new AllowClientRange(shop, 'a', { ...clients, behind: { type: 'LoadBalancer' } });
new AllowClientRange(shop, 'a', {
  ...clients,
  // @ts-expect-error so does `Cluster`
  behind: { type: 'NodePort', externalTrafficPolicy: 'Cluster' },
});
// @ts-expect-error an ingress controller forwards from its own address
new AllowClientRange(shop, 'a', { ...clients, behind: ingressNginx() });
