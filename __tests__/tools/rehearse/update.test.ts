import { resourcesIn } from "../../../tools/rehearse/copies";
import type { TwinResult } from "../../../tools/rehearse/twin-run";
import { data, dataStack, freshWorkspace, hasTerraform, planted, readsOf, rehearsePlanted } from "./planted";

const prevented = { lifecycle: { prevent_destroy: true } };
const key = data({ triggers_replace: "one", ...prevented });

const state = planted("state", {
  json: dataStack({ bucket: data({ input: 1 }) }, { output: { word: { value: "${terraform_data.bucket.output}" } } }),
});

/** A stack that reads the state stack's output, with these resources beside it. */
const app = (resources: Readonly<Record<string, Readonly<Record<string, unknown>>>>, name = "app") =>
  planted(name, {
    json: dataStack(
      { copy: data({ input: "${data.terraform_remote_state.state.outputs.word}" }), ...resources },
      { data: readsOf("state") },
    ),
    dependsOn: ["state"],
    reads: { state: "state" },
  });

/** What each change does, stack by stack. */
const changesOf = ({ changes }: TwinResult) =>
  changes.map(({ tried, stacks }) =>
    tried
      ? stacks.map(({ stack, kind, result, counts: { add, change, replace, destroy } }) =>
          [stack, kind, result, add, change, replace, destroy].join(" "),
        )
      : "not tried",
  );

const lostIn = ({ changes }: TwinResult): readonly string[] =>
  changes.flatMap(({ stacks }) =>
    stacks.flatMap(({ lost }) => lost.map((one) => `${one.stack} ${one.address} ${one.fate}${one.allowed ? " allowed" : ""}`)),
  );

/** Failures other than that `terraform_data` is not in the list of stateful types. */
const failuresOf = ({ failures }: TwinResult) =>
  failures.filter(({ summary }) => summary !== "A protected resource whose type is not in the list");

describe("a change", () => {
  test("is planned against what stands and applied in order, so that later stacks see what earlier ones became", async () => {
    if (!(await hasTerraform())) return;
    const grown = planted("state", {
      ...state.entry,
      json: dataStack({ bucket: data({ input: 2 }), more: data({}) }, { output: { word: { value: "${terraform_data.bucket.output}" } } }),
    });
    const result = await rehearsePlanted([state, app({})], {
      changes: [
        [grown, app({})],
        [grown, app({})],
      ],
    });
    expect(result.failures).toEqual([]);
    expect(changesOf(result)).toEqual([
      ["state changed applied 1 1 0 0", "app changed applied 0 1 0 0"],
      ["state changed unchanged 0 0 0 0", "app changed unchanged 0 0 0 0"],
    ]);
    expect(result.stacks.map(({ stack, destroy }) => [stack, destroy])).toEqual([
      ["state", 2],
      ["app", 1],
    ]);
  });

  test("brings new stacks their whole way up, and takes those that are gone down after all others", async () => {
    if (!(await hasTerraform())) return;
    const workspace = freshWorkspace();
    const result = await rehearsePlanted([state, app({}, "old")], { workspace, changes: [[state, app({ one: data({}) }, "new")]] });
    expect(result.failures).toEqual([]);
    expect(changesOf(result)).toEqual([["state changed unchanged 0 0 0 0", "new new applied 2 0 0 0", "old gone applied 0 0 0 1"]]);
    expect(result.stacks.map(({ stack, add, destroy }) => [stack, add, destroy])).toEqual([
      ["state", 1, 1],
      ["old", 1, 0],
      ["new", 2, 2],
    ]);
    expect(resourcesIn(workspace, "old")).toEqual([]);
  });

  test("that would replace what is protected is refused with its address, not applied, and stops what comes later", async () => {
    if (!(await hasTerraform())) return;
    const workspace = freshWorkspace();
    const replaced = app({ key: data({ triggers_replace: "two", ...prevented }), other: data({}) });
    const result = await rehearsePlanted([state, app({ key })], {
      workspace,
      until: "apply",
      changes: [
        [state, replaced],
        [state, app({})],
      ],
    });
    expect(changesOf(result)).toEqual([["state changed unchanged 0 0 0 0", "app changed refused 1 0 1 0"], "not tried"]);
    expect(lostIn(result)).toEqual(["app terraform_data.key replaced"]);
    expect(failuresOf(result)).toEqual([]);
    expect(resourcesIn(workspace, "app").map(({ address }) => address)).toEqual(["terraform_data.copy", "terraform_data.key"]);
  });

  test.each(["app", "terraform_data.key", "app:terraform_data.key"])("is applied where %s is allowed by name", async (name) => {
    if (!(await hasTerraform())) return;
    const replaced = app({ key: data({ triggers_replace: "two", ...prevented }) });
    const result = await rehearsePlanted([state, app({ key })], { changes: [[state, replaced]], allowed: [name] });
    expect(changesOf(result)).toEqual([["state changed unchanged 0 0 0 0", "app changed applied 0 0 1 0"]]);
    expect(lostIn(result)).toEqual(["app terraform_data.key replaced allowed"]);
    // What was lifted for the change protects again when all is taken down.
    expect(result.stacks.map(({ refused }) => refused)).toEqual([[], ["terraform_data.key"]]);
    expect(failuresOf(result)).toEqual([]);
  });

  test("is planned, and no more, in a stack that comes after one that was refused", async () => {
    if (!(await hasTerraform())) return;
    const later = (input: number) => planted("later", { json: dataStack({ one: data({ input }) }), dependsOn: ["app"] });
    const after = [
      state,
      app({ key: data({ triggers_replace: "two", ...prevented }) }),
      later(2),
      planted("fresh", { json: dataStack({}), dependsOn: ["app"] }),
    ];
    const result = await rehearsePlanted([state, app({ key }), later(1)], { until: "apply", changes: [after] });
    expect(changesOf(result)).toEqual([
      ["state changed unchanged 0 0 0 0", "app changed refused 0 0 1 0", "later changed planned 0 1 0 0", "fresh new not run 0 0 0 0"],
    ]);
  });

  test("that fails is told with its stack, and the rest goes on", async () => {
    if (!(await hasTerraform())) return;
    const broken = planted("other", { json: dataStack({ one: data({ inputt: 1 }) }) });
    const other = planted("other", { json: dataStack({ one: data({}) }) });
    const result = await rehearsePlanted([state, other], { changes: [[state, broken]] });
    expect(changesOf(result)).toEqual([["state changed unchanged 0 0 0 0", "other changed failed 0 0 0 0"]]);
    expect(failuresOf(result).map(({ stack, step, address }) => [stack, step, address])).toEqual([
      ["other", "change", "terraform_data.one"],
    ]);
  });
});
