import { readConstruct } from "../../../tools/modules/reader";

const construct = `
/** Shared by two. */
interface Shared {
  /** Where it is. */
  readonly region: Value<string>; }
/** Props of {@link AwsThing}. */
export interface AwsThingProps extends Shared {
  /**
   * Its name, in \`lower\` case,
   * see {@link AwsOther.name}.
   * @default "thing"
   */
  readonly name?: Value<string>;
  readonly zones: Shape<readonly string[]>;
  readonly count: number;
}
/**
 * A thing.
 *
 * It does little.
 *
 * - One thing, which is
 *   told at length.
 * - Another.
 */
export class AwsThing extends Construct {
  /** Its ARN. */
  readonly arn: string;
  private readonly own: string;
  protected readonly kept: string;
}`;

describe("the reader", () => {
  const read = readConstruct(["export const unrelated = 1;", construct], "AwsThing");

  test("reads props with those of parents, their kind, type, text and default", () => {
    expect(read?.props).toEqual([
      { name: "region", kind: "value", type: "string", optional: false, doc: "Where it is.", default: undefined },
      {
        name: "name",
        kind: "value",
        type: "string",
        optional: true,
        doc: "Its name, in `lower` case, see AwsOther.name.",
        default: '"thing"',
      },
      { name: "zones", kind: "shape", type: "readonly string[]", optional: false, doc: "", default: undefined },
    ]);
  });

  test("reads every interface and every alias, for the types of props", () => {
    expect(
      readConstruct([construct, 'interface Route {\n  /** Where. */\n  readonly to?: string;\n}\ntype Mode = "a" |\n "b";'], "AwsThing")
        ?.types,
    ).toMatchObject({
      Route: [{ name: "to", type: "string", optional: true, doc: "Where.", default: undefined }],
      Mode: '"a" | "b"',
    });
  });

  test("reads the class's text by paragraphs and its public fields", () => {
    expect([read?.doc, read?.fields]).toEqual([
      "A thing.\n\nIt does little.\n\n- One thing, which is told at length.\n- Another.",
      [{ name: "arn", type: "string", doc: "Its ARN." }],
    ]);
  });

  test.each([
    ["no class", construct.replace("class AwsThing", "class AwsOther")],
    ["no props", construct.replace("interface AwsThingProps", "interface OtherProps")],
  ])("finds nothing where there is %s", (_, text) => {
    expect(readConstruct([text], "AwsThing")).toBeUndefined();
  });
});
