import { didYouMean, UsageError } from '../kernel';
import type { Directory } from './directory';

/** @throws {UsageError} for a namespace that the cluster does not have */
export function checkNamespace(name: string, { cluster }: Directory): void {
  const known = [...cluster.namespaces.keys()];
  if (known.includes(name)) return;
  throw new UsageError(`there is no namespace \`${name}\`.${didYouMean(name, known)}`);
}
