import type { Diagnostic } from '../../kernel';
import type { Fields } from '../../manifests';
import type { Inventory, Placed } from '../placed';
import { problem } from '../problem';
import { distinct } from './backends';
import { gatewayClasses } from './classes';
import type { EntryBackend, EntryPoint, Implementation, RouteKind } from './entry-point';
import { hostsOf } from './ingress';
import { type Attaching, takesRoute } from './listeners';
import { grantedBy, type RouteReference } from './reference-grants';

const GROUP = 'gateway.networking.k8s.io';

/** What all routes of one input share. */
export interface GatewayContext {
  readonly implementationOf: (namespace: string, name: string) => Implementation;
  readonly granted: (reference: RouteReference) => boolean;
  /** Whether a Gateway of the input refuses a route; what cannot be told is no refusal. */
  readonly refuses: (gateway: string, attaching: Attaching) => boolean;
}

/** Reads the Gateways, their classes and the ReferenceGrants of the input. */
export function gatewayContext(inventory: Inventory): GatewayContext {
  const classes = gatewayClasses(inventory);
  const gateways = new Map(
    inventory
      .of(`${GROUP}/Gateway`)
      .map((each) => [`${each.namespace}/${each.manifest.name}`, each]),
  );
  return {
    implementationOf: (namespace, name) => {
      const gateway = gateways.get(`${namespace}/${name}`);
      const className = gateway?.fields.object('spec')?.string('gatewayClassName');
      return {
        className,
        controllerName: classes.controllerOf(className),
        gateway: { namespace, name },
      };
    },
    granted: grantedBy(inventory),
    refuses: (id, attaching) => {
      const gateway = gateways.get(id);
      return gateway !== undefined && takesRoute(gateway, attaching, inventory) === 'no';
    },
  };
}

/**
 * Reads a route of the Gateway API. Undefined where it hangs on no Gateway: on a Service it tells a
 * mesh what to do, and lets nothing in.
 */
export function readGatewayRoute(
  { manifest, fields, namespace }: Placed,
  kind: RouteKind,
  context: GatewayContext,
  diagnostics: Diagnostic[],
): EntryPoint | undefined {
  const spec = fields.object('spec');
  const implementations = (spec?.list('parentRefs') ?? []).flatMap((parent) => {
    const name = parent.string('name');
    const isGateway =
      (parent.string('group') ?? GROUP) === GROUP &&
      (parent.string('kind') ?? 'Gateway') === 'Gateway';
    if (!isGateway || name === undefined) return [];
    const gateway = `${parent.string('namespace') ?? namespace}/${name}`;
    if (context.refuses(gateway, { namespace, parent })) {
      const message = `${kind} ${namespace}/${manifest.name} hangs on Gateway ${gateway}, none of whose listeners takes it`;
      const help = 'name a listener that it has, or allow the namespace in its allowedRoutes';
      diagnostics.push(problem('not-attached', message, parent.source(), help));
      return [];
    }
    return [context.implementationOf(parent.string('namespace') ?? namespace, name)];
  });
  if (implementations.length === 0) return undefined;
  const references = (spec?.list('rules') ?? []).flatMap((rule) => rule.list('backendRefs'));
  const hosts = spec?.strings('hostnames') ?? [];
  return {
    kind,
    namespace,
    name: manifest.name,
    hosts: hostsOf(hosts.length === 0 ? [undefined] : hosts),
    implementations: distinctGateways(implementations),
    backends: distinct(
      references.flatMap((reference) => readBackend(reference, { kind, namespace }, context)),
    ),
    origin: manifest.origin,
  };
}

/** A route may hang on several listeners of one Gateway. */
function distinctGateways(all: readonly Implementation[]): readonly Implementation[] {
  const byName = new Map(
    all.map((each) => [`${each.gateway?.namespace}/${each.gateway?.name}`, each]),
  );
  return [...byName.values()];
}

/** API type `BackendRef`: weight 0 is sent nothing, and a kind other than Service is somebody's own. */
function readBackend(
  reference: Fields,
  route: { readonly kind: RouteKind; readonly namespace: string },
  { granted }: GatewayContext,
): EntryBackend[] {
  const name = reference.string('name');
  const kind = reference.string('kind') ?? 'Service';
  if (name === undefined || reference.integer('weight') === 0) return [];
  if (kind !== 'Service' || (reference.string('group') ?? '') !== '') {
    return [{ kind: 'other', what: `${kind} ${name}`, source: reference.source() }];
  }
  const namespace = reference.string('namespace') ?? route.namespace;
  const to = { namespace, name };
  return [
    {
      ...to,
      kind: 'service',
      port: reference.integer('port'),
      counts: 'service-ports',
      reference:
        namespace === route.namespace
          ? 'own-namespace'
          : granted({ kind: route.kind, from: route.namespace, to })
            ? 'granted'
            : 'refused',
      source: reference.source(),
    },
  ];
}
