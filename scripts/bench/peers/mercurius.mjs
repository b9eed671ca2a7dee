// node mercurius.mjs PORT FILE [models]: Mercurius with graphql-jit over better-sqlite3.
import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import fastify from "fastify";
import mercurius from "mercurius";
import { context, resolversOn } from "./resolvers.mjs";

const [port, file, models] = process.argv.slice(2);
const database = new Database(file, { readonly: true });
database.pragma("mmap_size = 1073741824");
database.pragma("cache_size = -65536");
const schema = readFileSync(new URL("schema.graphql", import.meta.url), "utf8");
const app = fastify();
app.register(mercurius, { schema, resolvers: resolversOn((sql) => database.prepare(sql), models === "models"), context, jit: 1, graphiql: false });
await app.listen({ port: Number(port), host: "127.0.0.1" });
