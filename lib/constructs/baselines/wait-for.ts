import { parseAddress } from '../../kernel/cidr';
import { dnsLabelProblems, portNumberProblems, subdomainProblems } from '../../kernel/field-rules';
import { checkProps, decline } from '../composite-refusals';
import { show } from '../dsl';

export interface WaitForProps {
  /** The name or address to connect to: that of a Service, as a rule. */
  readonly host: string;
  /** The TCP port that must answer: that of the Service. */
  readonly port: number;
  /** The image to run, with a tag or digest. It needs `sh`, `timeout` and `nc`, as busybox has them. */
  readonly image: string;
  /** How long to wait before the container fails. @default - 60 */
  readonly timeoutSeconds?: number;
  /** The name of the container. @default - made from the host and the port */
  readonly name?: string;
}

/** An init container, as it stands in YAML; cdk8s-plus takes the same. */
export interface WaitContainer {
  readonly name: string;
  readonly image: string;
  readonly command: string[];
}

/**
 * What the container runs. Host, port and seconds are its arguments, never part of its text. `timeout`
 * and not a count, because a name that does not resolve makes each attempt long.
 */
const SCRIPT = [
  'timeout "$3" sh -c \'until nc -z -w 2 "$1" "$2"; do sleep 1; done\' wait "$1" "$2" && exit 0',
  'echo "$1 port $2 did not answer within $3s: is it running, and do the policies of both ends allow it?" >&2',
  'exit 1',
].join('\n');

const LONGEST_WAIT = 86_400;

/**
 * A container that waits until a TCP port answers. Policies take a moment to reach the node of a new
 * pod, and until then a pod may not reach what it is allowed to: as an init container, this keeps the
 * others from starting too early. The policies of the pod must allow what it waits for, and DNS.
 *
 * @example
 * const initContainers = [waitFor({ host: 'db', port: 5432, image: 'busybox:1.37.0' })];
 * deployment.addInitContainer(waitFor({ host: 'db', port: 5432, image: 'busybox:1.37.0' }));
 * // name: wait-for-db-5432
 * // image: busybox:1.37.0
 * // command: [sh, -c, ..., wait-for, db, '5432', '60']
 * @throws {InvalidInputError} for what is no host, port or time, or an image that is not pinned
 */
export function waitFor(props: WaitForProps): WaitContainer {
  checkProps('waitFor', props, ['host', 'port', 'image', 'timeoutSeconds', 'name']);
  const { host, port, image, timeoutSeconds = 60 } = props;
  checkHost(host);
  checkPort(port);
  checkSeconds(timeoutSeconds);
  checkImage(image);
  const name = props.name ?? nameFor(host, port);
  checkName(name);
  const command = ['sh', '-c', SCRIPT, 'wait-for', host, String(port), String(timeoutSeconds)];
  // Not frozen: it is a part of somebody's manifest, and the types of manifests are not read-only.
  return { name, image, command };
}

function nameFor(host: string, port: number): string {
  const words = `wait-for-${host}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${words.slice(0, 57).replace(/-+$/, '')}-${port}`;
}

function checkHost(host: unknown): void {
  if (typeof host === 'string' && isHost(host)) return;
  const message = `\`host\` of \`waitFor\` is ${show(host)}, neither a name nor an address`;
  decline({ code: 'constructs/illegal-wait', message, help: "write a name such as 'db.shop.svc'" });
}

function isHost(host: string): boolean {
  return parseAddress(host) !== undefined || subdomainProblems(host).length === 0;
}

function checkPort(port: unknown): void {
  if (typeof port === 'number' && portNumberProblems(port).length === 0) return;
  const message = `\`port\` of \`waitFor\` is ${show(port)}, not a number from 1 to 65535`;
  decline({ code: 'constructs/illegal-wait', message, help: 'write a number, such as 5432' });
}

function checkSeconds(seconds: unknown): void {
  const isWhole = typeof seconds === 'number' && Number.isInteger(seconds);
  if (isWhole && seconds >= 1 && seconds <= LONGEST_WAIT) return;
  const message = `\`timeoutSeconds\` of \`waitFor\` is ${show(seconds)}, not whole seconds from 1 to ${LONGEST_WAIT}`;
  decline({ code: 'constructs/illegal-wait', message, help: 'write a number, such as 60' });
}

function checkName(name: unknown): void {
  const problems = typeof name === 'string' ? dnsLabelProblems(name) : ['must be a text'];
  if (problems.length === 0) return;
  const message = `\`name\` of \`waitFor\` is ${show(name)}: ${problems.join('; ')}`;
  decline({
    code: 'constructs/illegal-wait',
    message,
    help: "write a name, such as 'wait-for-db'",
  });
}

/** A registry may carry a port, a path and a name; what counts is what stands after them. */
const IMAGE =
  /^[a-z0-9][\w.-]*(?::\d+)?(?:\/[a-z0-9][\w.-]*)*(?::(?<tag>\w[\w.-]{0,127}))?(?<digest>@sha256:[0-9a-f]{64})?$/;

function checkImage(image: unknown): void {
  const parts = typeof image === 'string' ? IMAGE.exec(image)?.groups : undefined;
  const { tag, digest } = parts ?? {};
  if (digest !== undefined || (tag !== undefined && tag !== 'latest')) return;
  const message =
    parts === undefined
      ? `\`image\` of \`waitFor\` is ${show(image)}, which is no image`
      : `\`image\` of \`waitFor\` is ${show(image)}, which is another one tomorrow`;
  decline({ code: 'constructs/unpinned-image', message });
}
