import { isJsonObject, type Json, type ObjectPath, once } from '../../../kernel';
import type { Examined, WrittenObject } from '../check';
import { at } from '../written';

/** A Service that the API server calls, and where that is written. */
export interface ApiServerCall {
  readonly object: WrittenObject;
  readonly path: ObjectPath;
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

/** Port of the Service where none is written: API types `ServiceReference` of all three groups. */
const HTTPS = 443;

/** Every Service that webhooks, conversions and aggregated APIs name, each once for each object. */
export const apiServerCalls: (examined: Examined) => readonly ApiServerCall[] = once(
  ({ objects }) => objects.flatMap((object) => eachOnce(callsOf(object))),
);

function callsOf(object: WrittenObject): readonly ApiServerCall[] {
  const { body, kind } = object;
  switch (`${object.apiVersion.split('/')[0]}/${kind}`) {
    case 'admissionregistration.k8s.io/ValidatingWebhookConfiguration':
    case 'admissionregistration.k8s.io/MutatingWebhookConfiguration':
      return listAt(body, ['webhooks']).flatMap((_, index) =>
        callAt(object, ['webhooks', index, 'clientConfig', 'service']),
      );
    case 'apiextensions.k8s.io/CustomResourceDefinition':
      return callAt(object, ['spec', 'conversion', 'webhook', 'clientConfig', 'service']);
    case 'apiregistration.k8s.io/APIService':
      return callAt(object, ['spec', 'service']);
    default:
      return [];
  }
}

function callAt(object: WrittenObject, path: ObjectPath): readonly ApiServerCall[] {
  const service = at(object.body, path);
  if (!isJsonObject(service)) return [];
  const { namespace, name, port = HTTPS } = service;
  if (typeof namespace !== 'string' || typeof name !== 'string') return [];
  return typeof port === 'number' ? [{ object, path, namespace, name, port }] : [];
}

function listAt(root: Json, path: ObjectPath): readonly Json[] {
  const found = at(root, path);
  return Array.isArray(found) ? found : [];
}

function eachOnce(calls: readonly ApiServerCall[]): readonly ApiServerCall[] {
  const key = ({ namespace, name, port }: ApiServerCall) => `${namespace}/${name}:${port}`;
  const first = new Map([...calls].reverse().map((call) => [key(call), call]));
  return calls.filter((call) => first.get(key(call)) === call);
}
