import type { Diagnostic } from '../../kernel';
import { byNameAndKind } from '../in-order';
import type { KindFacts } from '../kind-facts';
import type { Inventory } from '../placed';
import { ingressClasses } from './classes';
import type { EntryPoint, RouteKind } from './entry-point';
import { gatewayContext, readGatewayRoute } from './gateway-route';
import { readIngress } from './ingress';
import { readOpenShiftRoute } from './openshift-route';

/** The kinds read here, and how each calls itself in an answer. */
const KINDS: ReadonlyMap<string, RouteKind> = new Map([
  ['networking.k8s.io/Ingress', 'Ingress'],
  ['extensions/Ingress', 'Ingress'],
  ['gateway.networking.k8s.io/HTTPRoute', 'HTTPRoute'],
  ['gateway.networking.k8s.io/GRPCRoute', 'GRPCRoute'],
  ['gateway.networking.k8s.io/TCPRoute', 'TCPRoute'],
  ['gateway.networking.k8s.io/TLSRoute', 'TLSRoute'],
  ['route.openshift.io/Route', 'Route'],
]);

/** Whether objects of this kind are entry points, and so run no pods themselves. */
export function isEntryPoint({ groupKind }: KindFacts): boolean {
  return KINDS.has(groupKind);
}

/** Reads what sends the outside to Services, sorted by namespace, name and kind. */
export function readEntryPoints(
  inventory: Inventory,
  diagnostics: Diagnostic[],
): readonly EntryPoint[] {
  const classes = ingressClasses(inventory);
  const gateways = gatewayContext(inventory);
  return inventory
    .where(isEntryPoint)
    .flatMap((each): EntryPoint[] => {
      const kind = KINDS.get(each.is.groupKind);
      switch (kind) {
        case undefined:
          return [];
        case 'Ingress':
          return [readIngress(each, classes)];
        case 'Route':
          return [readOpenShiftRoute(each)];
        default: {
          const route = readGatewayRoute(each, kind, gateways, diagnostics);
          return route === undefined ? [] : [route];
        }
      }
    })
    .sort(byNameAndKind);
}
