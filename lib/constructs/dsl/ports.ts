import { portNameProblems, portNumberProblems } from '../../kernel/field-rules';
import type { PortSpec } from '../../kernel/network-policy';
import type { Protocol } from '../../kernel/protocol';
import { frozen } from './frozen';
import type { Problem } from './problem';
import { type Objection, refuse, refuseAny, show } from './refuse';

/** Ports of one protocol: a number, the name of a container port, a range, or all of them. */
export interface Port {
  readonly kind: 'port';
  readonly spec: PortSpec;
}

/** Every port of every protocol. */
export interface EveryPort {
  readonly kind: 'all-ports';
}

/** A port number, or the name of a container port; a number in quotes is neither. */
export type Unquoted<Given> = Given extends `${number}`
  ? Problem<'a port in quotes is a name: write the number without quotes'>
  : Given;

/** The ports of one protocol. */
export interface PortsOf {
  /**
   * One port, by its number or by the name of a container port of the destination pod. The name of
   * a Service port is not one.
   *
   * @throws {InvalidInputError} for what is neither, a quoted number included
   */
  <const Given extends number | string>(port: Unquoted<Given>): Port;
  /**
   * The ports from `first` to `last`, both included.
   *
   * @example
   * tcp.range(8000, 8100)
   * // - { protocol: TCP, port: 8000, endPort: 8100 }
   * @throws {InvalidInputError} for illegal numbers, or an end below the start
   */
  range(first: number, last: number): Port;
  /**
   * Every port of the protocol.
   *
   * @example
   * tcp.all()
   * // - { protocol: TCP }
   */
  all(): Port;
}

function portsOf(protocol: Protocol): PortsOf {
  const call = protocol.toLowerCase();
  const port = (spec: PortSpec): Port => frozen({ kind: 'port', spec });
  const one = (given: unknown): Port => port({ protocol, port: checkedPort(call, given) });
  return Object.freeze(
    Object.assign(one, {
      range: (first: number, last: number): Port => {
        checkRange(call, first, last);
        return port({ protocol, port: first, endPort: last });
      },
      all: (): Port => port({ protocol }),
    }),
  );
}

function checkedPort(call: string, given: unknown): number | string {
  if (typeof given === 'number') refuseAny(objectionsToNumber(call, given));
  else if (typeof given === 'string') refuseAny(objectionsToName(call, given));
  else refuse(illegal(call, given, 'must be a number or the name of a container port'));
  return given;
}

function checkRange(call: string, first: unknown, last: unknown): void {
  const notNumbers = [first, last].filter((end) => typeof end !== 'number');
  refuseAny(notNumbers.map((end) => illegal(`${call}.range`, end, 'must be a number')));
  const ends = [first, last].filter((end) => typeof end === 'number');
  refuseAny(ends.flatMap((end) => objectionsToNumber(`${call}.range`, end)));
  const [from = 0, to = 0] = ends;
  if (to >= from) return;
  refuse({
    code: 'constructs/port-range-reversed',
    message: `\`${call}.range(${from}, ${to})\` ends before it starts`,
    help: `write ${call}.range(${to}, ${from})`,
  });
}

function objectionsToNumber(call: string, port: number): Objection[] {
  return portNumberProblems(port).map((problem) => illegal(call, port, problem));
}

function objectionsToName(call: string, name: string): Objection[] {
  if (/^\s*\d+\s*$/.test(name)) {
    const message = `\`${call}('${name}')\` is a port number in quotes`;
    const help = `write ${call}(${Number(name)})`;
    return [{ code: 'constructs/quoted-port', message, help }];
  }
  return portNameProblems(name).map((problem) => illegal(call, name, problem));
}

function illegal(call: string, port: unknown, problem: string): Objection {
  return { code: 'constructs/illegal-port', message: `\`${call}\` got ${show(port)}: ${problem}` };
}

/**
 * TCP ports.
 *
 * @example
 * tcp(8080), tcp('http')
 * // - { protocol: TCP, port: 8080 }
 * // - { protocol: TCP, port: http }
 */
export const tcp: PortsOf = portsOf('TCP');

/**
 * UDP ports.
 *
 * @example
 * udp(53)
 * // - { protocol: UDP, port: 53 }
 */
export const udp: PortsOf = portsOf('UDP');

/**
 * SCTP ports. Whether a cluster enforces them depends on its network plugin.
 *
 * @example
 * sctp(7777)
 * // - { protocol: SCTP, port: 7777 }
 */
export const sctp: PortsOf = portsOf('SCTP');

/**
 * Every port of every protocol, said out loud and alone.
 *
 * @example
 * from(namespace('monitoring')).on(allPorts())
 * // - from: [...]        (no `ports`)
 */
export function allPorts(): EveryPort {
  return frozen({ kind: 'all-ports' });
}
