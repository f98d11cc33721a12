import { count } from '../../kernel';
import type { CheckInfo, ChecksResult } from '../../results';
import { checkBlocks, checkPage, type PagePart } from '../shared/check-page';
import { markdownTable } from './table';

/** Every check by block, each with a link to its page beside this one. */
export function checksToMarkdown({ checks }: ChecksResult): string {
  const blocks = checkBlocks(checks).map(({ id, title, checks: own }) => {
    const rows = own.map((check) => [
      `[${check.id}](${check.name}.md)`,
      `[${check.name}](${check.name}.md)`,
      check.severity,
      check.summary.replaceAll('|', '\\|'),
    ]);
    const table = markdownTable(['id', 'name', 'severity', 'finds'], rows);
    return `## ${id}xx. ${title}\n\n${table}\n`;
  });
  return `# The checks of netpol lint\n\n${blocks.join('')}${count(checks.length, 'check')}.\n`;
}

/** The page of one check. */
export function checkPageToMarkdown(check: CheckInfo): string {
  const { id, name, severity, summary } = check;
  const sections = checkPage(check).map(
    ({ title, parts }) => `\n## ${title}\n\n${parts.map(partText).join('\n')}`,
  );
  return `# ${id} ${name}\n\n${summary} Severity: ${severity}.\n${sections.join('')}`;
}

function partText(part: PagePart): string {
  switch (part.kind) {
    case 'text':
      return `${part.text}\n`;
    case 'link':
      return `- [${part.title}](${part.url})`.concat('\n');
    case 'code':
      return `\`\`\`${part.language}\n${part.text}\n\`\`\`\n`;
  }
}
