import type { IConstruct } from 'constructs';
import {
  DEFAULT_POD_CIDRS,
  type IdentityProvider,
  identityProvidersOf,
  type Profile,
} from '../../platform';
import { decline } from '../composite-refusals';
import { profileOf } from '../declared-profile';
import { show } from '../dsl';

/** Variables of a container, by name. */
export interface ProxyEnvironment {
  readonly HTTP_PROXY: string;
  readonly HTTPS_PROXY: string;
  readonly NO_PROXY: string;
  // Programs differ in which of the two they read; curl takes only the lower case of the first.
  readonly http_proxy: string;
  readonly https_proxy: string;
  readonly no_proxy: string;
}

/** What every container reaches by itself, and every Service by its name. */
const INSIDE: readonly string[] = ['localhost', '127.0.0.1', '::1', '.svc', '.cluster.local'];

/**
 * The variables that send a program to a proxy, but not for what is in the cluster or hands out
 * credentials: a proxy would answer with its own.
 *
 * @throws {InvalidInputError} for what is no address of a proxy, or holds a password
 */
export function proxyEnvironment(
  scope: IConstruct,
  url: string,
  noProxy: readonly string[],
): ProxyEnvironment {
  checkUrl(url);
  const direct = [
    ...INSIDE,
    ...clusterRanges(profileOf(scope)),
    ...credentialAddresses(profileOf(scope)),
    ...noProxy,
  ];
  const without = [...new Set(direct)].join(',');
  return {
    HTTP_PROXY: url,
    HTTPS_PROXY: url,
    NO_PROXY: without,
    http_proxy: url,
    https_proxy: url,
    no_proxy: without,
  };
}

/** Where pods and Services are; where the profile does not say it, wherever they may be. */
function clusterRanges(profile: Profile | undefined): readonly string[] {
  const { podCidrs = DEFAULT_POD_CIDRS, serviceCidrs = DEFAULT_POD_CIDRS } = profile ?? {};
  return [...podCidrs, ...serviceCidrs];
}

/** What the SDK of each cloud asks without a proxy; the EKS user guide writes IPv6 in brackets. */
function credentialAddresses(profile: Profile | undefined): readonly string[] {
  const { cloud, cni } = profile ?? {};
  const providers: readonly IdentityProvider[] =
    cloud === undefined ? [] : identityProvidersOf(cloud, cni);
  const single = providers.flatMap(({ cidrs }) => cidrs.map((cidr) => cidr.replace(/\/\d+$/, '')));
  return ['169.254.169.254', ...single.map((each) => (each.includes(':') ? `[${each}]` : each))];
}

function checkUrl(url: unknown): void {
  const parsed = typeof url === 'string' ? tryUrl(url) : undefined;
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
    const message = `\`environment\` got ${show(url)}, which is no URL of a proxy`;
    const help = "write its scheme, host and port: 'http://proxy.egress.svc:3128'";
    decline({ code: 'constructs/not-a-proxy', message, help });
  }
  if (parsed.username === '' && parsed.password === '') return;
  const message = '`environment` got a URL with a password, which would stand in the manifest';
  const help = 'leave the password out, and give these variables from a Secret';
  decline({ code: 'constructs/not-a-proxy', message, help });
}

function tryUrl(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
