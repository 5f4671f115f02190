/** Text that is HTML already. */
export interface Html {
  readonly html: string;
}

/** What may stand in a template: plain text is escaped, lists are joined, and nothing is left out. */
export type Content = Html | string | number | undefined | readonly Content[];

/** Text as it stands in HTML, in attributes too. */
export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** HTML that was written by hand: nothing in it is escaped. */
export const raw = (text: string): Html => ({ html: text });

const isList = (content: Content): content is readonly Content[] => Array.isArray(content);

const render = (content: Content): string => {
  if (content === undefined) return "";
  if (typeof content === "string") return escapeHtml(content);
  if (typeof content === "number") return String(content);
  return isList(content) ? content.map(render).join("") : content.html;
};

/** A template of HTML. What is put into it is escaped unless it is HTML itself. */
export const html = (parts: TemplateStringsArray, ...values: readonly Content[]): Html =>
  raw(parts.map((part, index) => (index < values.length ? part + render(values[index]) : part)).join(""));

/** Contents with something between them. */
export const joined = (contents: readonly Content[], between: Content): readonly Content[] =>
  contents.flatMap((content, index) => (index === 0 ? [content] : [between, content]));

/** A number with its thousands apart: the same on every machine. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");

/** A count with its word: `1 stack`, `12 stacks`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${grouped(count)} ${count === 1 ? one : many}`;

/** One column of a table. */
export interface Column {
  readonly title: Content;
  /** Whether it holds numbers. */
  readonly isNumber?: boolean;
  /** An anchor for its heading. */
  readonly id?: string;
}

/** One row of a table; the first cell is its heading. */
export interface Row {
  readonly cells: readonly Content[];
  /** An anchor for the row. */
  readonly id?: string;
  /** Whether a new group of rows begins here. */
  readonly isFirst?: boolean;
}

/** A table of the report. */
export interface Table {
  readonly caption: Content;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Whether the search box hides rows that don't match. */
  readonly isSearched?: boolean;
  readonly style?: string;
}

const idOf = (id: string | undefined): Content => (id === undefined ? undefined : html` id="${id}"`);
const numberClass = (column: Column | undefined): Content => (column?.isNumber === true ? html` class="number"` : undefined);

/** A table that scrolls by itself where it is wider than the page, by keyboard too. `label` names that region. */
export const table = (label: string, { caption, columns, rows, isSearched = true, style = "" }: Table): Html =>
  html`<div class="scroll" role="region" aria-label="Table: ${label}" tabindex="0" data-group>
    <table class="${style}">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col" ${idOf(column.id)}${numberClass(column)}>${column.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ cells, id, isFirst = false }) =>
            html`<tr${idOf(id)}${isFirst ? raw(' class="first"') : undefined}${isSearched ? raw(" data-find") : undefined}>${cells.map(
              (cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td${numberClass(columns[index])}>${cell}</td>`),
            )}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
