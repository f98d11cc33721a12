import type { IConstruct } from 'constructs';
import { orElse } from '../../kernel/suggest';
import { oneLine } from '../../kernel/text';
import {
  FEDERATED_IDENTITIES,
  IDENTITY_PROVIDER_NAMES,
  IDENTITY_PROVIDERS,
  type IdentityProvider,
  type IdentityProviderName,
  identityProvidersOf,
} from '../../platform';
import { checkProps, decline } from '../composite-refusals';
import { profileOf } from '../declared-profile';
import { itemsOf, show, strictCidr, tcp } from '../dsl';

/** Providers by name, or with addresses of their own; one or several. */
export type IdentityChoice =
  | IdentityProviderName
  | IdentityProvider
  | readonly (IdentityProviderName | IdentityProvider)[];

type OneIdentity = IdentityProviderName | IdentityProvider;

/**
 * The providers that an author names, else those of the profile's cloud.
 *
 * @throws {InvalidInputError} where nothing says the cloud, and for what is no provider
 */
export function identityProvidersFor(
  scope: IConstruct,
  choice: IdentityChoice | undefined,
): readonly IdentityProvider[] {
  if (choice !== undefined) {
    const listed = isList(choice) ? choice : [choice];
    return itemsOf<OneIdentity>('AllowWorkloadIdentity.provider', [listed]).map(providerOf);
  }
  const { cloud, cni } = profileOf(scope) ?? {};
  if (cloud !== undefined) return identityProvidersOf(cloud, cni);
  const message = '`AllowWorkloadIdentity` does not say who hands out identities';
  const names = IDENTITY_PROVIDER_NAMES.map((name) => `'${name}'`).join(', ');
  const help = `give \`provider\`: ${names}; or declare the cloud: new PolicyApp({ profile: eks() })`;
  return decline({ code: 'constructs/unknown-provider', message, help });
}

function isList(choice: IdentityChoice): choice is readonly OneIdentity[] {
  return Array.isArray(choice);
}

function providerOf(given: OneIdentity): IdentityProvider {
  if (typeof given === 'string' && Object.hasOwn(IDENTITY_PROVIDERS, given)) {
    return IDENTITY_PROVIDERS[given];
  }
  return typeof given === 'object' && given !== null ? checkedProvider(given) : notAProvider(given);
}

function notAProvider(given: unknown): never {
  const federated =
    typeof given === 'string' && Object.hasOwn(FEDERATED_IDENTITIES, given)
      ? FEDERATED_IDENTITIES[given]
      : undefined;
  if (federated !== undefined) {
    return decline({
      code: 'constructs/unknown-provider',
      message: `${show(given)} needs no metadata address: ${federated}`,
      help: 'write new AllowInternet(scope, id, { from: ..., on: tcp(443) }), or new AllowExternalApi(...) with the blocks of the endpoint',
    });
  }
  const near = orElse(String(given), IDENTITY_PROVIDER_NAMES);
  return decline({
    code: 'constructs/unknown-provider',
    message: `${show(given)} is no provider of identities${near}`,
    help: `use one of ${IDENTITY_PROVIDER_NAMES.join(', ')}, or give { name, use, cidrs, ports }`,
  });
}

/** A provider of an author's own: an exception is as narrow as one address and its ports. */
function checkedProvider(given: IdentityProvider): IdentityProvider {
  const call = 'AllowWorkloadIdentity.provider';
  checkProps(call, given, ['name', 'use', 'cidrs', 'ports']);
  const { name, use, cidrs, ports } = given;
  for (const text of [name, use]) checkWords(text);
  const blocks = itemsOf<string>(`${call}.cidrs`, [cidrs]).map((cidr) => strictCidr(call, cidr));
  for (const port of itemsOf<number>(`${call}.ports`, [ports])) tcp(port);
  if (blocks.some(({ first, last }) => first !== last)) {
    const message = `\`cidrs\` of provider ${show(name)} is more than single addresses`;
    const help = "list each address by itself: '169.254.170.23/32'";
    decline({ code: 'constructs/unknown-provider', message, help });
  }
  return { name, use, cidrs, ports };
}

/** Its words stand in the name of a promise, which is one line. */
function checkWords(text: unknown): void {
  if (typeof text === 'string' && text.trim() !== '' && text === oneLine(text)) return;
  const message = `\`name\` or \`use\` of a provider is ${show(text)}, which is no text on one line`;
  decline({ code: 'constructs/unknown-provider', message, help: "write use: 'the kiam agent'" });
}
