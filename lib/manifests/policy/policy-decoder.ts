import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  once,
  ownField,
  type ValidationOptions,
  validateNetworkPolicy,
} from '../../kernel';
import type { Manifest } from '../manifest';
import { decodeNetworkPolicy, type PolicyDecoding } from './decode-network-policy';
import type { DecodedPolicy, DefaultedSpec } from './decoded-policy';

/**
 * Decodes the policies of one input, each as `decodeNetworkPolicy` does. Clusters repeat a few specs
 * in every namespace: one that has been decoded without any objection is not looked into again, and
 * equal specs come out as one value. Sound, because what is wrong with a spec depends on nothing
 * beside it, and what is wrong beside it on nothing inside.
 */
export function policyDecoder(
  options: ValidationOptions = {},
): (manifest: Manifest) => PolicyDecoding {
  const flawless = new Map<string, DefaultedSpec>();
  const textOf = once((spec: JsonObject) => JSON.stringify(spec));
  return (manifest) => {
    const written = ownField(manifest.body, 'spec') ?? null;
    const text = isJsonObject(written) ? textOf(written) : JSON.stringify(written);
    const spec = flawless.get(text);
    const plain = spec && plainPolicy(manifest, spec, options);
    if (plain !== undefined) return { policy: plain, diagnostics: NOTHING_WRONG };
    if (spec !== undefined) {
      const body = { ...manifest.body, spec: {} };
      const { policy, diagnostics } = decodeNetworkPolicy({ ...manifest, body }, options);
      if (policy !== undefined && diagnostics.length === 0) {
        return { policy: { ...policy, spec }, diagnostics };
      }
    }
    const decoded = decodeNetworkPolicy(manifest, options);
    if (decoded.policy !== undefined && decoded.diagnostics.length === 0) {
      flawless.set(text, decoded.policy.spec);
    }
    return decoded;
  };
}

const NOTHING_WRONG: readonly Diagnostic[] = [];

const OUTER: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'spec']);
const INNER: ReadonlySet<string> = new Set(['name', 'namespace']);

/**
 * The policy of a manifest that says its name and where it is, and nothing more beside its spec, as
 * most do; undefined for any other, and where something is wrong with it.
 */
function plainPolicy(
  { apiVersion, kind, body }: Manifest,
  spec: DefaultedSpec,
  options: ValidationOptions,
): DecodedPolicy | undefined {
  if (apiVersion !== 'networking.k8s.io/v1' || kind !== 'NetworkPolicy') return undefined;
  const { metadata } = body;
  if (!isJsonObject(metadata) || !hasOnly(body, OUTER) || !hasOnly(metadata, INNER))
    return undefined;
  const { name, namespace = '' } = metadata;
  if (typeof name !== 'string' || typeof namespace !== 'string') return undefined;
  const own = namespace === '' ? { name } : { name, namespace };
  if (validateNetworkPolicy({ metadata: own, spec: {} }, options).length > 0) return undefined;
  return { apiVersion, kind, metadata: own, spec };
}

function hasOnly(object: JsonObject, names: ReadonlySet<string>): boolean {
  for (const name of Object.keys(object)) if (!names.has(name)) return false;
  return true;
}
