import type { Form } from "./rule";

const googleHost = /^(?:https:)?\/\/[a-z0-9.-]+\.googleapis\.com\/(?:(?:compute|storage|sql|dns)\/(?:v\d\w*|beta)\/)?(?:v\d\w*\/)?/;
const googleVersion = /\/cryptoKeyVersions\/[^/]+$/;

const forms: Readonly<Record<Form, (value: string) => string>> = {
  plain: (value) => value,
  lower: (value) => value.toLowerCase(),
  // A self link, a full resource name and a name relative to its service say the same.
  google: (value) => value.replace(googleHost, "").replace(googleVersion, ""),
  // A bucket is named by its name, its ARN, the ARN of something in it, or its domain name.
  bucket: (value) =>
    value
      .replace(/^arn:aws[a-z-]*:s3:::/, "")
      .replace(/^(?:s3|gs):\/\//, "")
      .replace(/\/.*$/, "")
      .replace(/\.s3[.-][a-z0-9.-]*amazonaws\.com(?:\.cn)?$/, ""),
  // The ARN of a log group ends with `:*` where its streams are meant; a function's may name a version.
  resource: (value) => value.replace(/:\*$/, ""),
  // A principal of Google's, without the word that says what it is.
  member: (value) => value.replace(/^serviceAccount:/, "").replace(/^.*\/serviceAccounts\//, ""),
  // The issuer of an identity provider, with or without its scheme.
  host: (value) => value.replace(/^https:\/\//, "").replace(/\/$/, ""),
  // The name at the end of an ARN, a URL or a path.
  name: (value) => value.slice(Math.max(value.lastIndexOf("/"), value.lastIndexOf(":")) + 1),
};

/** A value made comparable. */
export const inForm = (form: Form, value: string): string => forms[form](value);
