import {
  cidrStrictness,
  cidrWarnings,
  type Diagnostic,
  formatFieldError,
  formatPath,
  hasErrors,
  type ObjectPath,
  type PolicyError,
  remedyFor,
  type UncheckedNetworkPolicy,
  type ValidationOptions,
  validateNetworkPolicy,
} from '../../kernel';
import type { Manifest } from '../manifest';
import { problem } from '../problem';
import { type DecodeProblem, decodeStrictly } from './decode-shape';
import { type DecodedPolicy, withDefaults } from './decoded-policy';
import { NETWORK_POLICY } from './network-policy-shape';

/** A decoded policy, or why there is none. Without an error there always is a policy. */
export interface PolicyDecoding {
  readonly policy?: DecodedPolicy;
  readonly diagnostics: readonly Diagnostic[];
}

const isWithin = (inner: ObjectPath, outer: ObjectPath): boolean =>
  outer.every((step, i) => inner[i] === step);

/**
 * Whether a decoding problem already says what a validation error would: an ipBlock of the wrong
 * type also leaves a peer without anything in it.
 */
function isConsequence({ path }: PolicyError, problems: readonly DecodeProblem[]): boolean {
  return problems.some(
    (each) =>
      each.code !== 'null-label' && (isWithin(path, each.path) || isWithin(each.path, path)),
  );
}

/** Strict decoding says which field; only where the API server is silent do we add which object. */
function refusal({ code, path, message, help }: DecodeProblem, manifest: Manifest): Diagnostic {
  const isOurs = code === 'null-entry' || code === 'null-label';
  const subject = isOurs ? `NetworkPolicy "${manifest.name}": ` : '';
  return problem(code, { message: subject + message, source: manifest.origin.at(path), help });
}

function objection(error: PolicyError, { name, origin }: Manifest): Diagnostic {
  return problem('invalid-policy', {
    message: `The NetworkPolicy "${name}" is invalid: ${formatFieldError(error)}`,
    source: { ...origin.at(error.at ?? error.path), path: formatPath(error.path) },
    help: remedyFor(error),
  });
}

function looseCidrs(policy: UncheckedNetworkPolicy, { name, origin }: Manifest): Diagnostic[] {
  return cidrWarnings(policy).map(({ path, detail }) =>
    problem('loose-cidr', {
      message: `NetworkPolicy "${name}": ${formatPath(path)}: ${detail}`,
      source: origin.at(path),
      help: 'write the block without ambiguity before upgrading to 1.36',
    }),
  );
}

function wrongKind({ apiVersion, kind, origin }: Manifest): Diagnostic | undefined {
  if (apiVersion === 'networking.k8s.io/v1' && kind === 'NetworkPolicy') return undefined;
  const gone = apiVersion === 'extensions/v1beta1' ? ', gone since Kubernetes 1.16' : '';
  return problem('not-a-network-policy', {
    message: `no matches for kind "${kind}" in version "${apiVersion}"${gone}`,
    source: origin.at(['apiVersion']),
    help: 'write `apiVersion: networking.k8s.io/v1`',
  });
}

/**
 * Decodes a NetworkPolicy as the API server would, with kubectl's strict field validation: every
 * unknown field, wrong type and invalid value is one diagnostic, in the server's words. There is a
 * policy exactly if none of them is an error.
 */
export function decodeNetworkPolicy(
  manifest: Manifest,
  options: ValidationOptions = {},
): PolicyDecoding {
  const foreign = wrongKind(manifest);
  if (foreign !== undefined) return { diagnostics: [foreign] };
  const { value, problems } = decodeStrictly(manifest.body, NETWORK_POLICY);
  // Sound: NETWORK_POLICY describes exactly this type, and decoding leaves nothing else.
  const policy = value as UncheckedNetworkPolicy;
  const errors = validateNetworkPolicy(policy, options).filter(
    (error) => !isConsequence(error, problems),
  );
  const isLoose = cidrStrictness(options.kubernetesVersion) === 'loose';
  const diagnostics = [
    ...problems.map((each) => refusal(each, manifest)),
    ...errors.map((error) => objection(error, manifest)),
    ...(isLoose ? looseCidrs(policy, manifest) : []),
  ];
  return hasErrors(diagnostics) ? { diagnostics } : { policy: withDefaults(policy), diagnostics };
}
