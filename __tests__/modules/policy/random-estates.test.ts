import fc from "fast-check";
import type { StackIdentity } from "../../../modules/core/stack";
import { origins, type Jurisdiction, type Origin } from "../../../modules/core/words";
import type { ResolvedStack } from "../../../modules/policy/model";
import { judge, named, regionsOf, stackOf } from "./stacks";

/** Resources that say themselves in which region they lie, and all that they name in `region`. */
type Maker = (name: string, region: string) => Record<string, unknown>;

const key = (region: string): string => `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const aws: Readonly<Record<string, Maker>> = {
  aws_s3_bucket: (name, region) => ({ bucket: name, region }),
  aws_cloudwatch_log_group: (name, region) => ({ name, region, kms_key_id: key(region) }),
  aws_sqs_queue: (name, region) => ({
    name,
    region,
    redrive_policy: JSON.stringify({ deadLetterTargetArn: `arn:aws:sqs:${region}:111122223333:dead` }),
  }),
  aws_db_instance: (name, region) => ({ identifier: name, region, kms_key_id: "${aws_kms_key.main.arn}" }),
  aws_kms_key: (name, region) => ({ description: name, region, policy: JSON.stringify({ Statement: [{ Resource: "*" }] }) }),
  aws_vpc_endpoint: (_, region) => ({ region, service_name: `com.amazonaws.${region}.s3` }),
};

/** Resources as above, by location. */
const google: Readonly<Record<string, Maker>> = {
  google_storage_bucket: (name, location) => ({ name, location }),
  google_kms_key_ring: (name, location) => ({ name, location }),
  google_compute_disk: (name, region) => ({ name, zone: `${region}-b` }),
  google_secret_manager_secret: (name, location) => ({ secret_id: name, replication: [{ user_managed: [{ replicas: [{ location }] }] }] }),
};

interface Plan {
  readonly identity: Partial<StackIdentity>;
  readonly home: Jurisdiction;
  readonly resources: readonly { readonly type: string; readonly region: string }[];
}

const planOf = (layer: string): fc.Arbitrary<Plan> =>
  fc
    .record({
      origin: fc.constantFrom(...origins),
      cloud: fc.constantFrom("aws" as const, "google" as const),
      purpose: fc.constantFrom("workload" as const, "vault" as const, "backup" as const),
    })
    .chain(({ origin, cloud, purpose }) => {
      const home: Jurisdiction = purpose === "backup" ? "neutral" : origin;
      const region = fc.constantFrom(...regionsOf(cloud, home));
      const type = fc.constantFrom(...Object.keys(cloud === "aws" ? aws : google));
      return fc.record({
        identity: region.map((one) => ({ origin, cloud, purpose, region: one, layer, account: `111122223333` })),
        home: fc.constant(home),
        resources: fc.array(fc.record({ type, region }), { minLength: 1, maxLength: 6 }),
      });
    });

const plans = fc
  .integer({ min: 1, max: 4 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => planOf(`layer${String(index)}`))));

/** The estate of some plans; `moved` lies in another region than planned. */
const estateOf = (
  all: readonly Plan[],
  moved?: { readonly stack: number; readonly resource: number; readonly region: string },
): ResolvedStack[] =>
  all.map(({ identity, resources }, at) => {
    const resource: Record<string, Record<string, Record<string, unknown>>> = {};
    resources.forEach(({ type, region }, index) => {
      const place = moved?.stack === at && moved.resource === index ? moved.region : region;
      const name = `n${String(at)}-${String(index)}`;
      resource[type] = {
        ...resource[type],
        [name]: {
          ...aws[type]?.(name, region),
          ...google[type]?.(name, region),
          ...(place === region ? {} : elsewhere(type, name, place)),
        },
      };
    });
    return stackOf({ resource }, identity);
  });

/** What changes in a resource that moves: where it lies, and nothing that it names. */
const elsewhere = (type: string, name: string, region: string): Record<string, unknown> => {
  const made = { ...google[type]?.(name, region) };
  if (type in google) return made;
  return { region };
};

const otherRegions = ({ home, identity }: Plan): readonly string[] =>
  (["eu", "mena", "neutral"] as const)
    .filter((jurisdiction) => jurisdiction !== home)
    .flatMap((jurisdiction) => regionsOf(identity.cloud ?? "aws", jurisdiction))
    .concat(identity.cloud === "google" ? ["us-central1"] : ["us-east-1", "global"]);

describe("random estates", () => {
  test("lawful resources give no problem", () => {
    fc.assert(
      fc.property(plans, (all) => {
        expect(judge(...estateOf(all))).toEqual({ problems: [], exceptions: [] });
      }),
    );
  });

  test("one resource that moves out of its jurisdiction is exactly one breach, in its own words", () => {
    fc.assert(
      fc.property(plans, fc.nat(), fc.nat(), fc.nat(), (all, a, b, c) => {
        const stack = a % all.length;
        const plan = all[stack] as Plan;
        const resource = b % plan.resources.length;
        const regions = otherRegions(plan);
        const region = regions[c % regions.length] ?? "";
        const lines = named(...estateOf(all, { stack, resource, region }));
        const type = plan.resources[resource]?.type ?? "";
        const name = `n${String(stack)}-${String(resource)}`;
        const path: Readonly<Record<string, string>> = {
          google_storage_bucket: "location",
          google_kms_key_ring: "location",
          google_compute_disk: "zone",
          google_secret_manager_secret: "replication.user_managed.replicas.location",
        };
        expect(lines).toHaveLength(1);
        expect(lines[0]).toMatch(
          new RegExp(`^\\[ResidencyBreach\\] production-.*-layer${String(stack)} ${type}\\.${name}\\.${path[type] ?? "region"}$`),
        );
      }),
    );
  });

  test("an estate of one origin, read as another's, has no lawful stack", () => {
    const other: Readonly<Record<Origin, Origin>> = { eu: "mena", mena: "eu" };
    fc.assert(
      fc.property(
        planOf("data").filter(({ identity }) => identity.purpose !== "backup"),
        (plan) => {
          const origin = other[plan.identity.origin as Origin];
          const lines = named(...estateOf([{ ...plan, identity: { ...plan.identity, origin } }]));
          expect(lines.length).toBeGreaterThanOrEqual(plan.resources.length);
          expect(lines.every((line) => line.startsWith("[ResidencyBreach] "))).toBe(true);
        },
      ),
    );
  });

  test("the order of resources and stacks changes no problem", () => {
    fc.assert(
      fc.property(plans, (all) => {
        const moved = { stack: 0, resource: 0, region: otherRegions(all[0] as Plan)[0] ?? "" };
        const stacks = estateOf(all, moved);
        const turned = stacks.map((stack) => ({
          ...stack,
          json: { ...stack.json, resource: Object.fromEntries(Object.entries(stack.json.resource ?? {}).reverse()) },
        }));
        expect(named(...turned.reverse())).toEqual(named(...stacks));
      }),
    );
  });
});
