import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of this package. Both lib/cli and build/cli lie two folders below package.json. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  return typeof manifest === 'object' &&
    manifest !== null &&
    'version' in manifest &&
    typeof manifest.version === 'string'
    ? manifest.version
    : 'unknown';
}
