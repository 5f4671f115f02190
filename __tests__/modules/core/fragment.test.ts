import { TerraformElement, TerraformResource } from "cdktf";
import { estate } from "../../../environments";
import { fragmentOf } from "../../../modules/core/fragment";
import { stackRoot } from "../../../modules/core/synthesize";
import { buildStack, planEstate } from "../../../regions/estate";
import { stackOf } from "../../support/stack";

const plain = (stack = stackOf("test")): TerraformResource => new TerraformResource(stack, "one", { terraformResourceType: "test_thing" });

/** Fragments hold tokens, which stay as they are; what is undefined is left out when they are resolved. */
const expectSame = (element: TerraformElement): void => {
  expect(fragmentOf(element)).toEqual(element.toTerraform());
};

describe("the fragment of an element", () => {
  test("is what its toTerraform gives, for every element of dev", () => {
    const plans = planEstate({ ...estate, environments: estate.environments.slice(0, 1) });
    const elements = plans.flatMap((plan) =>
      buildStack(stackRoot(), plan)
        .node.findAll()
        .filter((node) => TerraformElement.isTerraformElement(node)),
    );
    expect(elements.length).toBeGreaterThan(500);
    for (const element of elements) expectSame(element);
  });

  test.each<readonly [string, (resource: TerraformResource) => void]>([
    ["a count", (one) => (one.count = 2)],
    ["a lifecycle", (one) => (one.lifecycle = { preventDestroy: true })],
    ["a provisioner", (one) => (one.provisioners = [{ type: "local-exec", command: "true" }])],
    ["a connection", (one) => (one.connection = { type: "ssh", host: "host.example" })],
    ["an override", (one) => one.addOverride("timeouts.create", "1h")],
    ["dependencies", (one) => (one.dependsOn = ["test_thing.other"])],
    ["another address before", (one) => one.moveFromId("test_thing.earlier")],
    ["an id to import", (one) => one.importFrom("i-1")],
  ])("is what its toTerraform gives, for a resource with %s", (_, change) => {
    const resource = plain();
    change(resource);
    expectSame(resource);
  });

  test("is a class's own, where it has one", () => {
    class Own extends TerraformResource {
      override toTerraform(): unknown {
        return { resource: { test_thing: { own: {} } } };
      }
    }
    expect(fragmentOf(new Own(stackOf("test"), "one", { terraformResourceType: "test_thing" }))).toEqual({
      resource: { test_thing: { own: {} } },
    });
  });
});
