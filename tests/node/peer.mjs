// A small second subgraph of Relay: reviews of what the hub knows, which it names by keys that it can hold.
// PORT: where to listen. Prints a line once it does.
import { createServer } from "node:http";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";
import { createHandler } from "graphql-http/lib/use/http";

const typeDefs = `#graphql
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"])

  type Query {
    node(id: ID!): Node @shareable
    nodes(ids: [ID!]!): [Node]! @shareable
    reviews: ReviewConnection!
  }
  interface Node { id: ID! }
  scalar URL
  type PageInfo @shareable {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
  type ReviewConnection { edges: [ReviewEdge!]! pageInfo: PageInfo! }
  type ReviewEdge { cursor: String! node: Review! }
  type Review implements Node @key(fields: "id") {
    id: ID!
    text: String!
    product: Product
    by: Organisation
    office: Ospo
  }
  type Product implements Node @key(fields: "id") { id: ID! reviews: [Review!]! }
  type Organisation @key(fields: "slug") { slug: String! reviews: [Review!]! }
  type Ospo @key(fields: "url") { url: URL reviews: [Review!]! }
`;
const reviews = JSON.parse(process.env.REVIEWS);
const page = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
const found = (id) => reviews.find((review) => review.id === id) ?? null;
const known = (field, key) => (value) => value[key] && { [field]: value[key] };
const reviewed = (field, key) => ({
  __resolveReference: (reference) => ({ [field]: reference[field] }),
  reviews: (thing) => reviews.filter((review) => review[key] === thing[field]),
});
const resolvers = {
  Query: {
    node: (_, { id }) => found(id),
    nodes: (_, { ids }) => ids.map(found),
    reviews: () => ({ edges: reviews.map((node) => ({ cursor: node.id, node })), pageInfo: page }),
  },
  Node: { __resolveType: () => "Review" },
  Review: {
    __resolveReference: ({ id }) => found(id),
    product: known("id", "productId"),
    by: known("slug", "organisationSlug"),
    office: known("url", "officeUrl"),
  },
  Product: reviewed("id", "productId"),
  Organisation: reviewed("slug", "organisationSlug"),
  Ospo: reviewed("url", "officeUrl"),
};
const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers });
createServer(createHandler({ schema })).listen(Number(process.env.PORT), "127.0.0.1", () => console.log("listening"));
