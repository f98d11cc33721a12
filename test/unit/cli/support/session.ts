import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Io, run } from '../../../../lib/cli';

const folders: string[] = [];

/** Removes every folder made so far; for the `afterAll` of each file, because workers keep modules. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'netpol-test-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** What a run of the command left behind. */
export interface Session {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The last line of stderr. */
  readonly reason: string;
}

/** Runs the command as in a shell that is no terminal. */
export async function netpol(argv: readonly string[], io: Partial<Io> = {}): Promise<Session> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(argv, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    cwd: tmpdir(),
    env: {},
    isTty: false,
    ...io,
  });
  const stderr = err.join('');
  return { code, stdout: out.join(''), stderr, reason: stderr.trimEnd().split('\n').at(-1) ?? '' };
}

/** A Deployment whose pods have the label `app` and one named port. */
export function deployment(id: string, port = 8080): string {
  const [namespace = '', name = ''] = id.split('/');
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: main, ports: [{ name: main, containerPort: ${port} }] }] }
---`;
}

/** A pod with an address and the label `app`. */
export function pod(id: string, address: string, owner?: string): string {
  const [namespace = '', name = ''] = id.split('/');
  const owners =
    owner === undefined
      ? ''
      : `, ownerReferences: [{ apiVersion: apps/v1, kind: StatefulSet, name: ${owner}, controller: true }]`;
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${owner ?? name} }${owners} }
spec: { containers: [] }
status: { podIP: ${address}, podIPs: [{ ip: ${address} }] }
---`;
}

/** Only pods with `app: web`, and 192.0.2.0/24, reach `app: db` on 5432. */
export const DB_POLICY = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
    - from:
        - podSelector: { matchLabels: { app: web } }
        - ipBlock: { cidr: 192.0.2.0/24 }
      ports: [{ port: 5432 }]
---`;

const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: postgres, namespace: shop }
spec:
  selector: { app: db }
  ports: [{ port: 80, targetPort: 5432 }]
---`;

/** web, api and db in `shop`; web in `blog`; one policy on db. */
export const SHOP = [
  deployment('shop/web'),
  deployment('shop/api'),
  deployment('shop/db', 5432),
  deployment('blog/web'),
  deployment('blog/reader'),
  SERVICE,
  DB_POLICY,
].join('\n');
