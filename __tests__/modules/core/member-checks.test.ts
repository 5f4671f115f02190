import { oneOf, recordOf, text, wholeNumber } from "../../../modules/core/checks";
import { allOf, distinctMembers, fieldsOf, members } from "../../../modules/core/member-checks";
import { anything } from "../../../modules/core/props";

interface Route {
  readonly name: string;
  readonly leastNodes?: number;
  readonly note?: string;
}
const name = text(/^[a-z]+$/, "letters", 1, 9);
const route = fieldsOf<Route>({ name }, { leastNodes: wholeNumber(1, 3, "nodes"), note: anything });

/** That Terraform says the same is asked in bounds.test.ts. */
describe("checks of members", () => {
  test.each<[string, unknown, string | undefined]>([
    ["all given", { name: "a", leastNodes: 1, note: "" }, undefined],
    ["without an optional field", { name: "a" }, undefined],
    ["a wrong field", { name: "A" }, "have a 'name' that must be letters, 1 to 9 characters"],
    ["a wrong optional field", { name: "a", leastNodes: 9 }, "have a 'leastNodes' that must be a whole number from 1 to 3 (nodes)"],
  ])("an object: %s", (_, value, must) => {
    expect(route(value as Route)?.must).toBe(must);
  });

  test("an object's rule has a part for each field, and an optional one may be null", () => {
    expect(route.bound?.must).toBe(
      "be an object whose name must be letters, 1 to 9 characters, and whose least_nodes must be a whole number from 1 to 3 (nodes)",
    );
    expect(route.bound?.condition("one")).toBe(
      '(length(one.name) >= 1 && length(one.name) <= 9 && can(regex("^[a-z]+$", one.name))) && (one.least_nodes == null ? true : floor(one.least_nodes) == one.least_nodes && one.least_nodes >= 1 && one.least_nodes <= 3)',
    );
  });

  test("a field whose check has no rule for Terraform takes the rule from the whole", () => {
    expect(fieldsOf<{ a: string }>({ a: () => undefined }, {}).bound).toBeUndefined();
    expect(allOf(name, () => undefined).bound).toBeUndefined();
  });

  test("several checks: the first breach is told", () => {
    const check = allOf(members(1, 2), distinctMembers<string>("name"), recordOf(oneOf(["x", "y"])));
    expect(check({ a: "x", b: "y" })).toBeUndefined();
    expect(check({})?.must).toBe("have 1 to 2 members");
    expect(check({ a: "z", b: "z" })).toEqual({ must: "have one member at most for each name", fix: "remove one of the two", got: "z" });
    expect(check({ a: "z" })?.must).toBe("be one of x, y");
    expect(check.bound?.must).toBe(
      "have 1 to 2 members, and have one member at most for each name, and have keys in kebab-case (they become addresses), and each member must be one of x, y",
    );
  });

  test("members may differ in fields", () => {
    const pods = distinctMembers<{ namespace: string; account: string }>("service account", "namespace", "account");
    expect(pods({ a: { namespace: "x", account: "y" }, b: { namespace: "x", account: "z" } })).toBeUndefined();
    expect(pods({ a: { namespace: "x", account: "y" }, b: { namespace: "x", account: "y" } })?.got).toBe("x/y");
    expect(pods.bound?.condition("var.x")).toBe(
      "length(distinct([for one in values(var.x) : [one.namespace, one.account]])) == length(var.x)",
    );
  });
});
