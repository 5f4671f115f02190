import type { HclSyntaxError } from "../../../../modules/core/hcl/tokens";
import { tokensOf } from "../../../../modules/core/hcl/tokens";

const kinds = (text: string): string =>
  tokensOf(text)
    .map(({ type }) => type)
    .join(" ");

test.each([
  ['"a${b}"', "OQuote QuotedLit TemplateInterp Ident TemplateSeqEnd CQuote"],
  ['"$${b} %%{c}"', "OQuote QuotedLit CQuote"],
  ['"${{ a = "}" }}"', "OQuote TemplateInterp OBrace Ident Equal OQuote QuotedLit CQuote CBrace TemplateSeqEnd CQuote"],
  ["<<-EOT\na ${b}\n  EOT\n", "OHeredoc StringLit TemplateInterp Ident TemplateSeqEnd StringLit CHeredoc Newline"],
  ["provider::a::b(1e-3...)", "Ident DoubleColon Ident DoubleColon Ident OParen Number Ellipsis CParen"],
  ["größe-1 # b", "Ident Comment"],
])("%j", (text, expected) => {
  expect(kinds(text)).toBe(expected);
});

test.each([
  ['"a', "the quoted text has no end", 1],
  ["<<A\nb", "the heredoc has no end 'A'", 4],
  ['"${a', "the template sequence has no end", 4],
  ["a ' b", `the character "'" has no meaning here`, 2],
])("%j is no HCL", (text, message, offset) => {
  expect(() => tokensOf(text)).toThrow(expect.objectContaining({ message, offset }) as HclSyntaxError);
});
