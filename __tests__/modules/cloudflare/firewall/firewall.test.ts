import { TerraformOutput, TerraformVariable } from "cdktf";
import { CloudflareFirewall, type CloudflareFirewallProps } from "../../../../modules/cloudflare/firewall/firewall";
import { accountId, countsOf, problemsOf, resourceOf, synthesized, zoneId } from "../zone-record/cloudflare-fixture";

const props: CloudflareFirewallProps = {
  accountId,
  zoneId,
  blockListName: "meetbarter_dev_blocked",
  interfaces: {
    mena: { hostname: "api-mena.meetbarter.example", readOnly: false },
    eu: { hostname: "api-eu.meetbarter.example", readOnly: false },
  },
};

const made = (more: Partial<CloudflareFirewallProps> = {}) =>
  synthesized((stack) => {
    const firewall = new CloudflareFirewall(stack, "firewall", { ...props, ...more });
    new TerraformOutput(stack, "list", { value: firewall.blockListId });
  });

const ruleset = (json: ReturnType<typeof made>, name: string) => resourceOf(json, "cloudflare_ruleset", `firewall_${name}`);

const rulesOf = (json: ReturnType<typeof made>, name: string) =>
  (ruleset(json, name)["rules"] as Record<string, unknown>[]).map(({ description: _, ...rule }) => rule);

describe("firewall", () => {
  test("is one list and one ruleset for each of two phases", () => {
    const json = made();
    expect(countsOf(json)).toEqual({ cloudflare_list: 1, cloudflare_ruleset: 2 });
    expect(json.output?.["list"]?.["value"]).toBe("${cloudflare_list.firewall_block-list.id}");
    const list = resourceOf(json, "cloudflare_list", "firewall_block-list");
    expect(list).toMatchObject({ account_id: accountId, kind: "ip", name: "meetbarter_dev_blocked" });
    expect(list).not.toHaveProperty("items");
    expect(ruleset(json, "custom")).toMatchObject({ zone_id: zoneId, kind: "zone", phase: "http_request_firewall_custom" });
    expect(ruleset(json, "managed")).toMatchObject({ zone_id: zoneId, kind: "zone", phase: "http_request_firewall_managed" });
    expect(ruleset(json, "custom")["depends_on"]).toEqual(["cloudflare_list.firewall_block-list"]);
  });

  test("refuses addresses of the list and methods that there are none of", () => {
    expect(rulesOf(made(), "custom").slice(0, 2)).toEqual([
      { ref: "block-list", action: "block", expression: "ip.src in $meetbarter_dev_blocked", enabled: true },
      {
        ref: "methods",
        action: "block",
        expression: 'not http.request.method in {"GET" "HEAD" "OPTIONS" "POST" "PUT" "PATCH" "DELETE"}',
        enabled: true,
      },
    ]);
  });

  test("read-only mode is a rule for each hostname that is always there, and on where it is asked for", () => {
    const readOnly = (json: ReturnType<typeof made>) => rulesOf(json, "custom").slice(2);
    const rule = (word: string, enabled: boolean | string) => ({
      ref: `read-only-${word}`,
      action: "block",
      action_parameters: { response: { status_code: 423, content_type: "application/json", content: '{"error":"read-only"}' } },
      expression: `http.host eq "api-${word}.meetbarter.example" and not http.request.method in {"GET" "HEAD" "OPTIONS"}`,
      enabled,
    });
    expect(readOnly(made())).toEqual([rule("eu", false), rule("mena", false)]);
    const mena = { hostname: "api-mena.meetbarter.example", readOnly: true };
    expect(readOnly(made({ interfaces: { ...props.interfaces, mena } }))).toEqual([rule("eu", false), rule("mena", true)]);
    const later = synthesized((stack) => {
      const variable = new TerraformVariable(stack, "read_only", { type: "bool" }).booleanValue as unknown as boolean;
      new CloudflareFirewall(stack, "firewall", { ...props, interfaces: { mena: { ...mena, readOnly: variable } } });
    });
    expect(readOnly(later)).toEqual([rule("mena", "${var.read_only}")]);
  });

  test("executes the managed rules, OWASP's up to paranoia level 2", () => {
    expect(rulesOf(made({ owaspThreshold: 25 }), "managed")).toEqual([
      {
        ref: "cloudflare",
        action: "execute",
        action_parameters: { id: "efb7b8c949ac4650a09736fc376e9aee" },
        expression: "true",
        enabled: true,
      },
      {
        ref: "owasp",
        action: "execute",
        action_parameters: {
          id: "4814384a9e5d4991b9815dcfc25d2f1f",
          overrides: {
            categories: [
              { category: "paranoia-level-3", enabled: false },
              { category: "paranoia-level-4", enabled: false },
            ],
            rules: [{ id: "6179ae15870a4bb7b2d480d4843b323c", action: "block", score_threshold: 25 }],
          },
        },
        expression: "true",
        enabled: true,
      },
    ]);
  });

  test.each<[string, Partial<CloudflareFirewallProps>, string]>([
    ["an account by its name", { accountId: "meetbarter" }, "[BadProp] 'accountId'"],
    ["a zone by its name", { zoneId: "meetbarter.example" }, "[BadProp] 'zoneId'"],
    ["a list with hyphens", { blockListName: "meetbarter-dev" }, "[BadProp] 'blockListName'"],
    ["no hostname", { interfaces: {} }, "[BadProp] 'interfaces' must have 1 to 10"],
    ["a hostname of one word", { interfaces: { eu: { hostname: "api", readOnly: false } } }, "[BadProp] 'interfaces'"],
    ["a threshold that there is none of", { owaspThreshold: 30 }, "[BadProp] 'owaspThreshold'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new CloudflareFirewall(stack, "firewall", { ...props, ...change }))).toContain(message);
  });
});
