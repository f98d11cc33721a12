import {
  type Cidr,
  type CidrProblem,
  cidrAround,
  cidrContains,
  formatCidr,
  parseAddress,
  parseCidr,
} from '../../kernel/cidr';
import { type Objection, refuse, refuseAny, show } from './refuse';

/**
 * Reads one block of addresses as strictly as Kubernetes 1.36.
 *
 * @throws {InvalidInputError} naming what was probably meant
 */
export function strictCidr(call: string, text: unknown): Cidr {
  if (typeof text !== 'string') {
    const message = `\`${call}\` got ${show(text)} where a block of addresses belongs`;
    refuse({ code: 'constructs/not-a-cidr', message });
  }
  const parsed = parseCidr(text) ?? refuse(notACidr(call, text));
  refuseAny(parsed.problems.map((problem) => objectionTo(call, text, parsed.cidr, problem)));
  return parsed.cidr;
}

function notACidr(call: string, text: string): Objection {
  const message = `\`${call}\` got ${show(text)}, which is not a block of addresses`;
  const address = parseAddress(text);
  if (address === undefined) return { code: 'constructs/not-a-cidr', message };
  const single = `${text}/${address.family === 4 ? 32 : 128}`;
  return {
    code: 'constructs/not-a-cidr',
    message,
    help: `write \`${single}\` for this one address`,
  };
}

function objectionTo(call: string, text: string, cidr: Cidr, problem: CidrProblem): Objection {
  const block = formatCidr(cidr);
  switch (problem) {
    case 'host-bits': {
      const single = singleAddress(text, cidr);
      return {
        code: 'constructs/cidr-host-bits',
        message: `\`${call}\` got ${show(text)}, an address inside a block`,
        help: `write \`${block}\` for the block or \`${single}\` for the one address`,
      };
    }
    case 'leading-zeros':
      return {
        code: 'constructs/cidr-leading-zeros',
        message: `\`${call}\` got ${show(text)}, with leading zeros`,
        help: `write ${[`\`${block}\``, ...octalReading(text)].join(' or ')}`,
      };
    case 'ipv4-mapped':
      return {
        code: 'constructs/cidr-ipv4-mapped',
        message: `\`${call}\` got ${show(text)}, IPv4 addresses written as IPv6`,
        help: cidr.prefix < 96 ? 'write the IPv4 block' : `write \`${unmapped(cidr)}\``,
      };
  }
}

/** `10.0.0.5/8` read as the one address 10.0.0.5. */
function singleAddress(text: string, { family }: Cidr): string {
  const bits = family === 4 ? 32 : 128;
  const whole = parseCidr(`${text.slice(0, text.indexOf('/'))}/${bits}`);
  return whole === undefined ? text : formatCidr(whole.cidr);
}

/** What `010.0.0.0/8` is to a reader that takes leading zeros for octal. */
function octalReading(text: string): string[] {
  const [address = '', prefix = ''] = text.split('/');
  const parts = address.split('.');
  if (!parts.some((part) => part.length > 1 && part.startsWith('0'))) return [];
  const octal = parts.map((part) => (/^0[0-7]+$/.test(part) ? Number.parseInt(part, 8) : part));
  const parsed = parseCidr(`${octal.join('.')}/${Number(prefix)}`);
  return parsed === undefined ? [] : [`\`${formatCidr(parsed.cidr)}\``];
}

function unmapped({ first, prefix }: Cidr): string {
  return formatCidr(cidrAround({ family: 4, value: first & 0xffff_ffffn }, prefix - 96));
}

/** What is wrong with carving `except` out of `block`; nothing when it is a strict part of it. */
export function objectionsToExcept(call: string, block: Cidr, except: Cidr): Objection[] {
  const objection = (reason: string): Objection[] => [
    {
      code: 'constructs/except-outside-block',
      message: `\`except\` \`${formatCidr(except)}\` of \`${call}\` ${reason} \`${formatCidr(block)}\``,
      help: `use an \`except\` inside \`${formatCidr(block)}\`, or leave it out`,
    },
  ];
  if (except.family !== block.family) return objection('is of another IP family than');
  if (!cidrContains(block, except)) return objection('is not inside');
  return except.prefix === block.prefix ? objection('leaves nothing of') : [];
}
