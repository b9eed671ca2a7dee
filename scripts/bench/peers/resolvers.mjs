// The resolvers of the peers in JavaScript. `prepare(sql)` gives a prepared statement of better-sqlite3 or bun:sqlite, which have the same methods.
// Lists of a parent are read by DataLoaders, one set per request: measured in this process, a prepared statement per parent with a LIMIT of its own
// takes three times as long (Q3 9.4 ms against 2.8 ms), though SQLite has no round trip to save.
import DataLoader from "dataloader";

const ORGANISATION = "o.id, o.name, o.country, o.slug, o.city, o.type, o.url, o.description, o.founded, o.inhabitants, o.updated_at AS updatedAt";
const COLUMNS = {
  network: "o.id, o.slug, o.title",
  organisation: ORGANISATION,
  product: "o.id, o.slug, o.name, o.description, o.licence, o.language, o.repository, o.url, o.version, o.status",
  event: "o.id, o.name",
  news: "o.id, o.name, o.published",
};

// What each request carries: batch function → its DataLoader.
export const context = () => ({ loaders: new Map() });

// What is counted for each request, and the same read from tables that were counted when the data was written, as the hub does.
const COUNTED = {
  overlap: "SELECT organisation_id, count(*) AS number FROM membership GROUP BY 1 HAVING number >= ? ORDER BY number DESC, 1 LIMIT ?",
  licences: "SELECT licence AS value, count(*) AS count FROM product GROUP BY 1 ORDER BY 2 DESC, 1",
  networks: `SELECT n.slug AS value, p.count
     FROM (SELECT network, count(*) AS count FROM product GROUP BY 1) p JOIN network n ON n.id = p.network ORDER BY 2 DESC, 1`,
};
const READ_MODELS = {
  overlap: "SELECT organisation_id, number FROM membership_count WHERE number >= ? ORDER BY number DESC, organisation_id LIMIT ?",
  licences: "SELECT value, count FROM licence_count ORDER BY count DESC, value",
  networks: "SELECT value, count FROM network_count ORDER BY count DESC, value",
};

export function resolversOn(prepare, hasReadModels = false) {
  const counted = hasReadModels ? READ_MODELS : COUNTED;
  const linked = (link, from, to) => {
    const statement = prepare(
      `SELECT l.${from}_id AS parent, ${COLUMNS[to]} FROM ${link} l JOIN ${to} o ON o.id = l.${to}_id
       WHERE l.${from}_id IN (SELECT value FROM json_each(?)) ORDER BY l.${from}_id, l.${to}_id`,
    );
    const batch = async (parents) => {
      const lists = new Map(parents.map((parent) => [parent, []]));
      for (const row of statement.all(JSON.stringify(parents))) lists.get(row.parent).push(row);
      return parents.map((parent) => lists.get(parent));
    };
    return async (parent, { first }, { loaders }) => {
      if (!loaders.has(batch)) loaders.set(batch, new DataLoader(batch));
      const list = await loaders.get(batch).load(parent.id);
      return first < list.length ? list.slice(0, first) : list;
    };
  };
  const organisation = prepare(`SELECT ${COLUMNS.organisation} FROM organisation o WHERE id = ?`);
  const products = prepare(`SELECT ${COLUMNS.product} FROM product o WHERE id > ? ORDER BY id LIMIT ?`);
  const matches = prepare("SELECT count(*) AS number FROM search WHERE search MATCH ?");
  const hits = prepare(
    `SELECT d.kind, d.entity_id AS id, d.name
     FROM (SELECT rowid, rank FROM search WHERE search MATCH ? ORDER BY rank, rowid LIMIT ?) f JOIN search_document d ON d.id = f.rowid
     ORDER BY f.rank, f.rowid`,
  );
  const overlap = prepare(
    `SELECT ${COLUMNS.organisation}
     FROM (${counted.overlap}) m
     JOIN organisation o ON o.id = m.organisation_id ORDER BY m.number DESC, o.id`,
  );
  const licences = prepare(counted.licences);
  const networks = prepare(counted.networks);
  const listings = new Map(
    [[], ["country"], ["type"], ["country", "type"]].map((columns) => {
      const conditions = columns.map((column) => `${column} = ?`);
      const where = conditions.length ? `WHERE ${conditions.join(" AND ")}` : "";
      const page = ["id > ?", ...conditions].join(" AND ");
      return [
        columns.join(),
        {
          count: prepare(`SELECT count(*) AS number FROM organisation ${where}`),
          page: prepare(`SELECT ${COLUMNS.organisation} FROM organisation o WHERE ${page} ORDER BY id LIMIT ?`),
        },
      ];
    }),
  );

  return {
    Query: {
      organisation: (_, { id }) => organisation.get(id),
      organisations: (_, { first, after, ...conditions }) => {
        const columns = ["country", "type"].filter((column) => conditions[column] != null);
        const values = columns.map((column) => conditions[column]);
        const listing = listings.get(columns.join());
        return { listing, values, nodes: listing.page.all(after ?? 0, ...values, first) };
      },
      products: (_, { first, after }) => ({ nodes: products.all(after ?? 0, first) }),
      search: (_, { query, first }) => ({ query, nodes: hits.all(query, first) }),
      overlap: (_, { minimum, first }) => overlap.all(minimum, first),
      productFacets: () => ({}),
    },
    Organisations: { totalCount: ({ listing, values }) => listing.count.get(...values).number },
    Hits: { totalCount: ({ query }) => matches.get(query).number },
    ProductFacets: { licence: () => licences.all(), networks: () => networks.all() },
    Organisation: {
      networks: linked("membership", "organisation", "network"),
      maintainedProducts: linked("product_maintainer", "organisation", "product"),
      organisedEvents: linked("event_organiser", "organisation", "event"),
      mentionedIn: linked("news_organisation", "organisation", "news"),
    },
    Product: {
      maintainers: linked("product_maintainer", "product", "organisation"),
      users: linked("product_user", "product", "organisation"),
      mentionedIn: linked("news_product", "product", "news"),
    },
    Event: { organisers: linked("event_organiser", "event", "organisation") },
    NewsItem: { mentions: linked("news_organisation", "news", "organisation") },
  };
}
