// Prints the typed documents for TypeScript: argv are the SDL and the files of operations.
import { readFileSync } from "node:fs";
import { codegen } from "@graphql-codegen/core";
import * as typedDocumentNode from "@graphql-codegen/typed-document-node";
import * as operations from "@graphql-codegen/typescript-operations";
import { parse } from "graphql";

const [sdl, ...files] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const text = { input: "string", output: "string" };
const config = {
  avoidOptionals: { field: true },
  enumsAsTypes: true,
  onlyOperationTypes: true,
  useTypeImports: true,
  scalars: { CountryCode: text, Date: text, DateTime: text, LanguageTag: text, SpdxExpression: text, URL: text },
};
const written = await codegen({
  filename: "documents.ts",
  schema: parse(sdl),
  documents: files.map((file, number) => ({ location: `${number}.graphql`, document: parse(file) })),
  config,
  plugins: [{ operations: {} }, { documents: {} }],
  pluginMap: { operations, documents: typedDocumentNode },
});
process.stdout.write(`/* Generated from clients/operations by graphql-codegen (make clients); do not edit. */\n${written}\n`);
