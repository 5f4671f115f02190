import {
  App,
  Annotations,
  Aspects,
  Fn,
  S3Backend,
  TerraformElement,
  TerraformHclModule,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from "cdktf";
import { RootConstruct, type Construct } from "constructs";
import childProcess from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { templateLiteral } from "../../../modules/core/output-guards";
import { checkProps, holdsToken, shape, value } from "../../../modules/core/props";
import { EstateStack } from "../../../modules/core/stack";
import { stackRoot, synthesizeStack } from "../../../modules/core/synthesize";
import { codesOf, identityOf, stackOf } from "../../support/stack";

/** A resource without a provider, to see what cdktf does with any resource. */
class Thing extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    readonly attributes: Record<string, unknown> = {},
    dependsOn?: TerraformResource[],
  ) {
    super(scope, id, { terraformResourceType: "test_thing", ...(dependsOn === undefined ? {} : { dependsOn }) });
  }
  protected override synthesizeAttributes(): Record<string, unknown> {
    return this.attributes;
  }
}

/** What cdktf alone makes of a stack. */
const plain = (
  build: (stack: TerraformStack) => void,
): { resource?: Record<string, Record<string, Record<string, unknown>>> } & Record<string, unknown> => {
  const stack = new TerraformStack(Testing.app(), "plain");
  build(stack);
  return JSON.parse(Testing.synth(stack)) as Record<string, never>;
};

const freshFolder = (): string => mkdtempSync(join(tmpdir(), "estate-guards-"));

describe("what cdktf does silently, and the guard that makes it an error", () => {
  test("a sound stack passes every guard", () => {
    const stack = stackOf("test");
    const first = new Thing(stack, "first", { name: "a" });
    new Thing(stack, "second", { name: first.getStringAttribute("id"), policy: templateLiteral("${aws:username}") }, [first]);
    new TerraformOutput(stack, "first_id", { value: first.getStringAttribute("id") });
    const json = synthesizeStack(stack);
    expect(json.resource?.["test_thing"]?.["second"]).toMatchObject({
      name: "${test_thing.first.id}",
      policy: "$${aws:username}",
      depends_on: ["test_thing.first"],
    });
  });

  test("ids that differ only in illegal characters are merged; IllegalConstructId", () => {
    const merged = plain((stack) => {
      new Thing(stack, "a.b", { name: "one" });
      new Thing(stack, "ab", { name: "two" });
    });
    expect(Object.keys(merged.resource?.["test_thing"] ?? {})).toEqual(["ab"]);
    expect(
      codesOf(() => {
        const stack = stackOf("test");
        new Thing(stack, "a.b", { name: "one" });
        synthesizeStack(stack);
      }),
    ).toEqual(["IllegalConstructId"]);
  });

  test("equal logical ids are merged; DuplicateAddress", () => {
    const twins = (stack: TerraformStack): void => {
      new Thing(stack, "one", { name: "one" }).overrideLogicalId("same");
      new Thing(stack, "two", { name: "two" }).overrideLogicalId("same");
    };
    expect(Object.keys(plain(twins).resource?.["test_thing"] ?? {})).toEqual(["same"]);
    expect(
      codesOf(() => {
        const stack = stackOf("test");
        twins(stack);
        synthesizeStack(stack);
      }),
    ).toEqual(["DuplicateAddress"]);
  });

  test("a logical id that comes too late is ignored; LogicalIdTooLate", () => {
    const late = (stack: TerraformStack): void => {
      const thing = new Thing(stack, "early");
      new TerraformOutput(stack, "id", { value: thing.getStringAttribute("id") });
      expect(thing.friendlyUniqueId).toBe("early");
      thing.overrideLogicalId("late");
    };
    expect(Object.keys(plain(late).resource?.["test_thing"] ?? {})).toEqual(["early"]);
    expect(
      codesOf(() => {
        const stack = stackOf("test");
        late(stack);
        synthesizeStack(stack);
      }),
    ).toEqual(["LogicalIdTooLate"]);
  });

  test("an aspect on the root never runs; AspectNotRun", () => {
    const visited: string[] = [];
    const app = new App({ outdir: freshFolder() });
    const stack = new TerraformStack(app, "plain");
    new Thing(stack, "thing");
    Aspects.of(app).add({ visit: (node) => void visited.push(node.node.path) });
    app.synth();
    expect(visited).toEqual([]);
    expect(
      codesOf(() => {
        const ours = stackOf("test");
        Aspects.of(ours.node.root).add({ visit: () => undefined });
        synthesizeStack(ours);
      }),
    ).toEqual(["AspectNotRun"]);
  });

  test("an error annotation does not stop Testing.synth; ErrorAnnotation", () => {
    expect(plain((stack) => Annotations.of(new Thing(stack, "thing")).addError("broken")).resource).toHaveProperty("test_thing");
    expect(
      codesOf(() => {
        const stack = stackOf("test");
        Annotations.of(new Thing(stack, "thing")).addError("broken");
        synthesizeStack(stack);
      }),
    ).toEqual(["ErrorAnnotation"]);
  });

  test.each([
    ["arithmetic on a number token", (thing: Thing) => thing.getNumberAttribute("size") * 2],
    ["a number token after a hyphen", (thing: Thing) => `port-${String(thing.getNumberAttribute("size"))}`],
    ["a string method on a token", (thing: Thing) => thing.getStringAttribute("id").toUpperCase()],
    ["a cut token", (thing: Thing) => thing.getStringAttribute("id").slice(0, 9)],
  ])("%s corrupts it; TokenLeftOver or an error of the resolver", (_, spoil) => {
    const stack = stackOf("test");
    new Thing(stack, "spoiled", { value: spoil(new Thing(stack, "source")) });
    expect(() => synthesizeStack(stack)).toThrow(/\[TokenLeftOver\]|\[UnescapedTemplate\]|token/i);
  });

  test("cdktf writes a number token after a hyphen as a number of 300 digits", () => {
    const json = plain(
      (stack) => new Thing(stack, "spoiled", { value: `port-${String(new Thing(stack, "source").getNumberAttribute("size"))}` }),
    );
    expect(JSON.stringify(json.resource)).toMatch(/e\+29\d/);
  });

  test("a variable's default object is renamed; VariableDefaultRenamed", () => {
    const declare = (stack: TerraformStack): TerraformVariable => new TerraformVariable(stack, "sizes", { default: { maxSize: 3 } });
    expect(JSON.stringify(plain(declare))).toContain("max_size");
    expect(
      codesOf(() => {
        const stack = stackOf("test");
        declare(stack);
        synthesizeStack(stack);
      }),
    ).toEqual(["VariableDefaultRenamed"]);
  });

  test("no backend means a path of this machine; BackendMissing, AbsolutePath", () => {
    const app = new App({ outdir: freshFolder() });
    new TerraformStack(app, "plain");
    app.synth();
    expect(readFileSync(join(app.outdir, "stacks/plain/cdk.tf.json"), "utf8")).toContain(process.cwd());
    expect(codesOf(() => synthesizeStack(new TerraformStack(stackRoot(), "bare")))).toEqual(["BackendMissing"]);
    expect(
      codesOf(() =>
        synthesizeStack(
          new EstateStack(stackRoot(), { identity: identityOf("test"), backend: { kind: "local", path: "/absolute/x.tfstate" } }),
        ),
      ),
    ).toEqual(["AbsolutePath"]);
  });

  test("a literal template is taken for a reference; UnescapedTemplate", () => {
    const literal = "arn:aws:iam::111122223333:user/${aws:username}";
    expect(JSON.stringify(plain((stack) => new Thing(stack, "thing", { policy: literal })))).toContain("/${aws:username}");
    for (const text of [literal, "%{ if x }"]) {
      expect(
        codesOf(() => {
          const stack = stackOf("test");
          new Thing(stack, "thing", { policy: text });
          synthesizeStack(stack);
        }),
      ).toEqual(["UnescapedTemplate"]);
    }
    const stack = stackOf("test");
    new Thing(stack, "thing", { policy: templateLiteral(literal) });
    expect(synthesizeStack(stack).resource?.["test_thing"]?.["thing"]?.["policy"]).toContain("$${aws:username}");
  });

  test("a text with several of the sign in front of a bracket is escaped by one more, as Terraform reads it", () => {
    const stack = stackOf("test");
    new Thing(stack, "thing", { policy: templateLiteral("$${x} %%{ x }") });
    expect(synthesizeStack(stack).resource?.["test_thing"]?.["thing"]?.["policy"]).toBe("$$${x} %%%{ x }");
  });

  test("an override with a list is appended; OverrideOnList", () => {
    const override = (stack: TerraformStack): void => new Thing(stack, "thing", { names: ["a"] }).addOverride("names", ["b"]);
    expect(plain(override).resource?.["test_thing"]?.["thing"]?.["names"]).toEqual(["a", "b"]);
    expect(
      codesOf(() => {
        const stack = stackOf("test");
        override(stack);
        synthesizeStack(stack);
      }),
    ).toEqual(["OverrideOnList"]);
  });

  test("importFrom would run Terraform; ImportNeedsTerraform", () => {
    const plainStack = new TerraformStack(Testing.app(), "plain");
    new Thing(plainStack, "thing").importFrom("id-1");
    const stack = stackOf("test");
    new Thing(stack, "thing").importFrom("id-1");
    const exec = jest.spyOn(childProcess, "execSync").mockImplementation(() => {
      throw new Error("no such program");
    });
    expect(
      plainStack.node
        .findAll()
        .flatMap((node) => node.node.validate())
        .join(),
    ).toContain("terraform version failed");
    expect(exec).toHaveBeenCalledTimes(1);
    expect(codesOf(() => synthesizeStack(stack))).toEqual(["ImportNeedsTerraform"]);
    expect(exec).toHaveBeenCalledTimes(1);
    exec.mockRestore();
  });

  test("a relative module becomes an asset; RelativeModuleSource", () => {
    const stack = stackOf("test");
    expect(() => {
      new TerraformHclModule(stack, "module", { source: "./__tests__" });
      synthesizeStack(stack);
    }).toThrow(/\[RelativeModuleSource\]|asset|cdktf.json/i);
    const fine = stackOf("test");
    new TerraformHclModule(fine, "module", { source: "./module", skipAssetCreationFromLocalModules: true });
    expect(synthesizeStack(fine)["module"]).toMatchObject({ module: { source: "./module" } });
  });

  test("a dependency on another stack's resource is invalid Terraform; ForeignDependency", () => {
    const app = Testing.app();
    const other = new Thing(new TerraformStack(app, "other"), "there");
    const here = new TerraformStack(app, "here");
    new Thing(here, "thing", {}, [other]);
    expect(Testing.synth(here)).toContain("test_thing.there");
    const stack = stackOf("test");
    new Thing(stack, "thing", {}, [new Thing(stackOf("test"), "there")]);
    expect(codesOf(() => synthesizeStack(stack))).toEqual(["ForeignDependency"]);
  });

  test("a reference to nothing is caught; ForeignDependency", () => {
    const stack = stackOf("test");
    new Thing(stack, "thing", { name: "${test_thing.gone.id}" });
    expect(codesOf(() => synthesizeStack(stack))).toEqual(["ForeignDependency"]);
  });

  test("cdktf's S3 backend has no lock file; ours has", () => {
    const json = plain((stack) => new S3Backend(stack, { bucket: "b", key: "k", region: "eu-central-1" })) as { terraform?: unknown };
    expect(JSON.stringify(json.terraform)).not.toContain("use_lockfile");
    const backend = {
      kind: "s3",
      bucket: "b",
      key: "k",
      region: "eu-central-1",
      kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:alias/x",
      accountId: "111122223333",
    } as const;
    const ours = synthesizeStack(new EstateStack(stackRoot(), { identity: identityOf("test"), backend }));
    expect(ours.terraform?.["backend"]).toEqual({
      s3: {
        allowed_account_ids: ["111122223333"],
        bucket: "b",
        encrypt: true,
        key: "k",
        kms_key_id: "arn:aws:kms:eu-central-1:111122223333:alias/x",
        region: "eu-central-1",
        use_lockfile: true,
      },
    });
  });

  test("a construct's own validation is reported; InvalidConstruct", () => {
    const stack = stackOf("test");
    stack.node.addValidation({ validate: () => ["something is wrong"] });
    expect(codesOf(() => synthesizeStack(stack))).toEqual(["InvalidConstruct"]);
  });

  test("a token list has length 1 and a boolean token is true; ShapeIsToken", () => {
    const stack = stackOf("test");
    const variable = new TerraformVariable(stack, "input", { type: "list(string)" });
    expect(variable.listValue).toHaveLength(1);
    expect(Boolean(variable.booleanValue)).toBe(true);
    const check = (props: { zones: unknown; on: unknown; name: unknown }): string[] =>
      codesOf(() => checkProps(stack, props, { zones: shape(), on: shape(), name: value(() => ({ must: "never be checked", fix: "-" })) }));
    expect(check({ zones: variable.listValue, on: true, name: variable.stringValue })).toEqual(["ShapeIsToken"]);
    expect(check({ zones: ["a"], on: variable.booleanValue, name: variable.stringValue })).toEqual(["ShapeIsToken"]);
    expect(check({ zones: ["a"], on: false, name: "known" })).toEqual(["BadProp"]);
    expect(holdsToken({ deep: [{ deeper: Token.asNumber(Fn.lengthOf(["a"])) }] })).toBe(true);
  });

  test("context reaches an app only through the command line, so nothing uses it", () => {
    const config = JSON.parse(readFileSync("cdktf.json", "utf8")) as Record<string, unknown>;
    expect(config).not.toHaveProperty("context");
  });

  test("our root touches no disk, where cdktf's App makes its folder", () => {
    const folder = join(freshFolder(), "out");
    new App({ outdir: folder });
    expect(existsSync(folder)).toBe(true);
    expect(stackRoot()).toBeInstanceOf(RootConstruct);
    expect(TerraformElement.isTerraformElement(stackRoot())).toBe(false);
  });
});
