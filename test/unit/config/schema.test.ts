import Ajv2020 from 'ajv/dist/2020';
import { expect, test } from 'vitest';
import { baselineOf, CHECKS, formatBaseline } from '../../../lib/analyses';
import { parseConfiguration } from '../../../lib/config';
import type { Json } from '../../../lib/kernel';
import { parsePlain } from '../../../lib/manifests';
import { ASSUMPTIONS, DNS_PLATFORM_NAMES, PROFILE_WORDS } from '../../../lib/platform';
import baselineSchema from '../../../schema/baseline.json';
import schema from '../../../schema/config.json';
import { linted } from '../../support/lint';
import { EVERYTHING, MISTAKES } from './examples';

const ajv = new Ajv2020({ strict: false });
const validate = ajv.compile(schema);

function jsonOf(text: string): Json {
  return parsePlain(text, 'netpol.yaml').documents[0]?.value ?? {};
}

test('the published schema accepts everything that a configuration can say', () => {
  validate(jsonOf(EVERYTHING));
  expect(validate.errors).toBeNull();
});

/** What only a program can tell: which checks, zones and days there are. */
const BEYOND: readonly string[] = ['an unknown check', 'an unknown check to ignore'];

test.each(Object.entries(MISTAKES).filter(([what]) => !BEYOND.includes(what)))(
  'the published schema refuses %s',
  (_, [text]) => {
    expect(validate(jsonOf(text))).toBe(false);
  },
);

test('the published schema knows the keys that the reader knows', () => {
  const known = parseConfiguration('unknown: 1', 'netpol.yaml', CHECKS).diagnostics[0]?.help ?? '';
  expect(Object.keys(schema.properties)).toEqual(known.replace('use ', '').split(', '));
});

test('the published schema knows the words that the platform knows', () => {
  const { profileWord, profile } = schema.$defs;
  expect(profileWord.enum).toEqual(PROFILE_WORDS);
  expect(profile.properties.dns.items.enum).toEqual(DNS_PLATFORM_NAMES);
  expect(Object.keys(profile.properties.assume.properties)).toEqual(Object.keys(ASSUMPTIONS));
});

test('the published schema accepts a baseline as it is written', () => {
  const { findings } = linted(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec: { podSelector: {}, ingress: [{ from: [] }] }
`);
  expect(findings.length).toBeGreaterThan(0);
  const isBaseline = ajv.compile(baselineSchema);
  isBaseline(JSON.parse(formatBaseline(baselineOf(findings))));
  expect(isBaseline.errors).toBeNull();
  expect(isBaseline({ schemaVersion: '1', findings: [{ check: 'NP002' }] })).toBe(false);
});
