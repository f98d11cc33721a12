import { groupBy } from '../../kernel';
import type { Inventory } from '../placed';

/** A reference from a route to a Service. */
export interface RouteReference {
  readonly kind: string;
  readonly from: string;
  readonly to: { readonly namespace: string; readonly name: string };
}

const GROUP = 'gateway.networking.k8s.io';

/**
 * Whether some ReferenceGrant of the input lets routes of one namespace name Services of another
 * (gateway-api.sigs.k8s.io, ReferenceGrant).
 */
export function grantedBy(inventory: Inventory): (reference: RouteReference) => boolean {
  const grants = groupBy(inventory.of(`${GROUP}/ReferenceGrant`), ({ namespace }) => namespace);
  return ({ kind, from, to }) =>
    (grants.get(to.namespace) ?? []).some(({ fields }) => {
      const spec = fields.object('spec');
      const isFrom = (spec?.list('from') ?? []).some(
        (each) =>
          each.string('group') === GROUP &&
          each.string('kind') === kind &&
          each.string('namespace') === from,
      );
      const isTo = (spec?.list('to') ?? []).some(
        (each) =>
          (each.string('group') ?? '') === '' &&
          each.string('kind') === 'Service' &&
          (each.string('name') ?? to.name) === to.name,
      );
      return isFrom && isTo;
    });
}
