import * as fc from "fast-check";
import { inForm } from "../../../tools/world/forms";
import { Store } from "../../../tools/world/store";
import { textsAt, valuesAt } from "../../../tools/world/values";
import { LargeNumber } from "../../../tools/protocol/values";
import type { WorldObject } from "../../../tools/world/world";
import { thing } from "./planted";

const names = ["one", "two", "Three"];
const objectOf = (id: number, name: string): WorldObject => thing("aws_thing", `id-${String(id)}`, { block: [{ names: [name, "all"] }] });

interface Step {
  readonly kind: "add" | "remove" | "replace" | "ask";
  readonly id: number;
  readonly name: string;
}

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom<Step["kind"]>("add", "remove", "replace", "ask"),
    id: fc.nat({ max: 4 }),
    name: fc.constantFrom(...names),
  }),
  { maxLength: 40 },
);

test("a store answers as a plain list would, whenever an index was begun", () => {
  fc.assert(
    fc.property(steps, (all) => {
      const store = new Store();
      let list: readonly WorldObject[] = [];
      for (const { kind, id, name } of all) {
        const present = list.find((object) => object.id === `id-${String(id)}`);
        const fresh = objectOf(id, name);
        if (kind === "add" && present === undefined) {
          store.add(fresh);
          list = [...list, fresh];
        }
        if (kind === "remove" && present !== undefined) {
          store.remove(present);
          list = list.filter((object) => object !== present);
        }
        if (kind === "replace" && present !== undefined) {
          store.replace(present, fresh);
          list = list.map((object) => (object === present ? fresh : object));
        }
        expect(store.all("aws_thing")).toEqual(list);
        expect(store.withId("aws_thing", fresh.id)).toEqual(list.filter((object) => object.id === fresh.id));
        if (kind === "ask") {
          const found = store.by("aws_thing", "block.names", name.toUpperCase(), "lower");
          expect(new Set(found)).toEqual(new Set(list.filter((object) => textsAt(object.values, "block.names").includes(name))));
        }
      }
    }),
  );
});

test.each([
  ["a text in a list of blocks", { a: [{ b: "x" }, { b: "y" }] }, "a.b", ["x", "y"]],
  ["a list of texts", { a: ["x", "y"] }, "a", ["x", "y"]],
  ["a single block", { a: { b: "x" } }, "a.b", ["x"]],
  ["numbers", { a: [1, 2n, new LargeNumber("12345678901234567890.5")] }, "a", ["1", "2", "12345678901234567890.5"]],
  ["what is not set", { a: null, b: [""] }, "a.b", []],
  ["a path into a text", { a: "x" }, "a.b", []],
])("texts of %s", (_, values, path, expected) => {
  expect(textsAt(values, path)).toEqual(expected);
});

test("values keep their kind", () => {
  expect(valuesAt({ a: [{ b: true }, { b: null }] }, "a.b")).toEqual([true]);
});

test.each([
  ["google", "https://www.googleapis.com/compute/v1/projects/p/global/networks/n", "projects/p/global/networks/n"],
  ["google", "//cloudkms.googleapis.com/projects/p/locations/l/keyRings/r", "projects/p/locations/l/keyRings/r"],
  ["google", "projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/3", "projects/p/locations/l/keyRings/r/cryptoKeys/k"],
  ["google", "main", "main"],
  ["bucket", "arn:aws:s3:::one/path/*", "one"],
  ["bucket", "arn:aws-cn:s3:::one", "one"],
  ["bucket", "one.s3.eu-central-1.amazonaws.com", "one"],
  ["bucket", "one", "one"],
  ["resource", "arn:aws:logs:eu-central-1:111122223333:log-group:/a:*", "arn:aws:logs:eu-central-1:111122223333:log-group:/a"],
  ["member", "serviceAccount:a@p.iam.gserviceaccount.com", "a@p.iam.gserviceaccount.com"],
  ["member", "projects/p/serviceAccounts/a@p.iam.gserviceaccount.com", "a@p.iam.gserviceaccount.com"],
  ["host", "https://token.actions.githubusercontent.com", "token.actions.githubusercontent.com"],
  ["name", "projects/p/instances/one", "one"],
  ["name", "p:one", "one"],
  ["lower", "One", "one"],
  ["plain", "One", "One"],
] as const)("%s form of %s", (form, value, expected) => {
  expect(inForm(form, value)).toBe(expected);
});
