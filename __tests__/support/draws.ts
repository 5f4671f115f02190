import fc from "fast-check";
import { formatCidr, parseCidr } from "../../modules/core/addressing";
import type { Domain } from "../../modules/core/domains";

/** What values are drawn for: where they come from, and what decides about them. */
interface Subject {
  readonly domain: Domain;
  readonly passes: (value: unknown) => boolean;
}

/** What a text may hold that Terraform's templates, RE2, JSON and JavaScript count or read in ways of their own. */
export const oddities = [
  '"',
  "\\",
  "${",
  "${x}",
  "%{",
  "%{ if x }",
  "$${",
  "\n",
  "\r",
  "\t",
  " ",
  "/",
  "-",
  ".",
  "@",
  ":",
  "*",
  "A",
  "z",
  "0",
  "_",
  "é",
  "e\u0301",
  "\u00a0",
  "\u2028",
  "👍🏽",
  "日",
] as const;

/** As many members as a drawn list has at most, unless it has to have more: each stands in a plan twice. */
const longestList = 8;

/** Values that pass: any of the domain, its edges, and texts with what is odd where the check lets it pass. */
export const rightValues = ({ domain, passes }: Subject): fc.Arbitrary<unknown> => {
  switch (domain.kind) {
    case "text": {
      const any = textOf(domain).filter(passes);
      const edge = any.chain((good) => fc.constantFrom(good, ...edges(good, domain).filter(passes)));
      const odd = any.chain((good) => fc.constantFrom(good, ...spoilt(good).filter(passes)));
      return fc.oneof(any, edge, odd);
    }
    case "number":
      return fc.oneof(numberOf(domain), fc.constantFrom(domain.min, domain.max)).filter(passes);
    case "members":
      return fc.constantFrom(...domain.members).filter(passes);
    case "cidr":
      return rangeOf(domain).filter(passes);
    case "list": {
      const { min } = domain;
      const max = Math.max(min, Math.min(domain.max, longestList));
      const of = rightValues({ domain: domain.of, passes: (one) => min > 1 || passes([one]) });
      const sizes = (minLength: number, maxLength: number) => fc.uniqueArray(of, { minLength, maxLength });
      return fc.oneof(sizes(min, max), sizes(min, min), sizes(max, max)).filter(passes);
    }
    case "record": {
      const of = rightValues({ domain: domain.of, passes: domain.passes });
      return fc.dictionary(fc.stringMatching(domain.key, { maxLength: 12 }), of, { maxKeys: 4, noNullPrototype: true }).filter(passes);
    }
    case "object":
      return objectOf(domain).filter(passes);
    case "either":
      return fc.oneof(...domain.of.map((one) => rightValues({ domain: one, passes })));
  }
};

/** Values that the check refuses and that differ little from those that pass. */
export const wrongValues = ({ domain, passes }: Subject): fc.Arbitrary<unknown> => {
  const fails = (value: unknown): boolean => !passes(value);
  switch (domain.kind) {
    case "text":
      return textOf(domain)
        .filter(passes)
        .chain((good) => fc.constantFrom(...[...overEdges(good, domain), ...spoilt(good), good.slice(1), ""].filter(fails)));
    case "number":
      return fc.constantFrom(...[domain.min - 1, domain.max + 1, domain.min + 0.5, domain.max + 0.5].filter(fails));
    case "members":
      return fc
        .constantFrom(...domain.members)
        .map((one) => (typeof one === "number" ? one + 1 : `${one}x`))
        .filter(fails);
    case "cidr":
      return rangeOf(domain)
        .chain((good) =>
          fc.constantFrom(good.replace(/\/.*/, `/${String(domain.max + 1)}`), good.replace(/\d\//, "999/"), `${good} `, "fd00::/20"),
        )
        .filter(fails);
    case "list": {
      const short = domain.of.kind === "text" ? { ...domain.of, max: Math.min(domain.of.max, domain.of.min + 60) } : domain.of;
      const of = rightValues({ domain: short, passes: (one) => domain.min > 1 || passes([one]) });
      const bad = wrongValues({ domain: domain.of, passes: (one) => passes(Array<unknown>(1).fill(one)) });
      const sizes = (count: number) => fc.uniqueArray(of, { minLength: count, maxLength: count });
      return fc
        .oneof(
          // Of a few words there may be no more different ones than the list takes.
          ...(domain.of.kind === "members" && domain.of.members.length <= domain.max ? [] : [sizes(domain.max + 1)]),
          sizes(Math.max(0, domain.min - 1)),
          of.map((one) => [one, one]),
          ...(domain.min > 1 ? [] : [bad.map((one) => [one])]),
        )
        .filter(fails);
    }
    case "record": {
      const part: Subject = { domain: domain.of, passes: domain.passes };
      return fc
        .tuple(fc.constantFrom("Key", "a b", "é", "", "1st"), rightValues(part), wrongValues(part))
        .chain(([key, one, bad]) => fc.constantFrom(...[{ [key]: one }, { key: bad }, { key: one, other: one }, {}].filter(fails)));
    }
    case "object": {
      const bad = Object.entries(domain.fields).map(([field, { of, passes: fieldPasses }]) =>
        wrongValues({ domain: of, passes: fieldPasses }).map((one) => ({ [field]: one })),
      );
      // What holds between fields is broken by some of the objects whose fields are right.
      return fc.tuple(objectOf(domain), fc.oneof(...bad)).map(([one, spoiler]) => (fails(one) ? one : { ...one, ...spoiler }));
    }
    case "either":
      return fc.oneof(...domain.of.map((one) => wrongValues({ domain: one, passes })));
  }
};

/** A text of the form: what it must not begin with is left to the check, for nothing can be drawn from that. */
const textOf = ({ pattern, max }: Extract<Domain, { kind: "text" }>): fc.Arbitrary<string> => {
  const form = new RegExp(pattern.source.replace(/^\^(?:\(\?!(?:[^()]|\([^()]*\))*\))+/, "^"), pattern.flags);
  return fc.stringMatching(form, { maxLength: max }).filter((one) => !/[\p{Cc}\p{Cs}\p{Cn}\p{Co}]/u.test(one.replaceAll("\n", "")));
};

/** An object each of whose fields is right alone. */
const objectOf = ({ fields }: Extract<Domain, { kind: "object" }>): fc.Arbitrary<object> =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([field, { of, passes }]) => [field, rightValues({ domain: of, passes })])), {
    requiredKeys: Object.keys(fields).filter((field) => fields[field]?.optional === false),
    noNullPrototype: true,
  });

const numberOf = ({ min, max, whole }: Extract<Domain, { kind: "number" }>): fc.Arbitrary<number> =>
  whole ? fc.integer({ min, max }) : fc.integer({ min: 1, max: 100 }).map((part) => min + ((max - min) * part) / 100);

const rangeOf = ({ min, max, parents }: Extract<Domain, { kind: "cidr" }>): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...(parents.length === 0 ? ["0.0.0.0/0"] : parents)),
      fc.integer({ min, max }),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    )
    .map(([parent, prefix, random]) => {
      const outer = parseCidr(parent);
      if (outer === undefined) throw new Error(`${parent} is no range`);
      const size = 2 ** (32 - prefix);
      const inside = random % 2 ** (32 - outer.prefix);
      return formatCidr({ base: outer.base + Math.floor(inside / size) * size, prefix });
    });

/** The text with something odd in it, before it and after it. */
const spoilt = (good: string): readonly string[] => {
  const middle = Math.ceil(good.length / 2);
  return oddities.flatMap((odd) => [good.slice(0, middle) + odd + good.slice(middle), odd + good, good + odd]);
};

/** The text as long and as short as its form lets it be. */
const edges = (good: string, { min, max }: Extract<Domain, { kind: "text" }>): readonly string[] => [
  ...ofLength(good, max),
  ...ofLength(good, min),
];

/** The text one character longer and shorter than its length may be, in its form. */
const overEdges = (good: string, { min, max }: Extract<Domain, { kind: "text" }>): readonly string[] => [
  ...ofLength(good, max + 1),
  ...ofLength(good, min - 1),
];

/** At how many places of a text it is tried how long and short it may be. */
const placesTried = 12;

/** The text made so long by repeating one or two of its characters, or so short by leaving some out, at several places. */
const ofLength = (good: string, length: number): readonly string[] => {
  const characters = Array.from(good);
  const missing = length - characters.length;
  const step = Math.ceil(characters.length / placesTried);
  return characters.flatMap((character, at) => {
    if (at % step !== 0) return [];
    const [head, tail] = [characters.slice(0, at).join(""), characters.slice(at)];
    if (missing < 0) return [head + tail.slice(-missing).join("")];
    const pair = character + (characters[at + 1] ?? "");
    return [
      head + character.repeat(missing) + tail.join(""),
      head + pair.repeat(Math.floor(missing / 2)) + character.repeat(missing % 2) + tail.join(""),
    ];
  });
};
