/** Whether CIDRs must be canonical, or may be written as loosely as before Kubernetes 1.36. */
export type CidrStrictness = 'strict' | 'loose';

const STRICT_SINCE = { major: 1, minor: 36 };

/**
 * How a release reads CIDRs: strictly since 1.36, where `StrictIPCIDRValidation` is on by default
 * (KEP-4858). No version, or one that is not `1.35`, `v1.35` or `1.35.2`, means the newest.
 */
export function cidrStrictness(kubernetesVersion: string | undefined): CidrStrictness {
  const match = /^v?(\d+)\.(\d+)(?:[.+-]|$)/.exec(kubernetesVersion ?? '');
  if (match === null) return 'strict';
  const [major, minor] = [Number(match[1]), Number(match[2])];
  const loose =
    major < STRICT_SINCE.major || (major === STRICT_SINCE.major && minor < STRICT_SINCE.minor);
  return loose ? 'loose' : 'strict';
}

/** `1.35`, `v1.35.2`, `1.35.2-gke.100`, `1.35.2+k3s1`: what `kubectl version` prints, or less. */
const RELEASE = /^v?1\.\d{1,3}(?:\.\d+(?:[-+][\w.+-]+)?)?$/;

/** Whether a text is a release of Kubernetes. */
export function isKubernetesRelease(text: string): boolean {
  return RELEASE.test(text);
}
