/**
 * What does not compile of the system components. Nothing here runs: `npx tsc --noEmit` is the test.
 */
import {
  AllowAdmissionWebhook,
  AllowApiServer,
  AllowHttp01Solver,
  AllowIngressController,
  AllowKubeletMetrics,
  AllowMesh,
  AllowScrape,
  allPorts,
  CertManager,
  cloudLoadBalancer,
  type DefaultDenyNamespace,
  everyone,
  ingressNginx,
  ipBlock,
  namespaces,
  pods,
  tcp,
} from '../../lib/constructs';

declare const shop: DefaultDenyNamespace;
const web = pods({ app: 'web' });

// @ts-expect-error the API server is no pods
new AllowApiServer(shop, 'a', { cidrs: web });
// @ts-expect-error not every port of the API server
new AllowApiServer(shop, 'a', { cidrs: ['192.0.2.1/32'], on: allPorts() });

// @ts-expect-error calls of the API server never come from pods
new AllowAdmissionWebhook(shop, 'a', { for: web, on: tcp(9443), from: web });
// @ts-expect-error the port of the pods must be said
new AllowAdmissionWebhook(shop, 'a', { for: web, from: everyone() });

// @ts-expect-error there is no port on which every application serves metrics
new AllowScrape(shop, 'a', { of: [shop] });
// @ts-expect-error not every port is scraped
new AllowScrape(shop, 'a', { of: [shop], on: allPorts() });
// @ts-expect-error namespaces by label are no place for a policy
new AllowScrape(shop, 'a', { of: [namespaces({ team: 'a' })], on: tcp(9102) });

// @ts-expect-error not every pod scrapes kubelets
new AllowKubeletMetrics(shop, 'a', { nodes: ['192.0.2.0/24'] });

// @ts-expect-error everyone is no controller
new AllowIngressController(shop, 'a', { to: web, on: tcp(80), controller: everyone() });

// @ts-expect-error AWS connects from subnets that must be given
cloudLoadBalancer('aws');
cloudLoadBalancer('gcp');

// @ts-expect-error the name servers must be said
new CertManager(shop, 'a', { dns01: {} });
// @ts-expect-error a self check arrives through pods
new CertManager(shop, 'a', { http01: { through: ipBlock('192.0.2.1/32') } });
new CertManager(shop, 'a', { http01: { through: ingressNginx() } });

// @ts-expect-error challenges come through pods
new AllowHttp01Solver(shop, 'a', { controller: everyone() });

// @ts-expect-error a mesh that is not known
new AllowMesh(shop, 'a', { mesh: 'isto' });
