import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram, sourceOf } from "../../../tools/catalogue/program";
import { platform } from "../../../tools/terraform/mirror";
import { freshFolder } from "../../support/folders";

const source = "registry.terraform.io/hashicorp/aws";

const mirrorWith = (...versions: readonly string[]): string => {
  const mirror = freshFolder();
  mkdirSync(join(mirror, "registry.terraform.io"));
  for (const version of versions) {
    const folder = join(mirror, source, version, platform);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "LICENSE.txt"), "");
    writeFileSync(join(folder, `terraform-provider-aws_v${version}_x5`), "");
    chmodSync(join(folder, `terraform-provider-aws_v${version}_x5`), 0o755);
  }
  return mirror;
};

test.each([
  ["aws", source],
  ["cloudflare", "registry.terraform.io/cloudflare/cloudflare"],
  ["hashicorp/random", "registry.terraform.io/hashicorp/random"],
  ["example.com/a/b", "example.com/a/b"],
])("%s is %s", (name, full) => {
  expect(sourceOf(name)).toBe(full);
});

test("an unknown bare name is refused, with the near one", () => {
  expect(() => sourceOf("gogle")).toThrow(/--provider: \[UnknownOption\].*"gogle".*did you mean 'google'\?/);
});

test("a name of every object is no provider", () => {
  expect(() => sourceOf("constructor")).toThrow(/\[UnknownOption\]/);
});

test("the highest version of a mirror is taken, or the one that is named", () => {
  const mirror = mirrorWith("5.9.0", "5.100.0");
  expect(findProgram({ provider: "aws", mirror })).toMatchObject({ source, version: "5.100.0" });
  const { version, file } = findProgram({ provider: "aws", mirror, version: "5.9.0" });
  expect([version, file.endsWith("terraform-provider-aws_v5.9.0_x5")]).toEqual(["5.9.0", true]);
});

test("a version that no mirror holds is refused, with those that one does", () => {
  const mirror = mirrorWith("5.100.0");
  expect(() => findProgram({ provider: "aws", mirror, version: "6.0.0" })).toThrow(
    /\[UnknownOption\].* 6\.0\.0 .*got "5\.100\.0".*--binary FILE/,
  );
});

test("a provider that no mirror holds is refused", () => {
  expect(() => findProgram({ provider: "google", mirror: mirrorWith("5.100.0") })).toThrow(
    /\[UnknownOption\] the program of .*hashicorp\/google must lie.*got "none"/,
  );
});

test("a program's name tells its version", () => {
  const file = join(freshFolder(), "terraform-provider-thing_v1.2.3-rc1_x6");
  writeFileSync(file, "");
  expect(findProgram({ provider: "example/thing", binary: file })).toEqual({
    source: "registry.terraform.io/example/thing",
    version: "1.2.3-rc1",
    file,
  });
});

test("a program whose name tells none needs --version", () => {
  const file = join(freshFolder(), "provider");
  writeFileSync(file, "");
  expect(() => findProgram({ provider: "aws", binary: file })).toThrow(/--binary: \[UnknownOption\].*add --version VERSION/);
  expect(findProgram({ provider: "aws", binary: file, version: "1.0.0" }).version).toBe("1.0.0");
});

test("a program that is missing is refused", () => {
  expect(() => findProgram({ provider: "aws", binary: "/nowhere/at/all_v1.0.0" })).toThrow(
    /--binary: \[UnknownOption\] the program must exist/,
  );
});
