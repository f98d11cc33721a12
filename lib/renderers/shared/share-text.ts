/** A part of a whole in per cent; what is neither nothing nor all is never shown as that. */
export function shareText(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %';
  if (part === whole) return '100 %';
  const rounded = ((part / whole) * 100).toFixed(1);
  if (rounded === '0.0') return '< 0.1 %';
  return rounded === '100.0' ? '> 99.9 %' : `${rounded} %`;
}
