import type { EntryBackend, EntryPoint, Service, ServiceBackend, ServicePort } from '../../model';
import type {
  BackendProblem,
  EntryBackendResult,
  EntryFlow,
  EntryPointResult,
  EntryTarget,
  EntryThrough,
} from '../../results';
import type { ServiceBackends } from '../shared/service-backends';
import { closedToPod, closedToUnknown } from './closed-gates';
import { type Context, flowOf, targetOf } from './context';
import type { Controller } from './controllers';
import type { Destination } from './judge';

/** An Ingress, a Route or a route of the Gateway API: whom its controller reaches. */
export function routedEntryPoint(context: Context, entry: EntryPoint): EntryPointResult {
  const controllers = entry.implementations.map(context.controllerOf);
  const flows = (destination: Destination) =>
    distinct(controllers.flatMap((controller) => flowsFrom(context, controller, destination)));
  return {
    kind: entry.kind,
    id: `${entry.namespace}/${entry.name}`,
    hosts: entry.hosts,
    through: entry.implementations.map((implementation, i) =>
      throughOf(implementation, controllers[i]),
    ),
    backends: entry.backends.map((backend) => backendOf(context, backend, flows)),
    source: entry.origin.at([]),
  };
}

function throughOf(
  { className, gateway }: EntryPoint['implementations'][number],
  controller: Controller | undefined,
): EntryThrough {
  const name = controller?.known?.name;
  return {
    kind: 'controller',
    ...(name === undefined ? {} : { name }),
    ...(className === undefined ? {} : { className }),
    ...(gateway === undefined ? {} : { gateway: `${gateway.namespace}/${gateway.name}` }),
    endpoints: (controller?.ends ?? []).map(({ endpoint }) => endpoint.id),
  };
}

/** Two Gateways of one controller are one source. */
function distinct(flows: readonly EntryFlow[]): readonly EntryFlow[] {
  return [...new Map(flows.map((flow) => [flow.endpoint ?? '', flow])).values()];
}

/** Controllers send to the pods of a Service, not to its address. */
function flowsFrom(
  { cluster, profile, judge }: Context,
  controller: Controller,
  destination: Destination,
): readonly EntryFlow[] {
  if (controller.ends.length === 0) {
    return [
      flowOf({ from: 'controller' }, judge.fromUnknownPod(destination), () =>
        closedToUnknown(cluster, controller, destination),
      ),
    ];
  }
  return controller.ends.map(({ endpoint, pods: [pod] }) =>
    flowOf(
      { from: 'controller', endpoint: endpoint.id },
      judge.fromEnd({ kind: 'pod', pod }, destination),
      () => closedToPod(cluster, profile, pod, destination),
    ),
  );
}

function backendOf(
  context: Context,
  backend: EntryBackend,
  flows: (destination: Destination) => readonly EntryFlow[],
): EntryBackendResult {
  if (backend.kind === 'other') {
    return { service: backend.what, problem: 'not-a-service', targets: [], source: backend.source };
  }
  const { namespace, name, port, source } = backend;
  const { targets, problem } = leadsTo(context, backend, flows);
  return {
    service: `${namespace}/${name}`,
    ...(port === undefined ? {} : { port }),
    ...(problem === undefined ? {} : { problem }),
    targets,
    source,
  };
}

interface Leads {
  readonly targets: readonly EntryTarget[];
  readonly problem?: BackendProblem;
}

function leadsTo(
  { services, find }: Context,
  backend: ServiceBackend,
  flows: (destination: Destination) => readonly EntryFlow[],
): Leads {
  if (backend.reference === 'refused') return { targets: [], problem: 'not-granted' };
  const service = services.get(`${backend.namespace}/${backend.name}`);
  if (service === undefined) return { targets: [], problem: 'no-service' };
  if (service.type === 'ExternalName') return { targets: [], problem: 'external-name' };
  const found = service.ports
    .map((port) => ({ port, ...find(service, port) }))
    .map((each) => asked(backend, each))
    .filter((each) => each !== undefined);
  const targets = found.flatMap(({ port, targets }) =>
    targets.map((target) => targetOf(port, target, flows)),
  );
  if (targets.length > 0) return { targets };
  return { targets, problem: emptiness(service, found, find) };
}

type Found = ServiceBackends & { readonly port: ServicePort };

/** What of one Service port an entry point means; undefined where it means another port. */
function asked({ port: written, counts }: ServiceBackend, found: Found): Found | undefined {
  const { port, targets } = found;
  if (written === undefined || port.name === written) return found;
  if (counts === 'service-ports') return port.port === written ? found : undefined;
  const there = targets.filter((target) => String(target.port) === String(written));
  return there.length === 0 ? undefined : { ...found, targets: there };
}

function emptiness(
  service: Service,
  found: readonly Found[],
  find: Context['find'],
): BackendProblem {
  if (service.selector === undefined && service.endpoints.length === 0) return 'unknown-endpoints';
  const all = found.length > 0 ? found : service.ports.map((port) => find(service, port));
  if (all.some(({ without }) => without.length > 0)) return 'no-endpoint';
  if (found.length > 0) return 'no-pods';
  return all.some(({ targets }) => targets.length > 0) ? 'no-port' : 'no-pods';
}
