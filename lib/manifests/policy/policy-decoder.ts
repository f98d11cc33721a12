import {
  type Diagnostic,
  dnsLabelProblems,
  isJsonObject,
  type Json,
  ownField,
  subdomainProblems,
  type ValidationOptions,
} from '../../kernel';
import type { Manifest } from '../manifest';
import { decodeNetworkPolicy, type PolicyDecoding } from './decode-network-policy';
import { type DecodedPolicy, type DefaultedSpec, defaultedSpec } from './decoded-policy';
import { hasOnly } from './has-only';
import { isPlainSpec } from './plain-spec';

/**
 * Decodes the policies of one input, each as `decodeNetworkPolicy` does. Clusters repeat a few specs
 * in every namespace: one that has been decoded without any objection is not looked into again, and
 * equal specs come out as one value. Sound, because what is wrong with a spec depends on nothing
 * beside it, and what is wrong beside it on nothing inside.
 */
export function policyDecoder(
  options: ValidationOptions = {},
): (manifest: Manifest) => PolicyDecoding {
  const flawless = new FlawlessSpecs();
  const namespaces = new Set<string>();
  return (manifest) => {
    const written = ownField(manifest.body, 'spec') ?? null;
    const spec = flawless.of(written);
    const policy = spec && plainPolicy(manifest, spec, namespaces);
    if (policy !== undefined) return { policy, diagnostics: NOTHING_WRONG };
    if (spec !== undefined) {
      const body = { ...manifest.body, spec: {} };
      const { policy, diagnostics } = decodeNetworkPolicy({ ...manifest, body }, options);
      if (policy !== undefined && diagnostics.length === 0) {
        return { policy: { ...policy, spec }, diagnostics };
      }
    }
    const decoded = decodeNetworkPolicy(manifest, options);
    if (decoded.policy !== undefined && decoded.diagnostics.length === 0) {
      flawless.add(written, decoded.policy.spec);
    }
    return decoded;
  };
}

const NOTHING_WRONG: readonly Diagnostic[] = [];

/** Specs without any objection, each made once. */
class FlawlessSpecs {
  /** A dump gives equal specs as one object, and that is found faster than its text. */
  private readonly byObject = new Map<Json, DefaultedSpec>();
  private readonly byText = new Map<string, DefaultedSpec>();

  of(written: Json): DefaultedSpec | undefined {
    const same = this.byObject.get(written);
    if (same !== undefined) return same;
    const text = JSON.stringify(written);
    const equal = this.byText.get(text) ?? plain(written);
    if (equal !== undefined) this.keep(written, text, equal);
    return equal;
  }

  add(written: Json, spec: DefaultedSpec): void {
    this.keep(written, JSON.stringify(written), spec);
  }

  private keep(written: Json, text: string, spec: DefaultedSpec): void {
    this.byObject.set(written, spec);
    this.byText.set(text, spec);
  }
}

function plain(written: Json): DefaultedSpec | undefined {
  return isJsonObject(written) && isPlainSpec(written) ? defaultedSpec(written) : undefined;
}

const OUTER: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'spec']);
const INNER: ReadonlySet<string> = new Set(['name', 'namespace']);

/**
 * The policy of a manifest that says its name and where it is, and nothing more beside its spec, as
 * most do; undefined for any other, and where something is wrong with it. Of namespaces those are
 * remembered that are legal: there are fewer of them than of policies.
 */
function plainPolicy(
  { apiVersion, kind, body }: Manifest,
  spec: DefaultedSpec,
  namespaces: Set<string>,
): DecodedPolicy | undefined {
  if (apiVersion !== 'networking.k8s.io/v1' || kind !== 'NetworkPolicy') return undefined;
  const { metadata } = body;
  if (!isJsonObject(metadata) || !hasOnly(body, OUTER) || !hasOnly(metadata, INNER))
    return undefined;
  const { name, namespace = '' } = metadata;
  if (typeof name !== 'string' || subdomainProblems(name).length > 0) return undefined;
  if (namespace === '') return { apiVersion, kind, metadata: { name }, spec };
  if (typeof namespace !== 'string') return undefined;
  if (!namespaces.has(namespace)) {
    if (dnsLabelProblems(namespace).length > 0) return undefined;
    namespaces.add(namespace);
  }
  return { apiVersion, kind, metadata: { name, namespace }, spec };
}
