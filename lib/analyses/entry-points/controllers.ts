import type { Implementation, Pod } from '../../model';
import { GATEWAY_NAME_LABEL, INGRESS_CONTROLLERS, type IngressController } from '../../platform';
import type { PodEnd } from '../shared/workload-endpoints';

/** Who forwards: known pods, or at least a name. */
export interface Controller {
  /** The only one it can be, where it is one of the well-known. */
  readonly known: IngressController | undefined;
  /** Its pods; empty where the input does not hold them. */
  readonly ends: readonly PodEnd[];
}

/**
 * Finds who implements an entry point: the declared controller, the gateway that was deployed for
 * its Gateway, or a well-known controller of its class that is recognised by its labels. An entry
 * point without a class may belong to every controller there is.
 */
export function controllerFinder(
  ends: readonly PodEnd[],
  declared: readonly PodEnd[],
): (implementation: Implementation) => Controller {
  const gateways = ends.filter(({ pods: [pod] }) => pod.labels.has(GATEWAY_NAME_LABEL));
  const recognised = ends.filter(({ pods: [pod] }) => isOneOf(INGRESS_CONTROLLERS, pod));
  return (implementation) => {
    const candidates = candidatesFor(implementation);
    const [only, ...others] = candidates;
    const known = others.length === 0 ? only : undefined;
    if (declared.length > 0) return { known, ends: declared };
    const own = gateways.filter(({ pods: [pod] }) => isGatewayPod(implementation, pod));
    if (own.length > 0) return { known, ends: own };
    return { known, ends: recognised.filter(({ pods: [pod] }) => isOneOf(candidates, pod)) };
  };
}

function isOneOf(controllers: readonly IngressController[], pod: Pod): boolean {
  return controllers.some((controller) => labelsOf(controller, pod) !== undefined);
}

function candidatesFor({
  className,
  controllerName,
}: Implementation): readonly IngressController[] {
  if (controllerName !== undefined) {
    return INGRESS_CONTROLLERS.filter((each) => each.controllerNames.includes(controllerName));
  }
  if (className !== undefined) {
    return INGRESS_CONTROLLERS.filter((each) => each.classNames.includes(className));
  }
  return INGRESS_CONTROLLERS;
}

function isGatewayPod({ gateway }: Implementation, { namespace, labels }: Pod): boolean {
  return (
    gateway !== undefined &&
    namespace === gateway.namespace &&
    labels.get(GATEWAY_NAME_LABEL) === gateway.name
  );
}

/** The labels by which a pod is recognised as this controller. */
export function labelsOf(
  controller: IngressController,
  { labels }: Pod,
): IngressController['labels'][number] | undefined {
  return controller.labels.find((set) =>
    Object.entries(set).every(([key, value]) => labels.get(key) === value),
  );
}
