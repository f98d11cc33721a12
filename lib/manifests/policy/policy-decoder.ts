import { ownField, type ValidationOptions } from '../../kernel';
import type { Manifest } from '../manifest';
import { decodeNetworkPolicy, type PolicyDecoding } from './decode-network-policy';
import type { DefaultedSpec } from './decoded-policy';

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
  return (manifest) => {
    const text = JSON.stringify(ownField(manifest.body, 'spec') ?? null);
    const spec = flawless.get(text);
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
