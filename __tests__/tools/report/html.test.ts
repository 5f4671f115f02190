import { counted, escapeHtml, grouped, html, joined, raw, table } from "../../../tools/report/html";

describe("html", () => {
  test("escapes text, and leaves HTML as it is", () => {
    expect(html`<p title="${'"a" & b'}">${"<script>"}${raw("<br>")}${html`<b>${1}</b>`}</p>`.html).toBe(
      '<p title="&quot;a&quot; &amp; b">&lt;script&gt;<br><b>1</b></p>',
    );
    expect(escapeHtml(`<&">`)).toBe("&lt;&amp;&quot;&gt;");
  });

  test("joins lists, and writes nothing for nothing", () => {
    expect(html`${["a", undefined, ["<", 2]]}`.html).toBe("a&lt;2");
    expect(html`${joined(["a", "b"], html`<br />`)}`.html).toBe("a<br />b");
    expect(html`${joined([], ", ")}`.html).toBe("");
  });

  test.each([
    [0, "0"],
    [999, "999"],
    [6647, "6\u202f647"],
    [1234567, "1\u202f234\u202f567"],
  ])("%d is written as %s", (count, text) => expect(grouped(count)).toBe(text));

  test("counts with the right word", () => {
    expect(counted(1, "stack")).toBe("1 stack");
    expect(counted(0, "stack")).toBe("0 stacks");
  });

  test("a table has a caption, and headings that say what they are for", () => {
    const { html: text } = table("Region", {
      caption: "<caption>",
      columns: [{ title: "a" }, { title: "b", isNumber: true, id: "b" }],
      rows: [{ cells: ["x", 1], id: "x" }],
    });
    const flat = text.replace(/\s+/g, " ");
    expect(flat).toContain('role="region" aria-label="Table: Region" tabindex="0"');
    expect(flat).toMatch(/<caption> ?&lt;caption&gt; ?<\/caption>/);
    expect(flat).toMatch(/<th scope="col" ?>a<\/th>/);
    expect(flat).toMatch(/<th scope="col" id="b" class="number" ?>b<\/th>/);
    expect(flat).toMatch(/<tr id="x" data-find> ?<th scope="row">x<\/th> ?<td class="number">1<\/td>/);
  });
});
