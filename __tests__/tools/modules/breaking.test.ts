import { formatProblem } from "../../../modules/core/errors";
import { asProblem, breaksOf } from "../../../tools/modules/breaking";

const provider = "provider aws | hashicorp/aws | >= 5.100.0, < 7.0.0";
const broken = (before: readonly string[], after: readonly string[]) => breaksOf(before, after).map(({ code, row }) => [code, row]);

describe("a step between interfaces breaks nothing", () => {
  test.each([
    [
      "where nothing changes",
      [provider, "output a", "variable b | string | required"],
      [provider, "output a", "variable b | string | required"],
    ],
    [
      "with further outputs, resources and optional variables",
      [],
      ["output a", "resource x_y.this", 'variable b | string | default ""', "terraform >= 1.0.0, < 2.0.0"],
    ],
    ["where a variable gets a default", ["variable b | string | required"], ['variable b | string | default "c"']],
    ["where a default is another one", ["variable b | number | default 1"], ["variable b | number | default 2"]],
    ["where a type is wider", ["variable b | number | required"], ["variable b | string | required"]],
    ["where a rule goes", ["variable b | string | required | must be c"], ["variable b | string | required"]],
    [
      "where a rule's range is wider",
      ["variable b | number | required | must be from 2 to 5 (days)"],
      ["variable b | number | required | must be from 1 to 6 (days)"],
    ],
    [
      "where a closed list is longer",
      ["variable b | string | required | must be one of a, b"],
      ["variable b | string | required | must be one of a, b, c"],
    ],
    [
      "where a rule has other words, which nobody can judge",
      ["variable b | string | required | must be 1 to 9 long"],
      ["variable b | string | required | must be short"],
    ],
    [
      "where versions are more",
      ["terraform >= 1.11.0, < 2.0.0", provider],
      ["terraform >= 1.10.0, < 3.0.0", "provider aws | hashicorp/aws | >= 5.0.0, < 8.0.0"],
    ],
    ["where a provider or a bound of Terraform goes", [provider, "terraform >= 1.11.0, < 2.0.0"], []],
    ["where an output is no secret any more", ["output a | sensitive"], ["output a"]],
    ["where one instance becomes a count, which Terraform moves by itself", ["resource x_y.this"], ["resource x_y.this[count.index]"]],
    ["where a resource is moved", ["resource x_y.a"], ["moved x_y.a -> x_y.b", "resource x_y.b"]],
    ["where instances go along", ["resource x_y.a[each.key]"], ["moved x_y.a -> x_y.b", "resource x_y.b[each.key]"]],
    ["where a resource becomes one of many", ["resource x_y.a"], ['moved x_y.a -> x_y.a["k"]', "resource x_y.a[each.key]"]],
    ["where one of many becomes the only one", ["resource x_y.a[each.key]"], ['moved x_y.a["k"] -> x_y.a', "resource x_y.a"]],
    [
      "where moves follow each other",
      ["moved x_y.a -> x_y.b", "resource x_y.b"],
      ["moved x_y.a -> x_y.b", 'moved x_y.b -> x_y.c["k"]', "resource x_y.c[each.key]"],
    ],
    [
      "where an old move leads on",
      ["moved x_y.a -> x_y.b", "resource x_y.b"],
      ["moved x_y.a -> x_y.c", "moved x_y.b -> x_y.c", "resource x_y.c"],
    ],
  ])("%s", (_, before, after) => {
    expect(breaksOf(before, after)).toEqual([]);
  });
});

describe("a step between interfaces breaks", () => {
  test.each([
    ["a variable that goes", ["variable b | string | default 1"], [], "variable b | string | default 1"],
    ["a new variable that is required", [], ["variable b | string | required"], "variable b | string | required"],
    ["a default that goes", ["variable b | number | default 1"], ["variable b | number | required"], "variable b | number | default 1"],
    ["a narrower type", ["variable b | string | required"], ["variable b | number | required"], "variable b | string | required"],
    ["a first rule", ["variable b | string | required"], ["variable b | string | required | must be c"], "variable b | string | required"],
    [
      "a narrower range, from below",
      ["variable b | number | required | must be 2 to 5"],
      ["variable b | number | required | must be 3 to 5"],
      "variable b | number | required | must be 2 to 5",
    ],
    [
      "a narrower range, from above",
      ["variable b | number | required | must be 2 to 5"],
      ["variable b | number | required | must be 2 to 4"],
      "variable b | number | required | must be 2 to 5",
    ],
    [
      "a shorter list",
      ["variable b | string | required | must be one of a, b"],
      ["variable b | string | required | must be one of a, c"],
      "variable b | string | required | must be one of a, b",
    ],
    [
      "a variable that takes null",
      ["variable b | string | required | nullable"],
      ["variable b | string | required"],
      "variable b | string | required | nullable",
    ],
    [
      "an ephemeral variable",
      ["variable b | string | required | ephemeral"],
      ["variable b | string | required"],
      "variable b | string | required | ephemeral",
    ],
    ["an output that goes", ["output a"], ["output b"], "output a"],
    ["an output that becomes a secret", ["output a"], ["output a | sensitive"], "output a"],
    ["a further provider", [], [provider], provider],
    ["a provider's lowest version", [provider], ["provider aws | hashicorp/aws | >= 6.0.0, < 7.0.0"], provider],
    ["a provider's highest version", [provider], ["provider aws | hashicorp/aws | >= 5.100.0, < 6.0.0"], provider],
    ["a provider's source", [provider], ["provider aws | example/aws | >= 5.100.0, < 7.0.0"], provider],
    ["versions of a form that is not known", [provider], ["provider aws | hashicorp/aws | ~> 5.100"], provider],
    ["a lowest Terraform", ["terraform >= 1.11.0, < 2.0.0"], ["terraform >= 1.12.0, < 2.0.0"], "terraform >= 1.11.0, < 2.0.0"],
  ])("%s", (_, before, after, row) => {
    expect(broken(before, after)).toEqual([["InterfaceBroken", row]]);
  });

  test.each([
    ["an address that goes", ["resource x_y.a"], ["resource x_y.b"], "resource x_y.a"],
    ["a type that is another one", ["resource x_y.a"], ["resource x_z.a"], "resource x_y.a"],
    ["a resource that becomes many", ["resource x_y.a"], ["resource x_y.a[each.key]"], "resource x_y.a"],
    ["many that become one", ["resource x_y.a[each.key]"], ["resource x_y.a"], "resource x_y.a[each.key]"],
    [
      "a count that goes, and with it all but the first",
      ["resource x_y.a[count.index]"],
      ["resource x_y.a"],
      "resource x_y.a[count.index]",
    ],
    ["a move to many without a word which", ["resource x_y.a"], ["moved x_y.a -> x_y.b", "resource x_y.b[each.key]"], "resource x_y.a"],
    ["a move that goes", ["moved x_y.a -> x_y.b", "resource x_y.b"], ["resource x_y.b"], "moved x_y.a -> x_y.b"],
  ])("%s", (_, before, after, row) => {
    expect(broken(before, after)).toEqual([["AddressChanged", row]]);
  });
});

test("the one address that may be meant is named, and the version that may have it", () => {
  const fixOf = (before: string, after: readonly string[]): string =>
    breaksOf([before], after)
      .map((one) => formatProblem(asProblem("aws-thing", one, "0.1.1", "0.2.0")))
      .join("\n");
  expect(fixOf("resource x_y.a", ["resource x_y.b"])).toBe(
    "aws-thing: resource x_y.a: [AddressChanged] an address of the version before must stay, or be moved while its version is 0.1.1; " +
      `say where it is, moved: { "x_y.a": "x_y.b" } in the face's shape, or raise the version in package.json to 0.2.0`,
  );
  expect(fixOf("resource x_y.a", ["resource x_y.a[each.key]"])).toContain(`moved: { "x_y.a": 'x_y.a["..."]' }`);
  expect(fixOf("resource x_y.a", ["resource x_y.b", "resource x_y.c"])).toContain(`moved: { "x_y.a": "..." }`);
});
