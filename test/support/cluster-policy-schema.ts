import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';

/** Where the published CRDs lie; set NETPOL_SCHEMAS where they lie elsewhere. */
const SCHEMAS = resolve(process.env['NETPOL_SCHEMAS'] ?? '../shared/schemas');

const fileOf = (channel: string): string => `${SCHEMAS}/clusternetworkpolicies.${channel}.yaml`;

/** Whether the CRDs are on this machine. Without them the tests that need them are skipped, visibly. */
export const hasClusterPolicySchemas = ['standard', 'experimental'].every((channel) =>
  existsSync(fileOf(channel)),
);

/**
 * What the openAPI schema of a CRD objects to in an object, strictly: a field that it does not know
 * counts, because the API server drops it. The rules in CEL are not asked.
 */
export function schemaProblems(
  channel: 'standard' | 'experimental',
  object: unknown,
): readonly string[] {
  const crd: CustomResourceDefinition = parse(readFileSync(fileOf(channel), 'utf8'));
  const schema = crd.spec.versions[0]?.schema.openAPIV3Schema;
  if (schema === undefined) throw new Error(`the CRD of channel ${channel} has no schema`);
  // Formats of Kubernetes, such as int32, are no formats of JSON Schema.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const validate = ajv.compile(closed(schema));
  validate(object);
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message ?? ''}`,
  );
}

interface CustomResourceDefinition {
  readonly spec: {
    readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: object } }[];
  };
}

/** The schema with every object closed that lists its fields; metadata is not listed there. */
function closed(part: unknown): object {
  const result = closedPart(part);
  if (typeof result === 'object' && result !== null) return result;
  throw new Error('a schema is an object');
}

function closedPart(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closedPart);
  if (typeof part !== 'object' || part === null) return part;
  const inner = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, closedPart(value)]),
  );
  return 'properties' in inner && inner['type'] === 'object'
    ? { additionalProperties: false, ...inner }
    : inner;
}
