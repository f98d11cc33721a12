import { expect, test } from 'vitest';
import { fuzzFlows } from './flows';
import { fuzzManifests, fuzzObjects } from './manifests';
import { fuzzUniverses } from './universes';

// The short form; `npm run fuzz -- --minutes N` goes on from a fresh seed.
const SEED = 20_261_121;

test('every flow of random clusters has one verdict, for one set of reasons', () => {
  const { flows, allowed, denied, undecided } = fuzzFlows(SEED, 60);
  expect(flows).toBeGreaterThan(10_000);
  expect(Math.min(allowed, denied, undecided)).toBeGreaterThan(500);
});

test('mutated manifests are evaluated or refused with a place, each within a second', () => {
  const { evaluated, refused } = fuzzManifests(SEED, 400);
  expect(Math.min(evaluated, refused)).toBeGreaterThan(20);
});

test('no value handed over by a program brings the reader down', () => {
  expect(() => fuzzObjects(SEED, 400)).not.toThrow();
});

test('small universes of every kind have one answer about the pods that could exist in them', () => {
  const { certain, possible, none } = fuzzUniverses(SEED, 250);
  expect(Math.min(certain, possible, none)).toBeGreaterThan(3);
});
