import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BUNDLES, bundle, dnsPlatforms, questions } from '../support/profiles-page';
import { REPOSITORY } from '../support/repository';

const page = readFileSync(join(REPOSITORY, 'docs/profiles.md'), 'utf8');

describe('the page of profiles', () => {
  test('asks the questions that the code asks', () => {
    expect(page).toContain(questions());
  });

  test.each(BUNDLES.map((profile) => [profile.name, profile] as const))(
    'tells of %s what the code knows',
    (_, profile) => {
      expect(page).toContain(bundle(profile));
    },
  );

  test('knows no other bundle', () => {
    const titles = [...page.matchAll(/^### (.+)$/gm)].map(([, title]) => title);
    expect(titles).toEqual(BUNDLES.map(({ name }) => name));
  });

  test('tells where pods send DNS', () => {
    expect(page).toContain(dnsPlatforms());
  });
});
