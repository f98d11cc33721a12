/** The protocols a NetworkPolicy can name (API type `Protocol`). For others, such as ICMP, the API leaves behaviour undefined. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** Every protocol a NetworkPolicy can name, in the order the API server lists them. */
export const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** What the API server fills in for a port entry without `protocol`. */
export const DEFAULT_PROTOCOL: Protocol = 'TCP';

/** Whether `text` is a protocol, spelled as the API wants it (upper case). */
export function isProtocol(text: string): text is Protocol {
  return PROTOCOLS.some((protocol) => protocol === text);
}
