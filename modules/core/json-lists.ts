import { Fn, Tokenization } from "cdktf";
import { JsonText } from "./json";

/** Whether a member of a list stands for a whole list that is known only later. */
export const isListToken = (member: string): boolean => member.includes("TfToken[") && Tokenization.reverseList([member]) !== undefined;

/** A list inside a document: as it is, or as Terraform writes it once it is known. */
export const jsonList = (values: readonly string[]): readonly string[] | JsonText =>
  values.some(isListToken) ? new JsonText(Fn.jsonencode(values)) : values;
