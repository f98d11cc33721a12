import type { Construct } from 'constructs';
import {
  CILIUM_NODE_LOCAL_DNS,
  COMMON_DNS,
  DNS_PLATFORMS,
  type DnsPlatform,
  type DnsPods,
} from '../../platform';
import { decline } from '../composite-refusals';
import { profileOf } from '../declared-profile';
import { namespace, type PodsInNamespace, pods, tcp, to, udp } from '../dsl';
import { frozen } from '../dsl/frozen';
import type { RuleLists } from './policy-spec';
import type { Layer7Rule } from './rules';

/** The lists of a policy, with the DNS rules that its rules towards names need. */
export function withDnsProxy<Lists extends Pick<RuleLists, 'egress'>>(
  scope: Construct,
  lists: Lists,
): Lists {
  const { egress = [] } = lists;
  if (!egress.some(({ kind }) => kind === 'names-rule')) return lists;
  return { ...lists, egress: [...egress, ...dnsProxyRules(scope)] };
}

/**
 * The rules that send DNS of the pods through the proxy of Cilium: it learns there which addresses a
 * name has, and without them a rule towards names matches nothing. They let every question through.
 *
 * @throws {InvalidInputError} where DNS answers from no pod, so that no proxy can stand before it
 */
export function dnsProxyRules(scope: Construct): readonly Layer7Rule<'egress'>[] {
  const platforms = (profileOf(scope)?.dns ?? COMMON_DNS).map((name) => DNS_PLATFORMS[name]);
  const rules = platforms.flatMap((platform) =>
    answeringPods(platform).map((pod) => proxied(podsOf(pod), platform.port)),
  );
  if (rules.length > 0) return rules;
  return decline({
    code: 'constructs/no-dns-proxy',
    message: `DNS of the profile answers from ${platforms.map(({ name }) => name).join(', ')}, which are no pods`,
  });
}

/** The pods that answer DNS on a platform, as Cilium sees it. */
function answeringPods({ name, servers }: DnsPlatform): readonly DnsPods[] {
  if (name === 'node-local') return [CILIUM_NODE_LOCAL_DNS];
  return servers.filter((server) => server.kind === 'pods');
}

function podsOf({ labels, namespace: home }: DnsPods): PodsInNamespace {
  return pods({ ...labels }).in(namespace(home));
}

function proxied(servers: PodsInNamespace, port: number): Layer7Rule<'egress'> {
  const rule = to(servers).on(udp(port), tcp(port));
  return frozen({
    kind: 'layer7-rule',
    direction: 'egress',
    ports: rule.ports,
    rule,
    layer7: { dns: [{ matchPattern: '*' }] },
    requests: 'DNS through the proxy of Cilium',
    ...(rule.typescript !== undefined && { typescript: rule.typescript }),
  });
}
