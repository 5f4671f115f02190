import { randomOf, type Random } from "../../../support/random";

/** Random bodies of HCL that are well formed and laid out in no way. */
export const randomHcl = (seed: number): string => new Hcl(randomOf(seed)).body(3);

const words = ["a", "name", "in", "for", "if", "x-1", "größe", "_b", "日本", "each", "null", "true", "k8s_version"] as const;
const references = [
  "a",
  "var.b",
  "local.c-d",
  "aws_vpc.main.id",
  "each.key",
  "data.a.b[0].c",
  "m[*].id",
  "m.*.id",
  "a.0",
  "x.größe",
] as const;
const operators = ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"] as const;
const texts = [
  "",
  "a",
  "a b",
  "日本",
  "e\u0301",
  "👩‍👩‍👧",
  '\\"',
  "\\n",
  "\\\\",
  "$${",
  "%%{",
  "$",
  "%",
  "#",
  "//",
  "\\u0041",
  "{",
  "}",
] as const;
const functions = ["f", "max", "provider::x::y", "jsonencode"] as const;

class Hcl {
  constructor(private readonly random: Random) {}

  body(depth: number): string {
    const parts = Array.from({ length: 1 + this.random.below(5) }, () => this.part(depth));
    return parts.join("");
  }

  private part(depth: number): string {
    const kind = this.random.below(14);
    if (kind === 0) return "\n";
    if (kind === 1) return `${this.spaces()}${this.random.pick(["#", "//", "# "])}${this.random.pick(["", " c", "日本", " a = 1"])}\n`;
    if (kind === 2 && depth > 0) return this.block(depth - 1);
    if (kind === 3 && depth > 0) return `${this.name()}${this.spaces()}{${this.gap()}}\n`;
    if (kind === 4) return `${this.name()} {${this.gap()}${this.name()} = ${this.expression(1)}${this.gap()}}\n`;
    if (kind === 5) return `${this.spaces()}${this.name()}${this.gap()}=${this.gap()}${this.heredoc()}`;
    const comment = this.random.below(8) === 0 ? `${this.gap()}${this.random.pick(["# c", "// 日本", "/* c */", "#"])}` : "";
    return `${this.spaces()}${this.name()}${this.gap()}=${this.gap()}${this.expression(depth)}${comment}${this.random.pick(["", "", " "])}\n`;
  }

  private block(depth: number): string {
    const labels = this.random.pick(["", ' "a"', '"b c"  "d"', ' "日本"']);
    return `${this.spaces()}${this.name()}${labels}${this.gap()}{\n${this.body(depth)}${this.spaces()}}\n`;
  }

  private name(): string {
    return this.random.pick(words.slice(0, 1).concat(words.slice(5)));
  }

  private heredoc(): string {
    const [start, end] = this.random.pick([
      ["<<EOT", "EOT"],
      ["<<-EOT", "EOT"],
      ["<<-EOT", "   EOT"],
      ["<<日本", "日本"],
    ] as const);
    const lines = Array.from({ length: this.random.below(4) }, () =>
      this.random.pick([
        "a\n",
        "  b = 1\n",
        "\n",
        "  ${ a+b }\n",
        "%{ if  a }x%{endif}\n",
        "$${x} \n",
        "{ [\n",
        "日本 ${~ f( 1,2 ) ~}\n",
        '"q"\n',
        "EOTX\n",
      ]),
    );
    return `${start}\n${lines.join("")}${end}\n`;
  }

  private expression(depth: number): string {
    const kind = depth <= 0 ? this.random.below(5) : this.random.below(17);
    const inner = () => this.expression(depth - 1);
    switch (kind) {
      case 0:
        return this.random.pick(references);
      case 1:
        return this.random.pick(["0", "1", "-5", "1.5", "1e3", "2E-7", "1e+21", "- 1"]);
      case 2:
        return this.random.pick(["true", "false", "null"]);
      case 3:
      case 4:
        return this.template(depth);
      case 5:
        return `${inner()}${this.gap()}${this.random.pick(operators)}${this.gap()}${inner()}`;
      case 6:
        return `${inner()}${this.gap()}?${this.gap()}${inner()}${this.gap()}:${this.gap()}${inner()}`;
      case 7:
        return `(${this.gap()}${inner()}${this.gap()})${this.random.pick(["", ".a", "[0]", "[ 0 ]"])}`;
      case 8:
        return `${this.random.pick(["!", "-", "! ", "- ", "!-", "-!"])}${this.random.pick([this.random.pick(references), "(a)", "f(1)", `(${inner()})`])}`;
      case 9:
        return this.call(inner);
      case 10:
        return this.list(inner);
      case 11:
        return this.object(inner, depth);
      case 12:
        return `[${this.gap()}for ${this.random.pick(["x", "k, v", "k,v"])} in ${inner()}${this.gap()}:${this.gap()}${inner()}${this.random.pick(["", ` if ${inner()}`])}${this.gap()}]`;
      case 13:
        return `{${this.gap()}for k, v in ${inner()} :${this.gap()}${inner()}${this.gap()}=>${this.gap()}${inner()}${this.random.pick(["", "...", " ..."])}${this.gap()}}`;
      case 14:
        // Terraform's fmt loses an index that is `true`, `false` or `null`.
        return `${this.random.pick(references)}[${this.gap()}${inner().replace(/^(true|false|null)$/, "a")}${this.gap()}]${this.random.pick(["", ".id", ".0", "[*]"])}`;
      case 15:
        return `(\n${this.spaces()}${inner()}\n${this.spaces()})`;
      default:
        return `[for x in[${this.gap()}${inner()}] : x]`;
    }
  }

  private template(depth: number): string {
    const parts = Array.from({ length: this.random.below(4) }, () => {
      if (depth <= 0 || this.random.below(2) === 0) return this.random.pick(texts);
      const inner = this.expression(depth - 2);
      const end = this.random.pick(["}", "~}", " }"]);
      return this.random.pick([
        `\${${this.gap()}${inner}${end}`,
        `\${~${this.gap()}${inner}${end}`,
        `%{${this.gap()}if ${inner}${end}x%{ else }y%{endif${end}`,
        `%{ for x in${this.gap()} ${inner}${end}\${x}%{~ endfor ~}`,
      ]);
    });
    // A sequence alone is one that Terraform takes out of its quotes, and a sign before it would escape it.
    return `"${["", ...parts].map((part) => part).join("-")}."`;
  }

  private call(inner: () => string): string {
    const values = Array.from({ length: this.random.below(3) }, inner);
    const last = values.length > 0 ? this.random.pick(["", "...", ","]) : "";
    const open = this.random.below(4) === 0 && values.length > 0;
    const body = open
      ? `\n${values.join(`${this.gap()},\n${this.spaces()}`)}${last}\n`
      : `${this.gap()}${values.join(`${this.gap()},${this.gap()}`)}${last}`;
    return `${this.random.pick(functions)}(${body})`;
  }

  private list(inner: () => string): string {
    const values = Array.from({ length: this.random.below(4) }, inner);
    if (this.random.below(2) === 0) return `[${this.gap()}${values.join(`${this.gap()},${this.gap()}`)}${this.gap()}]`;
    const comment = () => (this.random.below(6) === 0 ? this.random.pick([" # c", "// 日本"]) : "");
    return `[\n${values.map((value) => `${this.spaces()}${value},${comment()}\n`).join("")}${this.spaces()}]`;
  }

  private object(inner: () => string, depth: number): string {
    const key = () => this.random.pick(["a", "b-c", '"a b"', '"日本"', "(a)", "( a.b )", '"${a}x"', "größe", "in", "1"]);
    const entry = () => `${key()}${this.gap()}${this.random.pick(["=", "=", ":"])}${this.gap()}${inner()}`;
    const entries = Array.from({ length: this.random.below(4) }, entry);
    if (this.random.below(3) === 0) return `{${this.gap()}${entries.join(`,${this.gap()}`)}${this.gap()}}`;
    const end = () => (this.random.below(6) === 0 ? "," : "");
    const heredoc = depth > 1 && this.random.below(6) === 0 ? `h = ${this.heredoc()}` : "";
    return `{\n${entries.map((one) => `${this.spaces()}${one}${end()}\n`).join("")}${heredoc}${this.spaces()}}`;
  }

  private gap(): string {
    return this.random.pick(["", " ", " ", "  "]);
  }

  private spaces(): string {
    return this.random.pick(["", "", "  ", "    ", "\t"]);
  }
}
