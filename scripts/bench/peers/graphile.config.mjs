// postgraphile -C graphile.config.mjs with PORT and DATABASE_URL: PostGraphile 5 as in production, lists where no page information is asked.
import { PgSimplifyInflectionPreset } from "@graphile/simplify-inflection";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

export default {
  extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset],
  pgServices: [makePgService({ connectionString: process.env.DATABASE_URL, schemas: ["public"], poolConfig: { max: 10, idleTimeoutMillis: 0 } })],
  grafserv: { port: Number(process.env.PORT), host: "127.0.0.1", graphiql: false, watch: false },
  schema: { defaultBehavior: "+list +connection", pgForbidSetofFunctionsToReturnNull: true },
};
