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
 * @throws {InvalidInputError} where some DNS of the profile answers from no pod
 */
export function dnsProxyRules(scope: Construct): readonly Layer7Rule<'egress'>[] {
  const platforms = (profileOf(scope)?.dns ?? COMMON_DNS).map((name) => DNS_PLATFORMS[name]);
  checkProxied(platforms);
  return platforms.flatMap((platform) =>
    answeringPods(platform).map((pod) => proxied(podsOf(pod), platform.port)),
  );
}

/** No proxy stands before an address, so that names match nothing for the pods that ask it. */
function checkProxied(platforms: readonly DnsPlatform[]): void {
  const code = 'constructs/no-dns-proxy';
  if (platforms.length === 0) {
    decline({ code, message: 'the profile says that no DNS answers, and names need one' });
  }
  const unseen = platforms.filter((each) => each.servers.length > answeringPods(each).length);
  if (unseen.length === 0) return;
  const names = unseen.map(({ name }) => name).join(', ');
  decline({
    code,
    message: `DNS of the profile answers from ${names}, not from pods: to whoever asks there, names are never open`,
    help: `declare a \`dns\` of the profile without ${names} where no pod that needs names asks it, or open addresses by AllowExternalApi`,
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
