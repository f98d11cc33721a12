import { type Diagnostic, parseAddress, portNumberProblems } from '../kernel';
import type { Fields } from '../manifests';
import type { Service, ServiceEndpoints, ServicePort } from './cluster';
import { readEndpoints } from './endpoints';
import { byName } from './in-order';
import type { Inventory, Placed } from './placed';
import { readProtocol } from './pod';
import { problem } from './problem';

/** Reads the Services among these objects, sorted by namespace and name. */
export function readServices(inventory: Inventory, diagnostics: Diagnostic[]): readonly Service[] {
  const listed = readEndpoints(inventory, diagnostics);
  return inventory
    .of('/Service')
    .filter(({ manifest }) => manifest.apiVersion === 'v1')
    .map((each) =>
      readService(each, listed.get(`${each.namespace}/${each.manifest.name}`) ?? [], diagnostics),
    )
    .sort(byName);
}

function readService(
  { manifest, fields, namespace }: Placed,
  endpoints: readonly ServiceEndpoints[],
  diagnostics: Diagnostic[],
): Service {
  const spec = fields.object('spec');
  const selector = spec?.stringMap('selector');
  const clusterIps = clusterIpsOf(spec);
  return {
    namespace,
    name: manifest.name,
    type: spec?.string('type') ?? 'ClusterIP',
    // An empty selector is none: the endpoints are somebody else's (kubernetes.io "Service").
    selector: selector === undefined || selector.size === 0 ? undefined : selector,
    ports: (spec?.list('ports') ?? []).flatMap((port) => readPort(port, diagnostics)),
    translates: clusterIps.includes('None') ? 'no' : 'yes',
    addresses: clusterIps.flatMap((text) => parseAddress(text) ?? []),
    externalName: spec?.string('externalName'),
    endpoints,
    clientAddress: spec?.string('externalTrafficPolicy') === 'Local' ? 'kept' : 'replaced',
    sourceRanges: spec?.strings('loadBalancerSourceRanges') ?? [],
    externalIps: spec?.strings('externalIPs') ?? [],
    origin: manifest.origin,
  };
}

/** `clusterIPs`, which repeats `clusterIP`; `None` makes the Service headless. */
function clusterIpsOf(spec: Fields | undefined): readonly string[] {
  const all = spec?.strings('clusterIPs') ?? [];
  const first = spec?.string('clusterIP');
  return all.length > 0 ? all : first === undefined ? [] : [first];
}

/** A port leads to the same number on the pods unless it says otherwise (API type `ServicePort`). */
function readPort(fields: Fields, diagnostics: Diagnostic[]): ServicePort[] {
  const port = portNumber(fields, 'port', fields.integer('port'), diagnostics);
  const protocol = readProtocol(fields, diagnostics);
  if (port === undefined || protocol === undefined) return [];
  const written = fields.integerOrString('targetPort') ?? port;
  const targetPort =
    typeof written === 'number' ? portNumber(fields, 'targetPort', written, diagnostics) : written;
  const nodePort = fields.integer('nodePort');
  if (targetPort === undefined) return [];
  return [
    {
      name: fields.string('name'),
      protocol,
      port,
      targetPort,
      // Zero is a port that is not given out yet.
      nodePort: nodePort === 0 ? undefined : nodePort,
    },
  ];
}

function portNumber(
  fields: Fields,
  field: string,
  port: number | undefined,
  diagnostics: Diagnostic[],
): number | undefined {
  const [text] = port === undefined ? [] : portNumberProblems(port);
  if (text === undefined) return port;
  diagnostics.push(problem('not-a-port', `${field} ${port} ${text}`, fields.source(field)));
  return undefined;
}
