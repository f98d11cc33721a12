import { type Diagnostic, groupBy, isProtocol, parseAddress } from '../kernel';
import type { Fields } from '../manifests';
import type { ListedEndpoint, ListedPort, ServiceEndpoints } from './cluster';
import type { Inventory, Placed } from './placed';
import { problem } from './problem';

const SERVICE_NAME = 'kubernetes.io/service-name';

/**
 * The endpoints that EndpointSlices and Endpoints list, by `namespace/name` of their Service
 * (kubernetes.io "EndpointSlices", and "Services without selectors"). Where both kinds tell of one
 * Service the slices count: they are what proxies read.
 */
export function readEndpoints(
  inventory: Inventory,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, readonly ServiceEndpoints[]> {
  const slices = inventory.of('discovery.k8s.io/EndpointSlice');
  const legacy = inventory.of('/Endpoints');
  const ofSlices = slices.flatMap((each) => {
    const service = each.fields.object('metadata')?.object('labels')?.string(SERVICE_NAME);
    return service === undefined
      ? []
      : [{ key: `${each.namespace}/${service}`, listed: readSlice(each, diagnostics) }];
  });
  const known = new Set(ofSlices.map(({ key }) => key));
  const ofLegacy = legacy
    .map((each) => ({ each, key: `${each.namespace}/${each.manifest.name}` }))
    .filter(({ key }) => !known.has(key))
    .flatMap(({ each, key }) => readLegacy(each, diagnostics).map((listed) => ({ key, listed })));
  const groups = groupBy([...ofSlices, ...ofLegacy], ({ key }) => key);
  return new Map([...groups].map(([key, all]) => [key, all.map(({ listed }) => listed)]));
}

function readSlice({ manifest, fields }: Placed, diagnostics: Diagnostic[]): ServiceEndpoints {
  const endpoints = fields.list('endpoints').flatMap((endpoint) => {
    const pod = podOf(endpoint);
    return addressesOf(endpoint, endpoint.strings('addresses'), 'addresses', diagnostics).map(
      (address): ListedEndpoint => ({ address, pod }),
    );
  });
  return { endpoints, ports: fields.list('ports').flatMap(readPort), origin: manifest.origin };
}

/** Each subset of an Endpoints object is what a slice is. */
function readLegacy({ manifest, fields }: Placed, diagnostics: Diagnostic[]): ServiceEndpoints[] {
  return fields.list('subsets').map((subset) => {
    const endpoints = subset.list('addresses').flatMap((entry) => {
      const ip = entry.string('ip');
      const pod = podOf(entry);
      return addressesOf(entry, ip === undefined ? [] : [ip], 'ip', diagnostics).map(
        (address): ListedEndpoint => ({ address, pod }),
      );
    });
    return { endpoints, ports: subset.list('ports').flatMap(readPort), origin: manifest.origin };
  });
}

function podOf(endpoint: Fields): string | undefined {
  const target = endpoint.object('targetRef');
  return target?.string('kind') === 'Pod' ? target.string('name') : undefined;
}

function addressesOf(
  fields: Fields,
  texts: readonly string[],
  field: string,
  diagnostics: Diagnostic[],
): ListedEndpoint['address'][] {
  return texts.flatMap((text) => {
    const address = parseAddress(text);
    if (address !== undefined) return [address];
    // A slice of addressType FQDN lists names, which no policy can compare.
    const message = `${JSON.stringify(text)} is not an IP address`;
    diagnostics.push(problem('not-an-endpoint', message, fields.source(field)));
    return [];
  });
}

function readPort(fields: Fields): ListedPort[] {
  const port = fields.integer('port');
  const protocol = fields.string('protocol') ?? 'TCP';
  if (port === undefined || !isProtocol(protocol)) return [];
  return [{ name: fields.string('name') ?? '', protocol, port }];
}
