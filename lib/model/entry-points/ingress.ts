import { compareText } from '../../kernel';
import type { Fields } from '../../manifests';
import type { Placed } from '../placed';
import { distinct } from './backends';
import type { Classes } from './classes';
import type { EntryBackend, EntryPoint } from './entry-point';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/**
 * Reads an Ingress: its default backend and the backend of every path, which are Services of its
 * own namespace or other resources of it (API type `IngressBackend`).
 */
export function readIngress({ manifest, fields, namespace }: Placed, classes: Classes): EntryPoint {
  const spec = fields.object('spec');
  const rules = spec?.list('rules') ?? [];
  const paths = rules.flatMap((rule) => rule.object('http')?.list('paths') ?? []);
  const usual = spec?.object('defaultBackend') ?? spec?.object('backend');
  const backends = [
    ...(usual === undefined ? [] : readBackend(usual, namespace)),
    ...paths.flatMap((path) => {
      const backend = path.object('backend');
      return backend === undefined ? [] : readBackend(backend, namespace);
    }),
  ];
  const annotations = fields.object('metadata')?.object('annotations');
  const className =
    spec?.string('ingressClassName') ?? annotations?.string(CLASS_ANNOTATION) ?? classes.usual;
  const controllerName = classes.controllerOf(className);
  return {
    kind: 'Ingress',
    namespace,
    name: manifest.name,
    hosts: hostsOf(usual === undefined ? rules.map((rule) => rule.string('host')) : [undefined]),
    implementations: [{ className, controllerName, gateway: undefined }],
    backends: distinct(backends),
    origin: manifest.origin,
  };
}

/** Sorted, each once; a rule for every host makes the others no news. */
export function hostsOf(hosts: readonly (string | undefined)[]): readonly string[] {
  const named = hosts.flatMap((host) => (host === undefined || host === '' ? [] : [host]));
  return named.length < hosts.length ? [] : [...new Set(named)].sort(compareText);
}

function readBackend(backend: Fields, namespace: string): EntryBackend[] {
  const resource = backend.object('resource');
  if (resource !== undefined) {
    const what = `${resource.string('kind') ?? 'resource'} ${resource.string('name') ?? ''}`;
    return [{ kind: 'other', what: what.trim(), source: resource.source() }];
  }
  const service = backend.object('service');
  const port = service?.object('port');
  // Before networking.k8s.io/v1 the fields were called serviceName and servicePort.
  const name = service?.string('name') ?? backend.string('serviceName');
  if (name === undefined) return [];
  return [
    {
      kind: 'service',
      namespace,
      name,
      port:
        port?.integer('number') ?? port?.string('name') ?? backend.integerOrString('servicePort'),
      counts: 'service-ports',
      reference: 'own-namespace',
      source: (service ?? backend).source(),
    },
  ];
}
