import { EstateError } from "../../modules/core/errors";
import type { AskedTypes } from "./probe/probe";

/** One of several parts of about the same size: what takes long together can be done one part after another. */
export interface Part {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/**
 * Reads `2/8`.
 *
 * @throws EstateError UnknownOption
 */
export const readPart = (text: string): Part => {
  const [, number = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (number >= 1 && number <= of) return { number, of };
  throw new EstateError([
    {
      code: "UnknownOption",
      place: "--part",
      rule: "the value must be <number>/<of how many>, from 1",
      value: text,
      fix: "for the second of eight parts, write --part 2/8",
    },
  ]);
};

/** The types of one part. Every type is in one part, and large types are spread over all. */
export const typesOfPart = (
  { resources, data_sources: dataSources, ephemeral_resources: ephemeral }: AskedTypes,
  part: Part,
): AskedTypes => {
  const isIn = (index: number): boolean => index % part.of === part.number - 1;
  return {
    resources: resources.filter((_, index) => isIn(index)),
    data_sources: dataSources.filter((_, index) => isIn(resources.length + index)),
    ephemeral_resources: ephemeral.filter((_, index) => isIn(resources.length + dataSources.length + index)),
  };
};
