import type { CommonFlags } from '../flags';

/** The arguments that make `netpol explain` read the same input, and judge it alike. */
export function explainInput(paths: readonly string[], flags: CommonFlags): readonly string[] {
  const { profile, cni, dns = [], cloud, assume = [], kubernetesVersion, defaultNamespace } = flags;
  const given = [
    ['--profile', profile],
    ['--cni', cni],
    ...dns.map((name) => ['--dns', name]),
    ['--cloud', cloud],
    ...assume.map((answer) => ['--assume', answer]),
    ['--kubernetes-version', kubernetesVersion],
    ['--default-namespace', defaultNamespace],
    ['--app', flags.app],
    ['--target', flags.target],
  ];
  return [
    ...paths,
    ...given.flatMap(([flag = '', value]) => (value === undefined ? [] : [flag, value])),
  ];
}
