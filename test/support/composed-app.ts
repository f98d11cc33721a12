import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { PolicyApp } from '../../lib/cdk8s';
import {
  AllowBetweenReplicas,
  AllowDns,
  AllowExternalApi,
  AllowFrom,
  AllowInternet,
  AllowTo,
  BlockCloudMetadata,
  Connection,
  DefaultDenyNamespace,
  namespace,
  pods,
  TieredApp,
  tcp,
} from '../../lib/constructs';

/** The namespaces of a composed app, and the workloads of each. */
export const NAMESPACES = ['a', 'b', 'c'] as const;
export const APPS = ['web', 'api', 'db'] as const;

type Namespace = (typeof NAMESPACES)[number];
type AppName = (typeof APPS)[number];

/** The pods of one workload. */
export interface Who {
  readonly namespace: Namespace;
  readonly app: AppName;
}

/** One construct of a composed app, and by what this test says of it, the flows that it opens. */
export type Part =
  | { readonly kind: 'connection'; readonly from: Who; readonly to: Who; readonly port: number }
  | {
      readonly kind: 'from-namespaces';
      readonly from: Namespace;
      readonly to: Who;
      readonly port: number;
    }
  | { readonly kind: 'from-pods'; readonly from: Who; readonly to: Who; readonly port: number }
  | {
      readonly kind: 'to-namespace';
      readonly from: Who;
      readonly to: Namespace;
      readonly port: number;
    }
  | { readonly kind: 'replicas'; readonly of: Who; readonly port: number }
  | { readonly kind: 'tiers'; readonly namespace: Namespace; readonly port: number }
  | { readonly kind: 'dns'; readonly namespace: Namespace }
  | { readonly kind: 'internet'; readonly of: Who; readonly port: number }
  | { readonly kind: 'external-api'; readonly of: Who; readonly port: number }
  | { readonly kind: 'metadata'; readonly namespace: Namespace };

/** Where the API outside answers. */
export const API = { cidr: '1.1.1.0/24', address: '1.1.1.9' };

export const PORTS = [80, 443, 5432] as const;

const space = fc.constantFrom(...NAMESPACES);
const who = fc.record({ namespace: space, app: fc.constantFrom(...APPS) });
const port = fc.constantFrom(...PORTS);
const kind = <K extends Part['kind']>(name: K) => fc.constant(name);

const part: fc.Arbitrary<Part> = fc.oneof(
  fc
    .record({ kind: kind('connection'), from: who, to: who, port })
    .filter(({ from, to }) => !isSame(from, to)),
  fc.record({ kind: kind('from-namespaces'), from: space, to: who, port }),
  fc
    .record({ kind: kind('from-pods'), from: who, to: who, port })
    .filter(({ from, to }) => !isSame(from, to)),
  fc.record({ kind: kind('to-namespace'), from: who, to: space, port }),
  fc.record({ kind: kind('replicas'), of: who, port }),
  fc.record({ kind: kind('tiers'), namespace: space, port }),
  fc.record({ kind: kind('dns'), namespace: space }),
  fc.record({ kind: kind('internet'), of: who, port }),
  fc.record({ kind: kind('external-api'), of: who, port }),
  fc.record({ kind: kind('metadata'), namespace: space }),
);

/** Constructs of every kind, in any order and any number of times. */
export const parts: fc.Arbitrary<readonly Part[]> = fc.array(part, { minLength: 1, maxLength: 7 });

export function isSame(a: Who, b: Who): boolean {
  return a.namespace === b.namespace && a.app === b.app;
}

/** An app of namespaces that deny everything, and these constructs in them. */
export function composedApp(outdir: string, composed: readonly Part[]): PolicyApp {
  const app = new PolicyApp({ outdir });
  const homes = new Map(NAMESPACES.map((name) => [name, home(app, name)]));
  for (const [index, each] of composed.entries()) {
    const scope = homes.get(homeOf(each));
    if (scope !== undefined) write(scope, `part-${index}`, each);
  }
  return app;
}

function home(app: PolicyApp, name: Namespace): DefaultDenyNamespace {
  const chart = new Chart(app, name, { namespace: name });
  const denied = new DefaultDenyNamespace(chart, name, { dns: 'none' });
  for (const each of APPS) deployment(chart, each);
  return denied;
}

function deployment(chart: Chart, name: AppName): void {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { containers: [{ name, image: `${name}:1` }] } };
  new ApiObject(chart, `deployment-${name}`, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { selector: { matchLabels: labels }, template },
  });
}

function homeOf(each: Part): Namespace {
  switch (each.kind) {
    case 'connection':
    case 'to-namespace':
      return each.from.namespace;
    case 'from-namespaces':
    case 'from-pods':
      return each.to.namespace;
    case 'replicas':
    case 'internet':
    case 'external-api':
      return each.of.namespace;
    default:
      return each.namespace;
  }
}

const own = ({ app }: Who) => pods({ app });
const elsewhere = ({ namespace: name, app }: Who) => pods({ app }).in(namespace(name));

function write(scope: Construct, id: string, each: Part): void {
  switch (each.kind) {
    case 'connection':
      new Connection(scope, id, {
        from: own(each.from),
        to: elsewhere(each.to),
        on: tcp(each.port),
      });
      return;
    case 'from-namespaces':
      new AllowFrom(scope, id, {
        to: own(each.to),
        from: namespace(each.from),
        on: tcp(each.port),
      });
      return;
    case 'from-pods':
      new AllowFrom(scope, id, {
        to: own(each.to),
        from: elsewhere(each.from),
        on: tcp(each.port),
      });
      return;
    case 'to-namespace':
      new AllowTo(scope, id, { from: own(each.from), to: namespace(each.to), on: tcp(each.port) });
      return;
    case 'replicas':
      new AllowBetweenReplicas(scope, id, { pods: own(each.of), on: tcp(each.port) });
      return;
    case 'tiers':
      new TieredApp(scope, id, {
        web: { pods: pods({ app: 'web' }), on: tcp(8080) },
        api: { pods: pods({ app: 'api' }), on: tcp(each.port) },
        db: { pods: pods({ app: 'db' }), on: tcp(each.port) },
      });
      return;
    case 'dns':
      new AllowDns(scope, id);
      return;
    case 'internet':
      new AllowInternet(scope, id, { from: own(each.of), on: tcp(each.port) });
      return;
    case 'external-api':
      new AllowExternalApi(scope, id, {
        from: own(each.of),
        cidrs: [API.cidr],
        on: tcp(each.port),
        because: 'rates of currencies',
      });
      return;
    case 'metadata':
      new BlockCloudMetadata(scope, id);
  }
}

/** Whether some part says that pods reach pods on a TCP port. */
export function saysBetween(each: Part, from: Who, to: Who, on: number): boolean {
  if ('port' in each && each.port !== on) return false;
  switch (each.kind) {
    case 'connection':
    case 'from-pods':
      return isSame(each.from, from) && isSame(each.to, to);
    case 'from-namespaces':
      return each.from === from.namespace && isSame(each.to, to);
    case 'to-namespace':
      return isSame(each.from, from) && each.to === to.namespace;
    case 'replicas':
      return isSame(each.of, from) && isSame(each.of, to);
    case 'tiers': {
      const isHere = [from, to].every((end) => end.namespace === each.namespace);
      return isHere && APPS.indexOf(to.app) === APPS.indexOf(from.app) + 1;
    }
    default:
      return false;
  }
}

/** Whether some part says that pods reach an address on a port. */
export function saysOutwards(
  each: Part,
  from: Who,
  to: 'internet' | 'api' | 'metadata' | 'private' | 'node-local-dns',
  on: number,
): boolean {
  switch (each.kind) {
    case 'internet':
      return (to === 'internet' || to === 'api') && isSame(each.of, from) && each.port === on;
    case 'external-api':
      return to === 'api' && isSame(each.of, from) && each.port === on;
    case 'dns':
      return to === 'node-local-dns' && each.namespace === from.namespace && on === 53;
    default:
      return false;
  }
}
