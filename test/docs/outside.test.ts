import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { IDENTITY_PROVIDERS } from '../../lib/platform';
import { REPOSITORY } from '../support/repository';

const page = readFileSync(join(REPOSITORY, 'docs/constructs/outside.md'), 'utf8');

test.each(Object.values(IDENTITY_PROVIDERS))(
  'the page tells the addresses and ports of $name',
  ({ name, cidrs, ports }) => {
    const addresses = cidrs.map((cidr) => cidr.replace(/\/\d+$/, '')).join(', ');
    expect(page).toContain(`| \`${name}\` | ${addresses} | ${ports.join(', ')} |`);
  },
);
