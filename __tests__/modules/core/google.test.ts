import {
  member,
  projectId,
  projectNumber,
  region,
  serviceAccountEmail,
  serviceAccountId,
  serviceAgentMember,
  serviceAgents,
} from "../../../modules/core/google";
import { defaultLabels, labelsOf } from "../../../modules/core/tags";

describe("who a role may be given to on Google", () => {
  test.each([
    "serviceAccount:terraform-plan@meetbarter-test-eu.iam.gserviceaccount.com",
    "serviceAccount:service-777711119999@gs-project-accounts.iam.gserviceaccount.com",
    "serviceAccount:meetbarter-test-eu.svc.id.goog[security/auth]",
    "group:key-administrators@meetbarter.example",
    "principal://iam.googleapis.com/projects/777711119999/locations/global/workloadIdentityPools/github-jobs/subject/repo:o/r:environment:e",
  ])("%s", (one) => {
    expect(member(one)).toBeUndefined();
  });

  test.each([
    "allUsers",
    "allAuthenticatedUsers",
    "domain:meetbarter.example",
    "user:ada@meetbarter.example",
    "serviceAccount:plan",
    "projectOwner:one",
  ])("not %s", (one) => {
    expect(member(one)).toMatchObject({ must: expect.stringContaining("serviceAccount:") as unknown });
  });
});

test("forms of a project, a region and a service account", () => {
  const refused = [
    [projectId, ["short", "Capital-letters", "ends-with-", "1-begins"]],
    [projectNumber, ["meetbarter", "0123456", "12345"]],
    [region, ["europe", "europe-west4-a", "EU"]],
    [serviceAccountId, ["plan", "terraform_plan", "x".repeat(31)]],
    [
      serviceAccountEmail,
      [
        "terraform-plan",
        "ada@meetbarter.example",
        "0@x.gserviceaccount.com",
        "service-777711119999@gs-project-accounts.gserviceaccount.com",
      ],
    ],
  ] as const;
  expect(refused.flatMap(([check, values]) => values.filter((one) => check(one) === undefined))).toEqual([]);
  expect([projectId("meetbarter-test-eu"), projectNumber("777711119999"), region("me-central1")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("service agents have the addresses that Google gives them", () => {
  expect(serviceAgentMember("storage", "777711119999")).toBe(
    "serviceAccount:service-777711119999@gs-project-accounts.iam.gserviceaccount.com",
  );
  const agents = Object.keys(serviceAgents) as (keyof typeof serviceAgents)[];
  expect(agents.map((agent) => member(serviceAgentMember(agent, "777711119999")))).toEqual(agents.map(() => undefined));
});

test("labels are tags in Google's letters, and the estate's own stay", () => {
  expect(labelsOf({ "estate:layer": "keys", "Cost Center": "R&D", "estate-layer": "other", "1st": "gone" })).toEqual({
    "cost-center": "r-d",
    "estate-layer": "keys",
  });
  expect(labelsOf({ long: "x".repeat(70) })).toEqual({ long: "x".repeat(63) });
  const tags = { organization: "o", environment: "e", phase: "growth", origin: "eu", jurisdiction: "eu", layer: "l", stack: "s" } as const;
  expect(Object.keys(defaultLabels(tags, { owner: "platform" }))).toEqual([
    "estate-environment",
    "estate-jurisdiction",
    "estate-layer",
    "estate-managed-by",
    "estate-organization",
    "estate-origin",
    "estate-phase",
    "estate-stack",
    "owner",
  ]);
});
