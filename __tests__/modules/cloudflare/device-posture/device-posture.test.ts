import { TerraformOutput, TerraformVariable } from "cdktf";
import { CloudflareDevicePosture, type CloudflareDevicePostureProps } from "../../../../modules/cloudflare/device-posture/device-posture";
import { accountId, countsOf, problemsOf, resourceOf, synthesized } from "../zone-record/cloudflare-fixture";

const props: CloudflareDevicePostureProps = { accountId, name: "meetbarter-production" };
const rule = "cloudflare_zero_trust_device_posture_rule";

describe("device posture", () => {
  test("is three rules, and a policy that asks for all of them and a second factor", () => {
    const json = synthesized((stack) => {
      const posture = new CloudflareDevicePosture(stack, "devices", props);
      new TerraformOutput(stack, "policy", { value: posture.policyId });
    });
    expect(countsOf(json)).toEqual({ [rule]: 3, cloudflare_zero_trust_access_policy: 1 });
    expect(json.output?.["policy"]?.["value"]).toBe("${cloudflare_zero_trust_access_policy.devices.id}");
    expect(resourceOf(json, "cloudflare_zero_trust_access_policy", "devices")).toMatchObject({
      account_id: accountId,
      name: "meetbarter-production-administration",
      decision: "allow",
      include: [{ everyone: {} }],
      require: [
        { auth_method: { auth_method: "mfa" } },
        ...["enrolled", "disk-encryption", "firewall"].map((word) => ({
          device_posture: { integration_uid: `\${${rule}.devices_${word}.id}` },
        })),
      ],
      session_duration: "8h",
    });
  });

  test("asks every desktop what it can answer", () => {
    const json = synthesized((stack) => new CloudflareDevicePosture(stack, "devices", props));
    const asked = (word: string) => {
      const { type, match, input } = resourceOf(json, rule, `devices_${word}`);
      return [type, (match as { platform: string }[]).map(({ platform }) => platform), input];
    };
    expect(asked("enrolled")).toEqual(["gateway", ["windows", "mac", "linux"], undefined]);
    expect(asked("disk-encryption")).toEqual(["disk_encryption", ["windows", "mac", "linux"], { require_all: true }]);
    expect(asked("firewall")).toEqual(["firewall", ["windows", "mac"], { enabled: true }]);
  });

  test("hours that are known later stay whole", () => {
    const json = synthesized((stack) => {
      const sessionHours = new TerraformVariable(stack, "hours", { type: "number" }).numberValue;
      new CloudflareDevicePosture(stack, "devices", { ...props, sessionHours });
    });
    expect(resourceOf(json, "cloudflare_zero_trust_access_policy", "devices")["session_duration"]).toBe('${format("%dh", var.hours)}');
  });

  test.each<[string, Partial<CloudflareDevicePostureProps>, string]>([
    ["an account by its name", { accountId: "meetbarter" }, "[BadProp] 'accountId'"],
    ["a name with dots", { name: "meetbarter.example" }, "[BadProp] 'name'"],
    ["a session of two days", { sessionHours: 48 }, "[BadProp] 'sessionHours'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new CloudflareDevicePosture(stack, "devices", { ...props, ...change }))).toContain(message);
  });
});
