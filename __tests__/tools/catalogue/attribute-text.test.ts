import { attributeOf, shortenAttribute } from "../../../tools/catalogue/attribute-text";
import type { Attribute } from "../../../tools/catalogue/facts";

const short: readonly (readonly [string, Attribute])[] = [
  ["string required", { type: "string", required: true }],
  ["map(string) optional computed", { type: ["map", "string"], optional: true, computed: true }],
  ["list(list(number)) computed", { type: ["list", ["list", "number"]], computed: true }],
  [
    "string optional sensitive write_only deprecated",
    { type: "string", optional: true, sensitive: true, write_only: true, deprecated: true },
  ],
  ["dynamic", { type: "dynamic" }],
];

test.each(short)("%s", (text, attribute) => {
  expect(shortenAttribute(attribute)).toBe(text);
  expect(attributeOf(text)).toEqual(attribute);
});

test.each<readonly [string, Attribute]>([
  ["an object", { type: ["object", { a: "string" }], optional: true }],
  ["a list of objects", { type: ["list", ["object", { a: "string" }]] }],
  ["a tuple", { type: ["tuple", ["string"]] }],
  ["attributes", { nested_type: { attributes: {}, nesting_mode: "single" }, optional: true }],
])("%s has no short form", (_, attribute) => {
  expect(shortenAttribute(attribute)).toBe(attribute);
});
