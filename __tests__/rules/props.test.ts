import * as ts from "typescript";
import { isExported, parse, parsedFiles, placeOf, type Problems } from "./repository";

type Kind = "value" | "shape";

const kindOfAlias: Readonly<Record<string, Kind>> = { Value: "value", Shape: "shape" };

const statementsOf = (files: readonly ts.SourceFile[]): readonly ts.Statement[] => files.flatMap((file) => [...file.statements]);

const folderOf = (node: ts.Node): string => node.getSourceFile().fileName.replace(/\/[^/]*$/, "");

/** The declaration called `name` that stands nearest: in the same folder, else anywhere. */
const nearest = <T extends ts.Node>(all: readonly T[], nameOf: (node: T) => string, name: string, from: ts.Node): T | undefined => {
  const named = all.filter((node) => nameOf(node) === name);
  return named.find((node) => folderOf(node) === folderOf(from)) ?? named[0];
};

interface Table {
  readonly props: string;
  readonly rows: ts.ObjectLiteralExpression;
  readonly node: ts.Node;
}

/** What `PropRules<X>` names in a type annotation or after `satisfies`. */
const propsOfTable = (type: ts.TypeNode | undefined): string | undefined => {
  if (type === undefined || !ts.isTypeReferenceNode(type)) return undefined;
  const [argument] = type.typeArguments ?? [];
  if (type.typeName.getText() !== "PropRules" || argument === undefined) return undefined;
  return argument.getText();
};

const tableOf = (declaration: ts.VariableDeclaration): Table[] => {
  let { initializer: rows } = declaration;
  let props = propsOfTable(declaration.type);
  while (rows !== undefined && (ts.isSatisfiesExpression(rows) || ts.isAsExpression(rows) || ts.isParenthesizedExpression(rows))) {
    if (!ts.isParenthesizedExpression(rows)) props ??= propsOfTable(rows.type);
    rows = rows.expression;
  }
  return props !== undefined && rows !== undefined && ts.isObjectLiteralExpression(rows) ? [{ props, rows, node: declaration }] : [];
};

/** All interfaces, constants and rule tables of some files. */
class Library {
  readonly interfaces: readonly ts.InterfaceDeclaration[];
  readonly tables: readonly Table[];
  private readonly constants: readonly ts.VariableDeclaration[];

  constructor(files: readonly ts.SourceFile[]) {
    const statements = statementsOf(files);
    this.interfaces = statements.filter(ts.isInterfaceDeclaration);
    this.constants = statements.filter(ts.isVariableStatement).flatMap((statement) => [...statement.declarationList.declarations]);
    this.tables = this.constants.flatMap(tableOf);
  }

  /** The members of an interface, with those of the interfaces of this library that it extends. */
  membersOf(declaration: ts.InterfaceDeclaration): readonly ts.TypeElement[] {
    const parents = (declaration.heritageClauses ?? [])
      .flatMap((clause) => [...clause.types])
      .map((type) => nearest(this.interfaces, (node) => node.name.text, type.expression.getText(), declaration));
    return [...declaration.members, ...parents.flatMap((parent) => (parent === undefined ? [] : this.membersOf(parent)))];
  }

  /** The rows of a table by prop, with those of the constants that it spreads. */
  rowsOf(rows: ts.ObjectLiteralExpression): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const row of rows.properties) {
      if (ts.isSpreadAssignment(row)) {
        const source = nearest(this.constants, (node) => node.name.getText(), row.expression.getText(), rows);
        const inner = source === undefined ? undefined : objectIn(source.initializer);
        if (inner !== undefined) for (const [name, kind] of this.rowsOf(inner)) found.set(name, kind);
      } else if (ts.isPropertyAssignment(row)) {
        found.set(nameText(row.name), ts.isCallExpression(row.initializer) ? row.initializer.expression.getText() : "something else");
      }
    }
    return found;
  }
}

const objectIn = (node: ts.Expression | undefined): ts.ObjectLiteralExpression | undefined => {
  if (node === undefined || ts.isObjectLiteralExpression(node)) return node;
  return ts.isSatisfiesExpression(node) || ts.isAsExpression(node) ? objectIn(node.expression) : undefined;
};

const nameText = (name: ts.PropertyName): string => (ts.isStringLiteral(name) ? name.text : name.getText());

const aliasOf = (member: ts.TypeElement): string | undefined => {
  if (!ts.isPropertySignature(member) || member.type === undefined || !ts.isTypeReferenceNode(member.type)) return undefined;
  return member.type.typeName.getText();
};

/** Each exported props interface of a cloud against the rule table in its folder. */
const propsProblems = (files: readonly ts.SourceFile[]): Problems => {
  const library = new Library(files);
  const inClouds = /^modules\/(?!core\/|policy\/)/;
  const subjects = library.interfaces.filter(
    (node) => inClouds.test(node.getSourceFile().fileName) && isExported(node) && node.name.text.endsWith("Props"),
  );
  return subjects.flatMap((subject) => {
    const table = library.tables.find(({ props, node }) => props === subject.name.text && folderOf(node) === folderOf(subject));
    const rows = table === undefined ? undefined : library.rowsOf(table.rows);
    const members = library.membersOf(subject).flatMap((member) => memberProblems(subject, member, rows));
    return rows === undefined ? [`${placeOf(subject)}: no table PropRules<${subject.name.text}> in its folder`, ...members] : members;
  });
};

const memberProblems = (
  subject: ts.InterfaceDeclaration,
  member: ts.TypeElement,
  rows: ReadonlyMap<string, string> | undefined,
): Problems => {
  const name = member.name === undefined ? "a member" : member.name.getText().replace(/^"|"$/g, "");
  const place = `${placeOf(member)}: ${subject.name.text}.${name}`;
  const kind = kindOfAlias[aliasOf(member) ?? ""];
  if (kind === undefined) return [`${place} must be of type Value<...> or Shape<...>`];
  const row = rows?.get(name) ?? "no row";
  return rows === undefined || row === kind ? [] : [`${place} must have the row ${kind}(...), got ${row}`];
};

describe("props", () => {
  test("each prop of a construct says whether it is a value or a shape, as its rule table does", () => {
    expect(propsProblems(parsedFiles(/^modules\//))).toEqual([]);
  });

  const table = (rows: string): string => `const rules: PropRules<KeyProps> = { ${rows} };`;
  const key = "export interface KeyProps { readonly name: Shape<string>; readonly days?: Value<number> }";

  test.each([
    ["a table that agrees", `${key} ${table("name: shape(oneOf(names)), days: value()")}`, []],
    ["a table after satisfies", `${key} const rules = { name: shape(), days: value() } satisfies PropRules<KeyProps>;`, []],
    ["a table that spreads another", `${key} const shared = { days: value() }; ${table("name: shape(), ...shared")}`, []],
    [
      "a row of the other kind",
      `${key} ${table("name: value(), days: value()")}`,
      ["KeyProps.name must have the row shape(...), got value"],
    ],
    ["a row that is missing", `${key} ${table("name: shape()")}`, ["KeyProps.days must have the row value(...), got no row"]],
    ["a row that is no call", `${key} ${table("name: shape(), days")}`, ["KeyProps.days must have the row value(...), got no row"]],
    ["no table", key, ["no table PropRules<KeyProps> in its folder"]],
    [
      "a plain type",
      `export interface KeyProps { readonly name: string } ${table("name: value()")}`,
      ["KeyProps.name must be of type Value<...> or Shape<...>"],
    ],
    [
      "a method",
      `export interface KeyProps { name(): string } ${table("name: value()")}`,
      ["KeyProps.name must be of type Value<...> or Shape<...>"],
    ],
    [
      "a parent's prop",
      `interface Shared { readonly name: Value<string> } export interface KeyProps extends Shared {} ${table("name: shape()")}`,
      ["KeyProps.name must have the row value(...), got shape"],
    ],
    ["an interface that is not shown", "interface KeyProps { readonly name: string }", []],
  ])("finds in %s what is wrong", (_, text, expected) => {
    const problems = propsProblems([parse("modules/aws/key/key.ts", text)]);
    expect(problems.map((problem) => problem.replace(/^[^ ]+ /, ""))).toEqual(expected);
  });
});
