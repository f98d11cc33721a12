import { expect, test } from 'vitest';
import { labelKeyProblems, labelValueProblems, parseCidr } from '../../../lib/kernel';
import { COMMON_DNS, DNS_PLATFORM_NAMES, DNS_PLATFORMS } from '../../../lib/platform';

test.each(DNS_PLATFORM_NAMES)('%s names legal labels and canonical blocks', (name) => {
  for (const server of DNS_PLATFORMS[name].servers) {
    if (server.kind === 'address') expect(parseCidr(server.cidr)?.problems).toEqual([]);
    else
      for (const [key, value] of Object.entries(server.labels)) {
        expect([...labelKeyProblems(key), ...labelValueProblems(value)]).toEqual([]);
      }
  }
});

test('only OpenShift answers on another port than 53', () => {
  const others = DNS_PLATFORM_NAMES.filter((name) => DNS_PLATFORMS[name].port !== 53);
  expect(others).toEqual(['openshift']);
});

test('the common set never opens a metadata address', () => {
  expect(COMMON_DNS).toEqual(['kube-dns', 'node-local']);
});
