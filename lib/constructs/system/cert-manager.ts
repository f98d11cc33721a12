import { Construct } from 'constructs';
import { WELL_KNOWN } from '../../platform';
import { because } from '../because';
import { checkProps, decline } from '../composite-refusals';
import { everyone, type Pods, tcp } from '../dsl';
import { selectorFrom } from '../dsl/labels';
import { podsSelectedBy } from '../dsl/pods';
import type { MayIsolate } from '../may-open';
import { type AcmeNeeds, acmeRules } from './acme-rules';
import { API_SERVER_PLACE, type ApiServerPlace, towardsApiServer } from './api-server-end';
import { hasCilium } from './entities';
import { type ApiServerCalls, fromApiServer } from './from-api-server';
import { flowsOut, type Opened, openPods, promiseFlows } from './open-pods';
import { ownPlace } from './own-pods';

/** The pods of cert-manager, where an installation labels them otherwise. */
export interface CertManagerPods {
  readonly controller?: Pods;
  readonly cainjector?: Pods;
  readonly webhook?: Pods;
  /** The Job that waits, after an installation, until the webhook answers. */
  readonly startupapicheck?: Pods;
}

export interface CertManagerProps extends MayIsolate, ApiServerPlace, AcmeNeeds {
  /** Who may call the webhook. @default - everyone, on its port only; under Cilium its entities */
  readonly webhookFrom?: ApiServerCalls;
  /** @default - the labels of its release manifests */
  readonly pods?: CertManagerPods;
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
  /** Isolates the pods where nothing has: this is then all they have. @default - refused there */
  readonly isolates?: true;
}

const COMPONENTS = ['controller', 'cainjector', 'webhook', 'startupapicheck'] as const;
type Component = (typeof COMPONENTS)[number];

const PROPS = ['webhookFrom', 'pods', 'acme', 'http01', 'dns01', 'namespace', 'isolates'];

/**
 * cert-manager with what it needs, and nothing more: every component reaches the API server, which
 * reaches the webhook; the controller reaches what its challenges need. One policy a component.
 * `AllowDns` stands beside it, and `AllowHttp01Solver` in each namespace of certificates. Promises
 * that the components reach the API server.
 *
 * @example
 * new CertManager(home, 'cert-manager', {
 *   cidrs: ['172.18.0.2/32'],
 *   dns01: { nameServers: ipBlock('9.9.9.9/32') },
 * });
 * // NetworkPolicy cert-manager/cert-manager-cainjector, -startupapicheck, -webhook, -controller:
 * // egress:
 * //   - to: [{ ipBlock: { cidr: 172.18.0.2/32 } }]
 * //     ports: [{ port: 443, protocol: TCP }, { port: 6443, protocol: TCP }]
 * //   - to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [...] } }, ...]
 * //     ports: [{ port: 443, protocol: TCP }]
 * //   - to: [{ ipBlock: { cidr: 9.9.9.9/32 } }]
 * //     ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]
 * @throws {InvalidInputError} where the address of the API server is not known, and where nothing
 * isolates the pods
 * @see https://cert-manager.io/docs/installation/best-practice/#network-requirements-and-network-policy
 */
export class CertManager extends Construct {
  constructor(scope: Construct, id: string, props: CertManagerProps = {}) {
    super(scope, id);
    because(this, 'cert-manager orders certificates and hands them out');
    checkCertManager(props);
    for (const component of COMPONENTS) {
      const place = { ...props, for: podsOf(component, props.pods) };
      const near = ownPlace(scope, 'CertManager', `${id}-${component}`, place);
      const parts = [
        inward(scope, component, props),
        towardsApiServer(scope, 'CertManager', props),
        { rules: component === 'controller' ? acmeRules(props) : [], entities: [] },
      ];
      const rules = parts.flatMap((part) => part.rules);
      const entities = parts.flatMap((part) => part.entities);
      openPods(this, { what: 'CertManager', near, rules, entities }, props);
      const reached = flowsOut(near, rules);
      if (reached.length === 0) continue;
      promiseFlows(this, `${component} of ${near.namespace} reaches what it needs`, reached);
    }
  }
}

/** What reaches a component: the API server the webhook, nobody the others. */
function inward(scope: Construct, component: Component, { webhookFrom }: CertManagerProps): Opened {
  if (component !== 'webhook') return { rules: [], entities: [] };
  const from = webhookFrom ?? (hasCilium(scope) ? undefined : everyone());
  const callers = {
    what: 'CertManager',
    prop: 'webhookFrom',
    ...(from !== undefined && { from }),
  };
  const { ports } = WELL_KNOWN['cert-manager-webhook'];
  return fromApiServer(
    scope,
    callers,
    ports.map(({ port }) => tcp(port)),
  );
}

function podsOf(component: Component, given: CertManagerPods = {}): Pods {
  const { labels } = WELL_KNOWN[`cert-manager-${component}`];
  return given[component] ?? podsSelectedBy(selectorFrom('pods', labels));
}

function checkCertManager(props: CertManagerProps): void {
  checkProps('CertManager', props, [...PROPS, ...API_SERVER_PLACE]);
  const { pods: given, http01, dns01 } = props;
  if (given !== undefined) checkProps('CertManager.pods', given, COMPONENTS);
  if (http01 !== undefined) {
    checkProps('CertManager.http01', http01, ['through', 'on', 'at']);
    checkPart('http01', 'through', http01, 'through: ingressNginx()');
  }
  if (dns01 !== undefined) {
    checkProps('CertManager.dns01', dns01, ['api', 'nameServers']);
    checkPart('dns01', 'nameServers', dns01, "nameServers: ipBlock('9.9.9.9/32')");
  }
}

function checkPart(prop: string, part: string, given: object, example: string): void {
  if (part in given) return;
  const message = `\`${prop}\` of \`CertManager\` has no \`${part}\``;
  decline({ code: 'constructs/missing-part', message, help: `write ${example}` });
}
