import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasErrors } from '../../../lib/kernel';
import { decodeNetworkPolicy, readManifests } from '../../../lib/manifests';

const corpus = resolve(process.env['NETPOL_CORPUS'] ?? '../shared/corpus', 'cases');

interface Case {
  readonly path: string;
  readonly id: string;
  readonly outcome: string;
}

/** Cases about what the API server accepts of a NetworkPolicy (corpus SCHEMA.md, group `invalid`). */
function cases(): Case[] {
  if (!existsSync(corpus)) return [];
  return ['k8s-validation', 'np-guard'].flatMap((source) =>
    readdirSync(join(corpus, source)).flatMap((name) => {
      const path = join(corpus, source, name);
      const expected = JSON.parse(readFileSync(join(path, 'expected.json'), 'utf8'));
      const isOurs =
        expected.group === 'invalid' &&
        expected.policyGroup === 'netpol' &&
        expected.expect.basis === 'api';
      return isOurs ? [{ path, id: expected.id, outcome: expected.expect.outcome }] : [];
    }),
  );
}

function isRefused(path: string): boolean {
  const { manifests, diagnostics } = readManifests([join(path, 'manifests')]);
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
  return hasErrors([
    ...diagnostics,
    ...policies.flatMap((manifest) => decodeNetworkPolicy(manifest).diagnostics),
  ]);
}

describe.skipIf(!existsSync(corpus))('the validation cases of the corpus', () => {
  test.each(cases())('$id: $outcome', ({ path, outcome }) => {
    expect(isRefused(path)).toBe(outcome === 'reject');
  });
});
