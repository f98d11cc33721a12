import { describe, expect, test } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { CHECKS, type Check } from '../../../../lib/analyses';
import { isJsonObject, type Json } from '../../../../lib/kernel';
import { linted, profileOf } from '../../../support/lint';

/** Checks about the order of rules, or whose finding is about the later of two equals. */
const ABOUT_ORDER = new Set(['NP301', 'NP602']);

const examples = CHECKS.map((check) => ({ check, name: `${check.id} ${check.name}` }));

function fingerprints(check: Check, documents: readonly Json[]): readonly string[] {
  const yaml = documents.map((each) => stringify(each)).join('---\n');
  const { findings } = linted(yaml, { checks: [check], profile: profileOf(check) });
  return findings.map(({ object, fingerprint }) => `${object.name} ${fingerprint}`).sort();
}

function documentsOf({ examples: { given = '', avoid } }: Check): readonly Json[] {
  return parseAllDocuments(`${given}\n---\n${avoid.yaml}`)
    .map((each): Json => each.toJS())
    .filter((each) => each !== null);
}

/** A policy with every list of its spec the other way round. */
function backwards(policy: Json): Json {
  if (!isJsonObject(policy) || !String(policy['kind']).endsWith('NetworkPolicy')) return policy;
  return { ...policy, spec: reversed(policy['spec'] ?? null) };
}

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed).reverse();
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, reversed(field ?? null)]),
  );
}

describe('the fingerprint of a finding', () => {
  test.each(examples.filter(({ check }) => !ABOUT_ORDER.has(check.id)))(
    'is the same in whichever order rules, peers, ports and keys are written: $name',
    ({ check }) => {
      const documents = documentsOf(check);
      const before = fingerprints(check, documents);
      expect(before).not.toEqual([]);
      expect(fingerprints(check, documents.map(backwards))).toEqual(before);
    },
  );

  test.each(examples)('is that of one finding alone: $name', ({ check }) => {
    const all = fingerprints(check, documentsOf(check));
    expect(new Set(all).size).toBe(all.length);
  });
});
