import { expect, test } from 'vitest';
import { UsageError } from '../../../lib/kernel';
import {
  ASSUMPTION_IDS,
  ASSUMPTIONS,
  howToEnforce,
  PROFILE_NAMES,
  portable,
  profileNamed,
  tryProfileNamed,
} from '../../../lib/platform';

test('the bundles are known by name, portable first', () => {
  expect(PROFILE_NAMES).toMatchInlineSnapshot(`
    [
      "portable",
      "calico",
      "cilium",
      "antrea",
      "ovn-kubernetes",
      "aws-vpc-cni",
      "kube-router",
      "kindnet",
      "flannel",
      "bridge",
      "kindnet-before-policies",
      "aws-vpc-cni-without-policies",
      "gke-without-policies",
      "aks-without-policies",
      "upstream-e2e",
      "np-guard",
    ]
  `);
});

test.each(PROFILE_NAMES)('%s settles questions only with values they may have', (name) => {
  const { assume } = profileNamed(name);
  for (const id of ASSUMPTION_IDS) {
    const value = assume[id];
    if (value !== undefined) expect(ASSUMPTIONS[id].values).toContain(value);
  }
});

test.each(PROFILE_NAMES)(
  '%s names a source for every question it settles, and for no other',
  (name) => {
    const { assume, sources = {} } = profileNamed(name);
    expect(Object.keys(sources).sort()).toEqual(Object.keys(assume).sort());
  },
);

test('portable assumes nothing but a plugin that enforces', () => {
  expect(portable.assume).toEqual({ enforces: true });
});

test.each(['upstream-e2e', 'np-guard'])('%s leaves nothing open', (name) => {
  expect(Object.keys(profileNamed(name).assume).sort()).toEqual([...ASSUMPTION_IDS].sort());
});

test('plugins settle nothing about how complete the input is', () => {
  for (const name of ['calico', 'cilium', 'aws-vpc-cni', 'flannel']) {
    expect(profileNamed(name).assume).not.toHaveProperty('undeclared-namespace-labels');
    expect(profileNamed(name).assume).not.toHaveProperty('unmodelled-kinds');
  }
});

test('a mistyped profile is refused with the nearest name', () => {
  expect(() => profileNamed('calicoo')).toThrow(
    new UsageError(
      'there is no profile `calicoo`. Did you mean `calico`?',
      `use one of ${PROFILE_NAMES.join(', ')}`,
    ),
  );
  expect(tryProfileNamed('calicoo')).toBeUndefined();
});

test('a bundle cannot be changed by one of its users', () => {
  expect(Object.isFrozen(profileNamed('cilium').assume)).toBe(true);
});

test.each(PROFILE_NAMES.map(profileNamed).filter(({ assume }) => assume.enforces === false))(
  '$name, which enforces nothing, knows what would',
  (profile) => {
    expect(howToEnforce(profile)).toMatch(/^(add|choose|set|use) \S/);
    const isKnown = profile.cni !== undefined || profile.cloud !== undefined;
    expect(howToEnforce(profile).startsWith('choose')).toBe(!isKnown);
  },
);
