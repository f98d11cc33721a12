import type { Fields } from '../../manifests';
import type { Inventory, Placed } from '../placed';

/** Which controller stands behind each class of one kind. */
export interface Classes {
  /** `spec.controller` or `spec.controllerName` of the class; undefined where the input does not hold it. */
  readonly controllerOf: (className: string | undefined) => string | undefined;
  /** The class of objects that name none, where the input declares one. */
  readonly usual: string | undefined;
}

const IS_DEFAULT = 'ingressclass.kubernetes.io/is-default-class';

/** The IngressClasses of the input (kubernetes.io "Ingress", Ingress class and Default IngressClass). */
export function ingressClasses(inventory: Inventory): Classes {
  const classes = inventory.of('networking.k8s.io/IngressClass');
  const usual = classes.filter(
    ({ fields }) => fields.object('metadata')?.object('annotations')?.raw(IS_DEFAULT) === 'true',
  );
  return {
    controllerOf: lookUp(classes, (spec) => spec.string('controller')),
    // With several defaults the API server refuses an Ingress without a class.
    usual: usual.length === 1 ? usual[0]?.manifest.name : undefined,
  };
}

/** The GatewayClasses of the input (gateway-api.sigs.k8s.io, GatewayClass). A Gateway always names one. */
export function gatewayClasses(inventory: Inventory): Classes {
  const classes = inventory.of('gateway.networking.k8s.io/GatewayClass');
  return {
    controllerOf: lookUp(classes, (spec) => spec.string('controllerName')),
    usual: undefined,
  };
}

function lookUp(
  classes: readonly Placed[],
  controller: (spec: Fields) => string | undefined,
): Classes['controllerOf'] {
  const byName = new Map(
    classes.map(({ manifest, fields }) => {
      const spec = fields.object('spec');
      return [manifest.name, spec && controller(spec)] as const;
    }),
  );
  return (className) => (className === undefined ? undefined : byName.get(className));
}
