import * as ts from "typescript";
import { isExported, parse, parsedFiles, placeOf, type Problems } from "./repository";

const publicFiles = /^(main\.ts$|(modules|regions|environments)\/)/;
const constructs = /^modules\/(?!core\/|policy\/)/;

const docsOf = (node: ts.Node): readonly ts.JSDoc[] => ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);

const hasText = (node: ts.Node): boolean => docsOf(node).some((doc) => (ts.getTextOfJSDocComment(doc.comment) ?? "").trim() !== "");

const hasDefault = (node: ts.Node): boolean => ts.getJSDocTags(node).some((tag) => tag.tagName.text === "default");

const nameOf = (node: ts.Statement): string => {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.map(({ name }) => name.getText()).join(", ");
  const { name } = node as { readonly name?: ts.Node };
  return name?.getText() ?? "an export";
};

const memberProblems = (props: ts.InterfaceDeclaration): Problems =>
  props.members.flatMap((member) => {
    const place = `${placeOf(member)}: ${props.name.text}.${member.name?.getText() ?? "a member"}`;
    const optional = member.questionToken !== undefined && constructs.test(member.getSourceFile().fileName);
    return [
      ...(hasText(member) ? [] : [`${place} must have a docstring with text`]),
      ...(optional && !hasDefault(member) ? [`${place} must say its @default`] : []),
    ];
  });

/** Exports without a docstring; props without one; optional props of constructs that don't say their default. */
const docProblems = (file: ts.SourceFile): Problems =>
  file.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const local = statement.moduleSpecifier === undefined;
      return local ? [`${placeOf(statement)}: export where a thing is declared, beside its docstring`] : [];
    }
    if (!isExported(statement)) return [];
    const own = hasText(statement) ? [] : [`${placeOf(statement)}: ${nameOf(statement)} must have a docstring with text`];
    const isProps = ts.isInterfaceDeclaration(statement) && statement.name.text.endsWith("Props");
    return isProps ? [...own, ...memberProblems(statement)] : own;
  });

describe("docstrings", () => {
  test("every export says what it is, and every prop what it does", () => {
    expect(parsedFiles(publicFiles).flatMap(docProblems)).toEqual([]);
  });

  test.each([
    ["/** One. */ export const one = 1;", []],
    ["export const one = 1;", ["one must have a docstring with text"]],
    ["/* One. */ export class One {}", ["One must have a docstring with text"]],
    ["/** @internal */ export type One = 1;", ["One must have a docstring with text"]],
    ["const one = 1; export { one };", ["export where a thing is declared, beside its docstring"]],
    ['export { one } from "./one";', []],
    ["const one = 1;", []],
    ["/** Props. */ export interface KeyProps {\n /** Name. */ readonly name: string }", []],
    ["/** Props. */ export interface KeyProps {\n readonly name: string }", ["KeyProps.name must have a docstring with text"]],
    ["/** Props. */ export interface KeyProps {\n /** Days. */ readonly days?: number }", ["KeyProps.days must say its @default"]],
    ["/** Props. */ export interface KeyProps {\n /** Days. @default 7 */ readonly days?: number }", []],
    [
      "/** Props. */ export interface KeyProps {\n /** @default 7 */ readonly days?: number }",
      ["KeyProps.days must have a docstring with text"],
    ],
  ])("finds in %p what is missing", (text, expected) => {
    const problems = docProblems(parse("modules/aws/key/key.ts", text));
    expect(problems.map((problem) => problem.replace(/^[^ ]+ /, ""))).toEqual(expected);
  });
});
