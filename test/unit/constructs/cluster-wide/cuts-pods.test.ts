import { App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import {
  allNamespaces,
  allPorts,
  anyIp,
  ClusterNetworkPolicy,
  declareProfile,
  deny,
  internet,
  ipBlock,
  type Peer,
  to,
} from '../../../../lib/constructs';
import { profileNamed, withOverrides } from '../../../../lib/platform';
import { codesOf, refusalOf } from '../dsl/refusals';

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'];

/** Denies a peer to all pods, in an app whose profile says where pods live, or does not. */
function denying(peer: Peer, podCidrs?: readonly string[]): () => unknown {
  const app = new App();
  if (podCidrs !== undefined)
    declareProfile(app, withOverrides(profileNamed('calico'), { podCidrs }));
  const egress = [deny(to(peer).on(allPorts()))];
  const props = { tier: 'Admin', priority: 10, subject: allNamespaces(), egress } as const;
  return () => new ClusterNetworkPolicy(new Chart(app, 'guard'), 'guard', props);
}

test.each<[string, Peer, (readonly string[])?]>([
  ['an address outside of the cluster', ipBlock('0.0.0.0/0', { except: ['1.1.1.1/32'] })],
  ['one range of several that pods live in', anyIp({ except: ['10.0.0.0/8'] })],
  ['a part of such a range', anyIp({ except: [...PRIVATE.slice(1), '10.0.0.0/9'] })],
  [
    'addresses that are not those of pods',
    ipBlock('10.0.0.0/8', { except: ['10.1.0.0/16'] }),
    ['10.2.0.0/16'],
  ],
  ['some of the pods', ipBlock('10.0.0.0/8', { except: ['10.2.0.0/17'] }), ['10.2.0.0/16']],
  ['private ranges, where pods have public addresses', internet(), ['11.0.0.0/16']],
])('denying a block is refused where its exceptions are %s', (_, peer, podCidrs) => {
  expect(codesOf(denying(peer, podCidrs))).toEqual(['constructs/cuts-pods']);
});

test.each<[string, Peer, (readonly string[])?]>([
  ['every range that pods live in', anyIp({ except: PRIVATE })],
  ['some of one range, which is denied alone', ipBlock('10.0.0.0/8', { except: ['10.1.0.0/16'] })],
  ['where the pods live', anyIp({ except: ['10.2.0.0/16'] }), ['10.2.0.0/16']],
])('denying a block is taken where its exceptions are %s', (_, peer, podCidrs) => {
  expect(denying(peer, podCidrs)).not.toThrow();
});

test('an address that serves metadata is none of a pod, also inside of a range of pods', () => {
  expect(denying(ipBlock('100.100.100.200/32'), ['100.64.0.0/10'])).not.toThrow();
});

test('the refusal says that the exceptions do not help', () => {
  const peer = ipBlock('0.0.0.0/0', { except: ['1.1.1.1/32'] });
  expect(refusalOf(denying(peer))).toContain(
    'denying `0.0.0.0/0`, without its exceptions, also stops traffic between pods',
  );
});
