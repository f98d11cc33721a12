import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { afterAll, describe, expect, test } from 'vitest';
import { REPOSITORY } from '../../support/repository';
import { folderWith, netpol, removeFolders, SHOP } from './support/session';

afterAll(removeFolders);

const FOLDER = join(REPOSITORY, 'schema');
const SCHEMAS = readdirSync(FOLDER).map((file) => ({
  file,
  schema: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Record<string, unknown>,
}));

/** Asks each verb about a small cluster in which everybody has something to report. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  'blast.json': ['blast', 'shop/web', 'k8s'],
  'check.json': ['check', 'k8s'],
  'checks.json': ['checks'],
  'diff.json': ['diff', 'before', 'k8s'],
  'evidence.json': ['evidence', 'k8s'],
  'explain.json': ['explain', 'shop/web', 'shop/db:5432', 'k8s'],
  'explain-workload.json': ['explain', 'shop/db', 'k8s'],
  'exposure.json': ['exposure', 'k8s'],
  'lint.json': ['lint', 'k8s'],
  'reach.json': ['reach', 'k8s'],
};

/** Schemas of what people write. */
const WRITTEN = ['baseline.json', 'config.json', 'intents.json'];

describe.each(SCHEMAS)('schema/$file', ({ file, schema }) => {
  test('is a JSON Schema of draft 2020-12', () => {
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    const ajv = new Ajv2020({ strict: false });
    expect(ajv.validateSchema(schema), ajv.errorsText()).toBe(true);
  });

  test('is called after its file', () => {
    expect(schema['$id']).toBe(`urn:cdk8s-netpol:schema:${file.replace(/\.json$/, '')}`);
  });

  test('is of something that people write, or that a verb answers', () => {
    expect([...WRITTEN, ...Object.keys(QUESTIONS)]).toContain(file);
  });

  test.skipIf(QUESTIONS[file] === undefined)('describes what its verb answers', async () => {
    const cwd = folderWith({
      'k8s/shop.yaml': SHOP,
      'before/shop.yaml': SHOP.replaceAll('5432', '5433'),
      'intents.yaml': 'intents: [{ only: shop/web, reaches: shop/db, ports: [80] }]\n',
    });
    const argv = [...(QUESTIONS[file] ?? []), '-o', 'json'];
    const { code, stdout, stderr } = await netpol(argv, { cwd });
    expect(code, stderr).toBeLessThan(2);
    const validate = new Ajv2020({ strict: false }).compile(schema);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
    expect(validate({ ...JSON.parse(stdout), schemaVersion: '2' })).toBe(false);
  });
});
