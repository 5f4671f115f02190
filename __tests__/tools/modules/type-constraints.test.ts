import { takesAll } from "../../../tools/modules/type-constraints";

const object = "object({ a = string, b = optional(number, 1) })";

test.each([
  ["string", "string"],
  ["string", "number"],
  ["string", "bool"],
  ["any", "map(string)"],
  ["list(string)", "list(number)"],
  ["map(list(any))", "map(list(string))"],
  [object, "object({ a = string, b = optional(number) })"],
  [
    'object({ a = string, b = optional(list(string), ["x", "}"]), c = optional(string) })',
    "object({ b = optional(list(string)), a = number })",
  ],
  ["map(object({ a = optional(string) }))", "map(object({ a = string }))"],
  ["map(object({\n  a = string # why\n  b = optional(string)\n}))", "map(object({ a = string }))"],
  ["tuple([string, any])", "tuple([number, bool])"],
])("%s takes all of %s", (after, before) => {
  expect(takesAll(after, before)).toBe(true);
});

test.each([
  ["number", "string"],
  ["list(string)", "set(string)"],
  ["list(string)", "string"],
  ["list(number)", "list(string)"],
  ["object({ a = string })", object],
  ["object({ a = string, b = number })", object],
  ["object({ a = string, b = optional(number), c = string })", object],
  ["object({ a = string, b = optional(bool) })", object],
  ["tuple([string])", "tuple([string, string])"],
  ["tuple([bool, string])", "tuple([string, string])"],
  ["list(string", "list(number)"],
  ["object({ a })", "object({ a = string })"],
  ["object({ a = })", "object({ a = string })"],
  ["list({ = })", "list(number)"],
])("%s doesn't take all of %s", (after, before) => {
  expect(takesAll(after, before)).toBe(false);
});

test("a type that can't be read takes itself", () => {
  expect(takesAll("new(type", "new(type")).toBe(true);
});
