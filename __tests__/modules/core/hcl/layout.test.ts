import { layOut } from "../../../../modules/core/hcl/layout";

test.each([
  ["equals signs of neighbours stand in one column", "a=1\nbcd = 2\n", "a   = 1\nbcd = 2\n"],
  ["an empty line ends a column", "a=1\n\nbcd = 2\n", "a = 1\n\nbcd = 2\n"],
  ["a value of several lines ends a column", "a = {\nb=1\n}\nccc = 2\n", "a = {\n  b = 1\n}\nccc = 2\n"],
  ["wide characters count once", '"日本" = 1\n', '"日本" = 1\n'],
  ["line comments have a column", "a = 1 # b\nccc = 2 # d\n", "a   = 1 # b\nccc = 2 # d\n"],
  ["other comments have none", "a = 1 /* b */\nccc = 22 /* d */\n", "a   = 1 /* b */\nccc = 22 /* d */\n"],
  ["a minus that negates has no space", "a = - 1 - -b\n", "a = -1 - -b\n"],
  ["for expressions", "a=[for x in[1]:x]\n", "a = [for x in [1] : x]\n"],
  ["a heredoc's text keeps its place", "a {\nb = <<EOT\n x\nEOT\n}\n", "a {\n  b = <<EOT\n x\nEOT\n}\n"],
  ["brackets that open on one line indent once", "a = f({\nb=1\n})\n", "a = f({\n  b = 1\n})\n"],
])("%s", (_name, text, expected) => {
  expect(layOut(text)).toBe(expected);
  expect(layOut(expected)).toBe(expected);
});
