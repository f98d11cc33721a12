import { Construct } from 'constructs';
import { WELL_KNOWN } from '../../platform';
import { because } from '../because';
import { prometheus } from '../components';
import { checkProps, decline } from '../composite-refusals';
import {
  itemsOf,
  type NamedNamespace,
  type NamespaceLike,
  namespace,
  type Peer,
  type Pods,
  type PodsInNamespace,
  type Port,
  show,
} from '../dsl';
import { fieldOf, isPeerShape } from '../dsl/shape';
import type { MayIsolate } from '../may-open';
import { namespaceOf } from '../namespace-scope';
import { ruleFor } from '../openings';
import { nearest, type Place, placeOf, slugOf } from '../places';
import { openPods, promiseFlows } from './open-pods';
import { listOfPorts, type SomePorts, surelyListen } from './own-pods';

/** Pods whose metrics are read: some, or those of a whole namespace. */
export type ScrapeTarget = Pods | PodsInNamespace | NamedNamespace | NamespaceLike;

export interface AllowScrapeProps extends MayIsolate {
  /** What is scraped, in as many namespaces as you like. */
  readonly of: readonly ScrapeTarget[];
  /** The port on which the applications serve their metrics. */
  readonly on: SomePorts;
  /** Who scrapes. @default - prometheus() */
  readonly by?: PodsInNamespace;
  /** The namespace of targets that name none. @default - the enclosing one, else the chart's */
  readonly namespace?: string;
  /** Isolates the targets where nothing has: the scraper is then all that reaches them. @default - refused there */
  readonly isolates?: true;
}

/**
 * Lets a Prometheus scrape applications of any number of namespaces, and opens both ends of each
 * scrape. Promises that it reaches them.
 *
 * @example
 * new AllowScrape(chart, 'scrape', { of: [shop, pods({ app: 'orders' }).in(orders)], on: tcp('metrics') });
 * // NetworkPolicy shop/scrape:
 * //   ingress:
 * //     - from:
 * //         - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } }
 * //           podSelector: { matchLabels: { app.kubernetes.io/name: prometheus } }
 * //       ports: [{ port: metrics, protocol: TCP }]
 * // NetworkPolicy orders/scrape-orders, and the egress of prometheus where it is isolated
 * @throws {InvalidInputError} where nothing isolates the targets, and for port 9090 of every pod
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export class AllowScrape extends Construct {
  constructor(scope: Construct, id: string, props: AllowScrapeProps) {
    super(scope, id);
    because(this, 'metrics are scraped');
    const what = 'AllowScrape';
    checkProps(what, props, ['of', 'on', 'by', 'namespace', 'isolates']);
    if (!('of' in props && 'on' in props)) {
      const message = '`AllowScrape` does not say what is scraped, and on which port';
      decline({ code: 'constructs/missing-part', message, help: 'give `of` and `on`' });
    }
    const by = props.by ?? prometheus();
    const ports = listOfPorts(what, props.on);
    const here = () => namespaceOf(scope, props);
    for (const target of itemsOf<ScrapeTarget>('AllowScrape.of', [props.of])) {
      const near = targetPlace(id, target, here);
      checkPorts(near, ports);
      const rule = ruleFor('ingress', [nearest(by, near.namespace)], ports);
      const flows = openPods(this, { what, near, rules: [rule] }, props);
      if (surelyListen(near, ports)) {
        const who = near.select.kind === 'pods' ? slugOf(near.select) : 'pods';
        promiseFlows(this, `${slugOf(by)} scrapes ${who} of ${near.namespace}`, flows);
      }
    }
  }
}

function targetPlace(id: string, target: ScrapeTarget, here: () => string): Place {
  const peer = peerOf(target);
  const needsHome = peer?.kind === 'pods' && peer.namespaceName === undefined;
  const place = peer && placeOf(peer, needsHome ? here() : '');
  if (place === undefined) {
    const message = `\`of\` of \`AllowScrape\` holds ${show(target)}, which is no single place`;
    decline({ code: 'constructs/no-place', message });
  }
  const slug = place.select.kind === 'pods' ? `${id}-${place.slug}` : id;
  return { ...place, slug };
}

function peerOf(target: ScrapeTarget): Peer | undefined {
  if (isPeer(target)) return target;
  const name = fieldOf(target, 'namespaceName');
  return typeof name === 'string' ? namespace(name) : undefined;
}

function isPeer(target: ScrapeTarget): target is Pods | PodsInNamespace | NamedNamespace {
  return isPeerShape(target);
}

const [OWN_PORT] = WELL_KNOWN.prometheus.ports;

/** Port 9090 of every pod is where Prometheus itself listens, and hardly an application. */
function checkPorts({ namespace: home, select }: Place, ports: readonly Port[]): void {
  if (select.kind === 'pods' || !ports.some(({ spec }) => spec.port === OWN_PORT?.port)) return;
  const message = `\`on\` of \`AllowScrape\` is port ${OWN_PORT?.port} of every pod of \`${home}\`, where Prometheus itself listens`;
  decline({ code: 'constructs/scrapes-everything', message });
}
