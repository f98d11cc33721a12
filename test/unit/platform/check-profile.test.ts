import { expect, test } from 'vitest';
import { PolicyApp } from '../../../lib/cdk8s';
import { eks, PROFILE_NAMES, type Profile, profileNamed } from '../../../lib/platform';
import { javascript, refusalsOf } from '../constructs/dsl/refusals';

const refused = (overrides: unknown) =>
  refusalsOf(() => eks(javascript(overrides))).map(({ message }) => message);

test.each([
  [{ dsn: ['kube-dns'] }, '`profile` does not know `dsn`.'],
  [{ dns: ['kube-dn'] }, '`dns[0]` does not know `kube-dn`. Did you mean `kube-dns`?'],
  [{ dns: 'kube-dns' }, '`dns` is not a list'],
  [{ zones: { x: ['nope'] } }, '`zones.x[0]` is `nope`, not a block'],
  [{ podCidrs: ['10.0.0.1'] }, '`podCidrs[0]` is `10.0.0.1`, not a block'],
  [{ cni: 'calicoo' }, '`cni` does not know `calicoo`. Did you mean `calico`?'],
  [{ assume: { enforce: true } }, '`assume` does not know `enforce`. Did you mean `enforces`?'],
  [
    { assume: { enforces: 'yes' } },
    '`assume` answers `enforces` with `yes`, and not with one of true, false',
  ],
])('%j is refused', (overrides, message) => {
  expect(refused(overrides)).toEqual([expect.stringContaining(message)]);
});

test('an app refuses a profile that was not made by a bundle and lacks what every one has', () => {
  const profile = javascript<Profile>({ cni: 'calico' });
  expect(refusalsOf(() => new PolicyApp({ profile })).map(({ message }) => message)).toEqual([
    '`name` of the profile is missing',
    '`assume` of the profile is missing',
  ]);
});

test.each(PROFILE_NAMES)('%s passes', (name) => {
  expect(new PolicyApp({ profile: profileNamed(name) }).profile?.name).toBe(name);
});
