/** A table in the form that prettier gives it, so that what is generated and what is formatted are the same bytes. */
export const markdownTable = (header: readonly string[], rows: readonly (readonly string[])[], right: readonly number[] = []): string => {
  const cells = cellsOf(header, rows);
  const widths = header.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (right.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, column) => (right.includes(column) ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(cells[0] ?? []), line(rule), ...cells.slice(1).map(line)].join("\n");
};

/** A table without blanks that only align: for cells so long that aligned rows would be mostly blanks. */
export const compactTable = (header: readonly string[], rows: readonly (readonly string[])[]): string => {
  const [head = [], ...rest] = cellsOf(header, rows).map((row) => `| ${row.join(" | ")} |`);
  return [head, `|${" --- |".repeat(header.length)}`, ...rest].join("\n");
};

/** Every cell on one line, its bars escaped. */
const cellsOf = (header: readonly string[], rows: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  [header, ...rows].map((row) => header.map((_, column) => (row[column] ?? "").replace(/\s+/g, " ").replaceAll("|", "\\|")));

const markersOf = (section: string): readonly [string, string] => [`<!-- generated: ${section} -->`, `<!-- end of ${section} -->`];

/** The names of the sections that a document marks as generated, in their order. */
export const markedSections = (text: string): readonly string[] =>
  [...text.matchAll(/^<!-- generated: ([a-z-]+) -->$/gm)].map(([, section = ""]) => section);

/** The document with what stands between a section's two markers replaced. */
export const withSection = (text: string, section: string, content: string): string => {
  const [begin, end] = markersOf(section);
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`no '${begin}' before '${end}'`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
};
