// Runs the audits of graphql-http, the reference suite of GraphQL over HTTP, on URL; prints what each found as JSON.
import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.env.URL, fetchFn: fetch });
console.log(JSON.stringify(results.map(({ name, status, reason }) => ({ name, status, reason: reason ?? null }))));
