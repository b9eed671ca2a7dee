// The Guild's gateway over the subgraphs of SUBGRAPHS, composed by its own composer. PORT: where to listen.
import { createServer } from "node:http";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { composeServices } from "@theguild/federation-composition";
import { parse } from "graphql";
import { sdlOf } from "./subgraphs.mjs";

const subgraphs = JSON.parse(process.env.SUBGRAPHS);
const services = await Promise.all(
  subgraphs.map(async ({ name, url }) => ({ name, url, typeDefs: parse(await sdlOf(url)) })),
);
const { supergraphSdl } = composeServices(services);
const gateway = createGatewayRuntime({ supergraph: supergraphSdl });
createServer(gateway).listen(Number(process.env.PORT), "127.0.0.1", () => console.log("listening"));
