import { TerraformOutput } from "cdktf";
import { GoogleKeyRing, type GoogleKeyRingProps } from "../../../../modules/google/key-ring/key-ring";
import { counts, made, outputs, problemsOnGoogle, project, region, synthesizedOnGoogle } from "../../../support/google";

const props: GoogleKeyRingProps = { keyRingName: "meetbarter-test-eu", projectId: project, region };

describe("key ring", () => {
  test("is one ring of one region, kept because its name could not be taken again", () => {
    const json = synthesizedOnGoogle((stack) => {
      const ring = new GoogleKeyRing(stack, "ring", props);
      for (const name of ["keyRingId", "keyRingName"] as const) new TerraformOutput(stack, name, { value: ring[name] });
    });
    expect(counts(json)).toEqual({ google_kms_key_ring: 1 });
    expect(made(json, "google_kms_key_ring", "ring")).toEqual({
      name: "meetbarter-test-eu",
      project,
      location: region,
      lifecycle: { prevent_destroy: true },
    });
    expect(outputs(json)).toEqual({ keyRingId: "${google_kms_key_ring.ring.id}", keyRingName: "${google_kms_key_ring.ring.name}" });
  });

  test.each<[string, Partial<GoogleKeyRingProps>, string]>([
    ["a name with a dot", { keyRingName: "test.eu" }, "[BadProp] 'keyRingName'"],
    ["a project's number", { projectId: "777711119999" }, "[BadProp] 'projectId'"],
    ["a multi-region", { region: "europe" }, "[BadProp] 'region'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOnGoogle((stack) => new GoogleKeyRing(stack, "ring", { ...props, ...change }))).toContain(message);
  });
});
