import { byText, type Diagnostic } from '../../kernel';
import { groupKind } from '../kinds';
import type { Placed } from '../workloads';
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
export function isEntryPoint(manifest: Placed['manifest']): boolean {
  return KINDS.has(groupKind(manifest));
}

/** Reads what sends the outside to Services, sorted by namespace, name and kind. */
export function readEntryPoints(
  placed: readonly Placed[],
  diagnostics: Diagnostic[],
): readonly EntryPoint[] {
  const classes = ingressClasses(placed);
  const gateways = gatewayContext(placed);
  return placed
    .flatMap((each): EntryPoint[] => {
      const kind = KINDS.get(groupKind(each.manifest));
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
    .sort(byText(({ namespace, name, kind }) => `${namespace}/${name}/${kind}`));
}
