import { byText, type Diagnostic } from '../kernel';
import type { Fields } from '../manifests';
import type { Service, ServicePort } from './cluster';
import { readProtocol } from './pod';
import type { Placed } from './workloads';

/** Reads the Services among these objects, sorted by namespace and name. */
export function readServices(
  placed: readonly Placed[],
  diagnostics: Diagnostic[],
): readonly Service[] {
  return placed
    .filter(({ manifest: { apiVersion, kind } }) => apiVersion === 'v1' && kind === 'Service')
    .map((each) => readService(each, diagnostics))
    .sort(byText(({ namespace, name }) => `${namespace}/${name}`));
}

function readService({ manifest, fields, namespace }: Placed, diagnostics: Diagnostic[]): Service {
  const spec = fields.object('spec');
  return {
    namespace,
    name: manifest.name,
    type: spec?.string('type') ?? 'ClusterIP',
    selector: spec?.stringMap('selector'),
    ports: (spec?.list('ports') ?? []).flatMap((port) => readPort(port, diagnostics)),
    origin: manifest.origin,
  };
}

/** A port leads to the same number on the pods unless it says otherwise (API type `ServicePort`). */
function readPort(fields: Fields, diagnostics: Diagnostic[]): ServicePort[] {
  const port = fields.integer('port');
  const protocol = readProtocol(fields, diagnostics);
  if (port === undefined || protocol === undefined) return [];
  const targetPort = fields.integerOrString('targetPort') ?? port;
  return [{ name: fields.string('name'), protocol, port, targetPort }];
}
