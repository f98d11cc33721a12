import { dnsLabelProblems, isKubernetesRelease, UsageError } from '../../kernel';
import type { BuildOptions } from '../../model';
import type { CommonFlags } from '../flags';

/**
 * How manifests are read: `--default-namespace` and `--kubernetes-version`.
 *
 * @throws {UsageError} for what is no namespace, or no release
 */
export function buildOptions({ defaultNamespace, kubernetesVersion }: CommonFlags): BuildOptions {
  const [wrong] = defaultNamespace === undefined ? [] : dnsLabelProblems(defaultNamespace);
  if (wrong !== undefined) {
    throw new UsageError(`\`${defaultNamespace}\` is no namespace: ${wrong}`, 'write shop');
  }
  if (kubernetesVersion !== undefined && !isKubernetesRelease(kubernetesVersion)) {
    throw new UsageError(
      `\`${kubernetesVersion}\` is no release of Kubernetes`,
      'write 1.35, v1.36.2, or what kubectl version says of the server',
    );
  }
  return {
    ...(defaultNamespace === undefined ? {} : { defaultNamespace }),
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
  };
}
