import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv from 'ajv';

/** The published schema of SARIF; set NETPOL_SCHEMAS where its folder lies elsewhere. */
const FILE = resolve(
  process.env['NETPOL_SCHEMAS'] ?? '../shared/schemas',
  'sarif-schema-2.1.0.json',
);

/** Whether the schema is on this machine. Without it the tests that ask it are skipped, visibly. */
export const hasSarifSchema: boolean = existsSync(FILE);

/** What the schema has against a document; empty where it has nothing. */
export function sarifProblems(document: unknown): readonly string[] {
  const { $schema: _, id, ...schema } = JSON.parse(readFileSync(FILE, 'utf8'));
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile({
    ...schema,
    $id: id,
  });
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
