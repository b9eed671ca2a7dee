// Composes the subgraphs of SUBGRAPHS (JSON: [{name, url}]) by both composers, from the SDL that each gives; prints what came of it as JSON.
import { composeServices as composedByApollo } from "@apollo/composition";
import { composeServices as composedByTheGuild } from "@theguild/federation-composition";
import { parse } from "graphql";
import { sdlOf } from "./subgraphs.mjs";

const subgraphs = JSON.parse(process.env.SUBGRAPHS);
const services = await Promise.all(
  subgraphs.map(async ({ name, url }) => ({ name, url, typeDefs: parse(await sdlOf(url)) })),
);
const composers = { apollo: composedByApollo, theguild: composedByTheGuild };
const outcomes = Object.entries(composers).map(([name, compose]) => {
  const { errors, supergraphSdl } = compose(services);
  return [name, { errors: (errors ?? []).map(({ message }) => message), supergraphSdl: supergraphSdl ?? null }];
});
console.log(JSON.stringify(Object.fromEntries(outcomes)));
