import { loadCatalogue } from "../../../../tools/catalogue/load";
import type { Attribute, DataSourceFacts } from "../../../../tools/catalogue/facts";
import { encode, typeOfBlock } from "../../../../tools/protocol/codec";
import type { ObjectValue, Value, ValueType } from "../../../../tools/protocol/values";
import { readDataSource } from "../../../../tools/twins/data-sources";
import { createWorld } from "../../../../tools/world/create-world";
import type { Scope } from "../../../../tools/world/world";
import { answer, ask, given, inAws, inGoogle, text } from "./asking";

const scopes: Readonly<Record<string, Scope>> = { aws: inAws, google: inGoogle };

/** Something for an argument that has to be there. */
const some = (name: string, type: ValueType | undefined): Value => {
  if (type === "string") return name.includes("arn") ? "arn:aws:iam::123456789012:role/some" : "some";
  if (type === "number") return 1;
  if (type === "bool") return true;
  return Array.isArray(type) && (type[0] === "map" || type[0] === "object") ? {} : [];
};

const required = ({ block }: DataSourceFacts): ObjectValue =>
  Object.fromEntries(
    Object.entries(block.attributes ?? {}).flatMap(([name, { required: isRequired, type }]: readonly [string, Attribute]) =>
      isRequired === true ? [[name, some(name, type)] as const] : [],
    ),
  );

const all = loadCatalogue().flatMap(({ provider, data_sources: sources, resources }) =>
  Object.entries(sources).map(([type, facts]) => ({ provider, type, facts, resources })),
);

describe("every data source of the catalogue", () => {
  const answers = (open: boolean): readonly (readonly [string, ObjectValue | null, DataSourceFacts])[] =>
    all.map(({ provider, type, facts, resources }) => {
      const name = provider.slice(provider.lastIndexOf("/") + 1);
      const { state, diagnostics } = readDataSource({
        source: provider,
        type,
        facts,
        config: given(facts, required(facts)),
        scope: scopes[name] ?? { provider: name },
        world: createWorld({ outside: open ? "open" : "empty" }),
        open,
        hasResource: (one) => one in resources,
      });
      expect([type, state === null, diagnostics.length]).toEqual([type, state === null, state === null ? 1 : 0]);
      return [type, state, facts] as const;
    });

  test.each([[true], [false]])("answers in the form of its schema, or with one error; open: %p", (open) => {
    const found = answers(open).filter(([, state]) => state !== null);
    for (const [, state, { block }] of found) expect(() => encode(typeOfBlock(block), state)).not.toThrow();
    expect(found.length).toBeGreaterThan(100);
  });

  test("answers the same in every run", () => {
    expect(answers(true)).toEqual(answers(true));
  });

  test("says more in an open world than in an empty one", () => {
    const count = (open: boolean): number => answers(open).filter(([, state]) => state !== null).length;
    expect(count(true)).toBeGreaterThan(count(false));
  });
});

describe("a data source of which nothing but its schema is known", () => {
  test("has its arguments as given and something for all else", () => {
    const quota = answer("aws_servicequotas_service_quota", { service_code: "ec2", quota_code: "L-1216C47A" });
    expect(quota).toMatchObject({ service_code: "ec2", quota_code: "L-1216C47A" });
    expect(text(quota, "arn")).toMatch(/^arn:aws:servicequotas:/);
  });

  test("finds the resource of its name", () => {
    const things = [
      ["aws_kms_custom_key_store", { id: "cks-1", custom_key_store_name: "hsm", cloud_hsm_cluster_id: "cluster-1" }],
    ] as const;
    expect(answer("aws_kms_custom_key_store", { custom_key_store_name: "hsm" }, { things })["cloud_hsm_cluster_id"]).toBe("cluster-1");
    expect(ask("aws_kms_custom_key_store", { custom_key_store_name: "none" }, { things }).diagnostics).toHaveLength(1);
  });

  test("lists the resources of its name in the singular", () => {
    const things = [
      ["aws_key_pair", { id: "a" }],
      ["aws_vpc_peering_connection", { id: "pcx-1", status: "active" }],
      ["aws_vpc_peering_connection", { id: "pcx-2", status: "active" }],
    ] as const;
    expect(answer("aws_vpc_peering_connections", {}, { things })["ids"]).toEqual(["pcx-1", "pcx-2"]);
    expect(answer("aws_vpc_peering_connections", {})["ids"]).toEqual([]);
  });
});
