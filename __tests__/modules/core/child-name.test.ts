import { TerraformVariable } from "cdktf";
import { childName } from "../../../modules/core/child-name";
import { stackOf } from "../../support/stack";

describe("the name of a part", () => {
  test("is joined as it is, where it fits, for a module knows no more of it", () => {
    expect(childName("eventRule", "Orders", "health")).toBe("Orders-health");
  });

  test("has the form of its kind, where it would not fit", () => {
    expect(childName("computeResource", "Orders", "nat")).toBe("orders-nat");
    const long = childName("eventRule", "o".repeat(80), "health");
    expect([long.length, /^o+-[0-9a-f]{8}$/.test(long)]).toEqual([64, true]);
  });

  test("of what is known only later is joined", () => {
    const name = new TerraformVariable(stackOf("test"), "name", { type: "string" }).stringValue;
    expect(childName("eventRule", name, "health")).toBe(`${name}-health`);
  });
});
