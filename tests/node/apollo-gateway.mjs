// Apollo's gateway over the subgraphs of SUBGRAPHS, which it asks for their schemas itself. PORT: where to listen.
import { ApolloGateway, IntrospectAndCompose } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";

const subgraphs = JSON.parse(process.env.SUBGRAPHS);
const gateway = new ApolloGateway({ supergraphSdl: new IntrospectAndCompose({ subgraphs }) });
await startStandaloneServer(new ApolloServer({ gateway }), { listen: { port: Number(process.env.PORT), host: "127.0.0.1" } });
console.log("listening");
