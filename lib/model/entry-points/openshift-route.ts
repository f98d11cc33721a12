import type { Fields } from '../../manifests';
import type { Placed } from '../placed';
import { distinct } from './backends';
import type { EntryBackend, EntryPoint } from './entry-point';
import { hostsOf } from './ingress';

// What the router calls itself as the controller of an IngressClass.
const OPENSHIFT_CONTROLLER = 'openshift.io/ingress-to-route';

/**
 * Reads a Route of OpenShift. `port.targetPort` is looked up among the endpoints of the Service: by
 * the name of the port, or by the number it leads to (API type route/v1 `RoutePort`).
 */
export function readOpenShiftRoute({ manifest, fields, namespace }: Placed): EntryPoint {
  const spec = fields.object('spec');
  const to = spec?.object('to');
  const others = spec?.list('alternateBackends') ?? [];
  const port = spec?.object('port')?.integerOrString('targetPort');
  return {
    kind: 'Route',
    namespace,
    name: manifest.name,
    hosts: hostsOf([spec?.string('host')]),
    implementations: [
      { className: undefined, controllerName: OPENSHIFT_CONTROLLER, gateway: undefined },
    ],
    backends: distinct(
      [...(to === undefined ? [] : [to]), ...others].flatMap((reference) =>
        readReference(reference, namespace, port),
      ),
    ),
    origin: manifest.origin,
  };
}

/** A Service with weight 0 is sent nothing. */
function readReference(
  reference: Fields,
  namespace: string,
  port: number | string | undefined,
): EntryBackend[] {
  const name = reference.string('name');
  const kind = reference.string('kind') ?? 'Service';
  if (name === undefined || reference.integer('weight') === 0) return [];
  if (kind !== 'Service')
    return [{ kind: 'other', what: `${kind} ${name}`, source: reference.source() }];
  return [
    {
      kind: 'service',
      namespace,
      name,
      port,
      counts: 'target-ports',
      reference: 'own-namespace',
      source: reference.source(),
    },
  ];
}
