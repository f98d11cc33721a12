import { cpus, totalmem } from 'node:os';

/** What was measured on, without saying whose it is. */
export function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const { version, platform, arch } = process;
  return `${first?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${memory} GiB, Node ${version} on ${platform}/${arch}`;
}
