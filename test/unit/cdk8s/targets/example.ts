import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { onTestFinished } from 'vitest';
import { PolicyApp, type TargetOf } from '../../../../lib/cdk8s';
import {
  AllowDns,
  DefaultDenyNamespace,
  ipBlock,
  NetworkPolicy,
  pods,
  tcp,
  to,
} from '../../../../lib/constructs';
import { eks, gke, kind } from '../../../../lib/platform';

/** A folder of its own for what an app writes, gone after the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'netpol-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Four targets in two groups that hold nothing yet. */
export function emptyApp(folder: string = emptyFolder()) {
  return new PolicyApp({
    outdir: join(folder, 'dist'),
    targets: {
      dev: { profile: kind() },
      staging: { profile: eks() },
      prodEks: { profile: eks() },
      prodGke: { profile: gke() },
    },
    groups: { lower: ['dev', 'staging'], prod: ['prodEks', 'prodGke'] },
  });
}

export type ExampleTarget = TargetOf<ReturnType<typeof emptyApp>>;

const SANDBOX = ipBlock('198.51.100.0/24');
const GATEWAY = ipBlock('203.0.113.0/24');

/** A closed namespace, from which one workload reaches what its environment lets it reach. */
export function payments(target: ExampleTarget): void {
  const home = new DefaultDenyNamespace(new Chart(target, 'payments'), 'payments');
  new AllowDns(home, 'dns');
  const outside = target.pick({ dev: [], staging: [SANDBOX], prod: [GATEWAY] });
  if (outside.length === 0) return;
  new NetworkPolicy(home, 'gateway', {
    select: pods({ app: 'api' }),
    egress: [to(outside).on(tcp(443))],
  });
}
