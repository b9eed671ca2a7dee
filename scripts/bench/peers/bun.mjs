// bun bun.mjs PORT FILE: Bun.serve with graphql-jit over bun:sqlite, no framework: the least that can lie between a socket and SQLite in JavaScript.
import { Database } from "bun:sqlite";
import { readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import { compileQuery } from "graphql-jit";
import { context, resolversOn } from "./resolvers.mjs";

const [port, file] = process.argv.slice(2);
const database = new Database(file, { readonly: true });
database.exec("PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -65536");
const schema = buildSchema(readFileSync(new URL("schema.graphql", import.meta.url), "utf8"));
for (const [type, fields] of Object.entries(resolversOn((sql) => database.prepare(sql)))) {
  for (const [field, resolve] of Object.entries(fields)) schema.getType(type).getFields()[field].resolve = resolve;
}

const compiled = new Map();
function compile(query, operationName) {
  const document = parse(query);
  const errors = validate(schema, document);
  return errors.length ? { errors } : compileQuery(schema, document, operationName);
}

Bun.serve({
  port: Number(port),
  hostname: "127.0.0.1",
  async fetch(request) {
    const { query, operationName, variables } = await request.json();
    if (!compiled.has(query)) compiled.set(query, compile(query, operationName));
    const plan = compiled.get(query);
    if (plan.errors) return Response.json({ errors: plan.errors }, { status: 400 });
    return Response.json(await plan.query(undefined, context(), variables ?? {}));
  },
});
