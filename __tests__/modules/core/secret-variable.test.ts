import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SecretVariable } from "../../../modules/core/secret-variable";
import { synthesizeStack } from "../../../modules/core/synthesize";
import { runProgram } from "../../../tools/terraform/program";
import { hasTerraform } from "../../tools/rehearse/planted";
import { freshFolder } from "../../support/folders";
import { stackOf } from "../../support/stack";

const made = () => {
  const stack = stackOf("data");
  const variable = new SecretVariable(stack, "password", {
    description: "given once",
    minimumLength: 20,
    pattern: "^[!#-.0-?A-~]{1,128}$",
    form: "printable characters",
  });
  return { json: synthesizeStack(stack), variable };
};

describe("variable for a secret", () => {
  test("is ephemeral, sensitive and empty unless somebody gives a value", () => {
    const { json, variable } = made();
    expect(json.variable).toEqual({
      password: {
        type: "string",
        description: "given once",
        default: "",
        sensitive: true,
        nullable: false,
        ephemeral: true,
        validation: [
          {
            condition: '${var.password == "" || (length(var.password) >= 20 && can(regex("^[!#-.0-?A-~]{1,128}$", var.password)))}',
            error_message: "The value must be empty, or printable characters of at least 20 characters.",
          },
        ],
      },
    });
    expect(variable.stringValue).toContain("TfToken");
  });

  test("is taken by Terraform with no value and with a good one, and with no other", async () => {
    if (!(await hasTerraform())) return;
    const folder = freshFolder();
    const { terraform: _backend, ...json } = made().json;
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(json));
    const plan = async (value: string | undefined) => {
      const env = { PATH: process.env["PATH"] ?? "", ...(value === undefined ? {} : { TF_VAR_password: value }) };
      const { code, stdout, stderr } = await runProgram("terraform", ["plan", "-input=false", "-no-color"], {
        cwd: folder,
        env,
        limitSeconds: 60,
      });
      return code === 0 ? "planned" : (stdout + stderr).includes("Invalid value for variable") ? "refused" : stderr;
    };
    expect(await plan(undefined)).toBe("planned");
    expect(await plan("correct-horse-battery-staple")).toBe("planned");
    expect(await plan("too-short")).toBe("refused");
    expect(await plan("correct horse battery staple")).toBe("refused");
  });
});
