import { orElse } from '../../kernel/suggest';
import { type Addresses, addresses } from './addresses';
import { strictCidr } from './block';
import { itemsOf } from './lists';
import { refuse, show } from './refuse';

/**
 * Addresses that have a name in your organisation, as the `zones` of a profile declare them.
 *
 * @example
 * to(zone('corp', ['10.20.0.0/16', 'fd20::/16'])).on(tcp(443))
 * // to:
 * //   - ipBlock: { cidr: 10.20.0.0/16 }
 * //   - ipBlock: { cidr: "fd20::/16" }
 * @throws {InvalidInputError} for an empty name, no block, or what is no block
 */
export function zone(name: string, cidrs: readonly string[]): Addresses {
  if (typeof name !== 'string' || name.trim() === '') {
    const message = `\`zone\` got ${show(name)} where a name belongs`;
    refuse({ code: 'constructs/unknown-zone', message, help: "write zone('corp', [...])" });
  }
  if (!Array.isArray(cidrs)) {
    const message = `\`zone('${name}')\` declares no blocks`;
    refuse({ code: 'constructs/unknown-zone', message });
  }
  const call = `zone('${name}')`;
  const blocks = itemsOf(call, [cidrs]).map((cidr) => strictCidr(call, cidr));
  return addresses(call, blocks);
}

/**
 * Declares zones once, and gives the function that names them: a misspelt name does not compile.
 * Takes the `zones` of a profile as they are.
 *
 * @example
 * const zone = zones({ corp: ['10.20.0.0/16'], partner: ['198.51.100.0/24'] });
 * to(zone('corp')).on(tcp(443));
 * // to:
 * //   - ipBlock: { cidr: 10.20.0.0/16 }
 * @throws {InvalidInputError} for a zone without blocks; the function, for a name not declared
 */
export function zones<const Declared extends Readonly<Record<string, readonly string[]>>>(
  declared: Declared,
): (name: keyof Declared & string) => Addresses {
  if (typeof declared !== 'object' || declared === null) {
    const message = `\`zones\` got ${show(declared)} where its zones belong`;
    refuse({ code: 'constructs/unknown-zone', message });
  }
  const known = new Map(Object.entries(declared).map(([name, cidrs]) => [name, zone(name, cidrs)]));
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const names = [...known.keys()];
    const message = `no zone is called ${show(name)}${orElse(String(name), names)}`;
    return refuse({
      code: 'constructs/unknown-zone',
      message,
      help: `declare it, or use ${names.join(', ')}`,
    });
  };
}
