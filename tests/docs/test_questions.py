"""The answers of docs/questions.md are what the seed files say, computed without the hub.

Which records are one thing is the one part taken from the hub (`things`): that is tested under tests/hub/identity. What
those things are, how they relate and how many there are, is read from the files by seed_files.py.
"""

import asyncio
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import pytest
import yaml

from hub.store import Database
from scripts.answers import answer, executor_of, queries
from scripts.documents import ROOT
from tests.countries import EUROPEAN_UNION
from tests.docs.seed_files import Line, Name, Seeds, read_seeds, rows

PAGE = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
QUESTIONS = {
    int(section.partition(".")[0]): queries(section)[0][0]
    for section in re.split(r"^## (?=\d)", PAGE, flags=re.MULTILINE)[1:]
}
OS2 = ("os2", "organisation", "os2")
# How SPDX spells what files state by a bare or deprecated id, or in another case.
SPDX = {
    "AGPL-3.0": "AGPL-3.0-only",
    "AGPL-3.0 AND CC-BY-4.0": "AGPL-3.0-only AND CC-BY-4.0",
    "GPL-3.0": "GPL-3.0-only",
    "LGPL-2.1": "LGPL-2.1-only",
    "LGPL-3.0": "LGPL-3.0-only",
    "ODC-BY-1.0": "ODC-By-1.0",
}
# Fields of which the values of all records are shown together, and names.
UNITED = {"name", "description", "countries", "topics", "languages", "alternate_names", "code_accounts", "code_urls"}
UNITED |= {"platforms", "repositories", "programming_languages", "sustainable_development_goals"}
ARCHETYPES = {"university": "academic", "company": "corporate", "public-company": "corporate"}
LISTS = {
    "organisation": "organisations",
    "ospo": "ospos",
    "product": "products",
    "event": "events",
    "news-item": "news",
}
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="module")
def seeds() -> Seeds:
    return read_seeds()


@pytest.fixture
def whole(ask: Callable[[str], Any]) -> Callable[[int], Any]:
    """The answer to a question with pages of a hundred, whole groups, and the ids of things beside their names."""

    def asked(number: int) -> Any:
        query = re.sub(r"first: [1-9]\d*", "first: 100", QUESTIONS[number])
        found = ask(re.sub(r"\b(nodes?|entity|subject|object) \{(\s+)(kind )?name", r"\1 {\2id \3name", query))
        assert "errors" not in found, found
        return found["data"]

    return asked


@pytest.fixture(scope="module")
def things(seeded_url: str) -> dict[Name, str]:
    """The id of the entity that each record is part of."""
    return asyncio.run(_things(seeded_url))


async def _things(url: str) -> dict[Name, str]:
    found: dict[Name, str] = {}
    async with Database(url) as database:
        executor = executor_of(database)
        for kind, listed in LISTS.items():
            after = "null"
            while after:
                page = f"first: 100, after: {after}"
                query = (
                    f"{{ {listed}({page}) {{ nodes {{ id records {{ key network {{ slug }} }} }} pageInfo {{"
                    " hasNextPage endCursor } } }"
                )
                told = (await answer(executor, query))["data"][listed]
                for node in told["nodes"]:
                    found |= {
                        (record["network"]["slug"], kind, record["key"]): node["id"] for record in node["records"]
                    }
                after = f'"{told["pageInfo"]["endCursor"]}"' if told["pageInfo"]["hasNextPage"] else ""
    return found


class World:
    """What the seeds say of things: relations between them and the values of their records."""

    def __init__(self, seeds: Seeds, things: dict[Name, str]) -> None:
        self.seeds, self.things = seeds, things

    def pairs(self, predicate: str, role: str = "") -> set[tuple[str, str]]:
        """Subject and object of all relations of a predicate, each once."""
        ties = [tie for tie in self.seeds.of_predicate(predicate) if role in ("", tie.role)]
        return {(self.things[tie.subject], self.things[tie.object]) for tie in ties}

    def subjects(self, predicate: str, role: str = "") -> dict[str, set[str]]:
        """By object: all its subjects."""
        found = defaultdict(set)
        for subject, other in self.pairs(predicate, role):
            found[other].add(subject)
        return found

    def lines(self, kind: str) -> dict[str, list[Line]]:
        """By thing: its records, those first whose network has authority over fields of the kind, or precedence."""
        found = defaultdict(list)
        for line in self.seeds.of(kind):
            found[self.things[line.name]].append(line)
        return found

    def every(self, kind: str, field: str) -> dict[str, list[str]]:
        """By thing: all values that any of its records states."""
        return {
            thing: list(dict.fromkeys(value for line in lines for value in line.values.get(field, [])))
            for thing, lines in self.lines(kind).items()
        }

    def best(self, kind: str, field: str) -> dict[str, str]:
        """By thing: the value of the network with authority over the field, else of that
        with the highest precedence.
        """

        def rank(line: Line) -> tuple[bool, int, str, bool]:
            manifest = self.seeds.manifests[line.name[0]]
            dates = [
                date for dated in ("last_activity", "released", "published") for date in line.values.get(dated, [])
            ]
            # Of equals the smaller id of a record wins, which no file says: in the seeds it is
            # OSOR's, for one organisation.
            is_first = line.name[0] == "osor"
            return (
                f"{kind}.{field}" in manifest.get("authority", []),
                manifest["precedence"],
                max(dates, default=""),
                is_first,
            )

        found = {}
        for thing, lines in self.lines(kind).items():
            stating = sorted((line for line in lines if self.value(line, field)), key=rank, reverse=True)
            if stating:
                found[thing] = self.value(stating[0], field)
        return found

    def value(self, line: Line, field: str) -> str:
        """A single value, as the manifest's lookups read it."""
        stated = "".join(line.values.get(field, []))
        lookups = self.seeds.manifests[line.name[0]].get("lookups") or {}
        return lookups.get(f"{line.name[1]}.{field}", {}).get(stated, stated) or ""

    def countries(self, kind: str) -> dict[str, list[str]]:
        """By thing: the countries that its records state."""
        lookups = {network: manifest.get("lookups") or {} for network, manifest in self.seeds.manifests.items()}
        return {
            thing: sorted(
                {
                    lookups[line.name[0]].get(f"{kind}.countries", {}).get(country, country)
                    for line in lines
                    for country in line.values.get("countries", [])
                }
            )
            for thing, lines in self.lines(kind).items()
        }

    def licences(self) -> dict[str, str]:
        """By product: its licence in the spelling of SPDX."""
        return {thing: SPDX.get(stated, stated) for thing, stated in self.best("product", "licence").items()}

    def product_countries(self) -> dict[str, list[str]]:
        """By product: the countries stated, else those of its owners, else that of the
        national networks that list it.
        """
        of_organisations, owners = self.countries("organisation"), self.subjects("owns")
        found = {}
        for thing, stated in self.countries("product").items():
            owned = {country for owner in owners[thing] for country in of_organisations.get(owner, [])}
            national = {self.seeds.manifests[line.name[0]].get("country") for line in self.lines("product")[thing]} - {
                None
            }
            found[thing] = stated or sorted(owned) or (sorted(map(str, national)) if len(national) == 1 else [])
        return found

    def archetypes(self) -> dict[str, str]:
        """By OSPO: the archetype stated, else the one that the type of its organisations gives, where they agree."""
        types, found = self.best("organisation", "type"), self.best("ospo", "archetype")
        derived = defaultdict(set)
        for ospo, organisation in self.pairs("ospo-of"):
            derived[ospo] |= {types[organisation]} if organisation in types else set()
        for ospo, given in derived.items():
            if ospo not in found and len(given) == 1:
                found[ospo] = ARCHETYPES.get(*given, *given)
        return found

    def of_network(self, network: str, kind: str) -> set[str]:
        """The things that a network states."""
        return {thing for (stating, stated, _), thing in self.things.items() if (stating, stated) == (network, kind)}


@pytest.fixture(scope="module")
def world(seeds: Seeds, things: dict[Name, str]) -> World:
    return World(seeds, things)


def ids(nodes: Iterable[Any]) -> list[str]:
    """The ids of the nodes of an answer."""
    return [node["id"] for node in nodes]


def groups(grouping: Any) -> Counter[tuple[str, ...]]:
    """The counts of all groups of an answer by the values of their keys."""
    return Counter({tuple(key["value"] for key in group["keys"]): group["count"] for group in grouping["groups"]})


def test_1_municipalities_of_os2_with_what_they_use(whole: Callable[[int], Any], world: World, things: dict[Name, str]):
    types, countries = world.best("organisation", "type"), world.countries("organisation")
    uses, suppliers = world.pairs("uses"), world.subjects("supplies")
    dated = [tie for tie in world.seeds.of_predicate("uses") if tie.since]
    begun = {(things[tie.subject], things[tie.object]): tie.since for tie in dated}
    since = {
        row["organisation"]: row["since"] or None
        for _, row in rows(SEEDS / "os2" / "memberships.csv")
        if row["role"] == "member"
    }
    expected = {}
    for key, date in since.items():
        thing = things["os2", "organisation", key]
        if types[thing] == "local" and "DK" in countries[thing]:
            used = {product for user, product in uses if user == thing} & world.of_network("os2", "product")
            expected[thing] = (date, {product: (begun.get((thing, product)), suppliers[product]) for product in used})
    members = whole(1)["organisation"]["members"]
    assert members["totalCount"] == len(expected) >= 10
    found = {}
    for edge in members["edges"]:
        used = {
            product["node"]["id"]: (product["since"], set(ids(product["node"]["suppliers"]["nodes"])))
            for product in edge["node"]["usedProducts"]["edges"]
        }
        found[edge["node"]["id"]] = (edge["since"], used)
    assert found == expected


def test_2_products_used_in_two_countries(whole: Callable[[int], Any], world: World):
    countries = world.countries("organisation")
    users = world.subjects("uses")
    expected = {product for product, by in users.items() if len({land for user in by for land in countries[user]}) >= 2}
    assert set(ids(whole(2)["products"]["nodes"])) == expected


def test_3_news_about_products_whose_owner_has_an_ospo(whole: Callable[[int], Any], world: World):
    served = {organisation for _, organisation in world.pairs("ospo-of")}
    products = {product for owner, product in world.pairs("owns") if owner in served}
    about = {item for item, product in world.pairs("mentions") if product in products}
    published = world.best("news-item", "published")
    # The hub also finds products in texts: here those whose name is in the title.
    called = {name for product in products for name in world.every("product", "name")[product]}
    about |= {item for item, title in world.best("news-item", "name").items() if any(name in title for name in called)}
    expected = {item for item in about if published.get(item, "") >= "2024-11-26"}
    nodes = whole(3)["news"]["nodes"]
    assert set(ids(nodes)) == expected
    dates = [(published[item] + "-01-01")[:10] for item in expected]
    assert [node["published"] for node in nodes] == sorted(dates, reverse=True)


def test_4_ospos_whose_organisation_uses_a_product_of_os2(whole: Callable[[int], Any], world: World):
    products = world.of_network("os2", "product")
    users = {user for user, product in world.pairs("uses") if product in products}
    assert set(ids(whole(4)["ospos"]["nodes"])) == {ospo for ospo, served in world.pairs("ospo-of") if served in users}


def test_5_the_path_is_a_shortest_one_and_each_step_is_stated(
    whole: Callable[[int], Any], world: World, things: dict[Name, str]
):
    path = whole(5)["path"]
    start, end = (
        things["os2", "organisation", "kobenhavns-kommune"],
        things["publiccodenet", "organisation", "ec"],
    )
    ties = {(tie.predicate, things[tie.subject], things[tie.object]) for tie in world.seeds.ties}
    neighbours = defaultdict(set)
    for _, one, other in ties:
        neighbours[one].add(other)
        neighbours[other].add(one)
    distance, reached, edge = 0, {start}, {start}
    while end not in reached:
        edge = {other for one in edge for other in neighbours[one]} - reached
        reached |= edge
        distance += 1
    assert path["length"] == distance == len(path["steps"])
    here = start
    for step in path["steps"]:
        there = step["node"]["id"]
        subject, other = (here, there) if step["outward"] else (there, here)
        assert (step["predicate"].lower().replace("_", "-"), subject, other) in ties
        here = there
    assert here == end


def test_6_events_of_2026_by_country(whole: Callable[[int], Any], world: World):
    begins, rules = world.best("event", "starts_at"), world.best("event", "recurrence")
    # Series without end that began before 2026 have dates in it; no event of the seeds lasts from 2025 into 2026.
    events = {event for event, start in begins.items() if start[:4] == "2026" or (start < "2026" and rules.get(event))}
    answer = whole(6)["events"]
    assert answer["totalCount"] == len(events)
    stated, organisers = world.countries("event"), world.subjects("organises")
    of_organisations = world.countries("organisation")
    expected = Counter(
        (country,)
        for event in events
        for country in stated[event]
        or sorted({land for by in organisers[event] for land in of_organisations.get(by, [])})
    )
    assert groups(answer["groupBy"]) == expected


def test_7_products_by_country_and_licence(whole: Callable[[int], Any], world: World):
    licences, countries = world.licences(), world.product_countries()
    expected = Counter(
        (land, licences[product]) for product, lands in countries.items() for land in lands if product in licences
    )
    grouping = whole(7)["products"]["groupBy"]
    assert groups(grouping) == expected
    assert grouping["missing"] == sum(not lands or product not in licences for product, lands in countries.items())


def test_8_products_without_a_licence(whole: Callable[[int], Any], world: World, ask: Callable[[str], Any]):
    expected = world.lines("product").keys() - world.licences().keys()
    answer = whole(8)["products"]
    assert answer["totalCount"] == len(expected) > 100
    rest = QUESTIONS[8].replace("first: 3", "last: 100").replace("nodes { name", "nodes { id name")
    assert set(ids(answer["nodes"])) | set(ids(ask(rest)["data"]["products"]["nodes"])) == expected


def test_9_conflicts_are_what_files_state_differently(whole: Callable[[int], Any], world: World):
    # Which names are spellings of one another is the identity engine's matter: names are left out.
    expected = {}
    for kind in LISTS:
        for thing, lines in world.lines(kind).items():
            for field in {field for line in lines for field in line.values} - UNITED:
                values = {canonical(world.value(line, field)) for line in lines} - {""}
                if len({said(field, value) for value in values}) > 1:
                    expected[thing, field] = values
    found = whole(9)["conflicts"]["nodes"]
    conflicts = {
        (one["entity"]["id"], re.sub("([A-Z])", r"_\1", one["field"]).lower()): {
            value["value"] for value in one["values"]
        }
        for one in found
    }
    assert {key: values for key, values in conflicts.items() if key[1] != "name"} == expected
    counts = [one["entity"]["conflictCount"] for one in found]
    assert counts == sorted(counts, reverse=True)


def said(field: str, value: str) -> str:
    """What a value says, however it is spelt: short names in any case, addresses with any
    scheme, with www. and without.
    """
    return value.casefold() if field == "acronym" else re.sub(r"^https?://(www\.)?", "://", value)


def canonical(value: str) -> str:
    """A value without what is no difference: `http:`, a slash at the end of an address, the
    host that Joinup had before.
    """
    moved = re.sub(r"^http://", "https://", value).replace(
        "https://joinup.ec.europa.eu/collection/", "https://interoperable-europe.ec.europa.eu/collection/"
    )
    return SPDX.get(moved, moved.rstrip("/") if "://" in moved else moved)


def test_10_changes_name_what_the_lines_say(whole: Callable[[int], Any]):
    # What stood before a load is the hub's own knowledge; what a field was changed to is in the files.
    changes = whole(10)["changes"]["nodes"]
    compared = 0
    columns = {"acronym": "acronym", "type": "type", "url": "homepage", "city": "city"}
    for change in changes:
        assert change["revision"] > 3
        for field in change["fields"]:
            for record in field["records"]:
                column = columns.get(field["field"])
                path = SEEDS / record["network"]["slug"] / record["path"]
                if column and path.name == "organisations.csv":
                    row = dict(rows(path))[record["line"]]
                    assert row[column].rstrip("/") == (field["to"] or "").rstrip("/")
                    compared += 1
    assert compared >= 3
    # A change names no field where only origins changed: another record says the same, or a derived
    # value follows from another thing.
    assert sum(not change["fields"] for change in changes) * 2 < len(changes)


def test_11_organisations_by_country_and_type(whole: Callable[[int], Any], world: World):
    types, countries = world.best("organisation", "type"), world.countries("organisation")
    expected = Counter(
        (land, types[thing].upper().replace("-", "_"))
        for thing, lands in countries.items()
        for land in lands
        if thing in types
    )
    answer = whole(11)["organisations"]
    assert groups(answer["groupBy"]) == expected
    assert answer["totalCount"] == len(countries)
    assert answer["groupBy"]["missing"] == sum(not lands or thing not in types for thing, lands in countries.items())


def test_12_products_by_number_of_users(whole: Callable[[int], Any], world: World):
    users = {product: len(by) for product, by in world.subjects("uses").items()}
    nodes = whole(12)["products"]["nodes"]
    assert [node["users"]["totalCount"] for node in nodes] == sorted(users.values(), reverse=True)[:100] + [0] * (
        100 - len(users)
    )
    assert {node["id"]: node["users"]["totalCount"] for node in nodes if node["id"] in users}.items() <= users.items()


def test_13_members_of_os2_by_date_and_role(whole: Callable[[int], Any], things: dict[Name, str]):
    stated = [
        (things["os2", "organisation", row["organisation"]], row) for _, row in rows(SEEDS / "os2" / "memberships.csv")
    ]
    answer = whole(13)["organisation"]
    assert set(ids(answer["early"]["nodes"])) == {
        thing for thing, row in stated if row["since"] and row["since"] < "2015"
    }
    assert set(ids(answer["founders"]["nodes"])) == {thing for thing, row in stated if row["role"] == "founder"}
    active = {
        thing for thing, row in stated if row["role"] == "member" and row["since"] <= "2013-01-01" and not row["until"]
    }
    assert set(ids(answer["onTheDay"]["nodes"])) == active


def test_14_addresses_in_the_order_asked(whole: Callable[[int], Any], seeds: Seeds):
    found = [entity and (entity["kind"], entity["name"]) for entity in whole(14)["lookup"]]
    product = next(
        row for _, row in rows(SEEDS / "os2" / "products.csv") if row["repository"] == "https://github.com/OS2mo/os2mo"
    )
    ospo = yaml.safe_load((SEEDS / "bluehats" / "ospos.yml").read_text(encoding="utf-8"))["https://opensource.paris.fr"]
    organisation = next(
        row for _, row in rows(SEEDS / "os2" / "organisations.csv") if row["homepage"].rstrip("/") == "https://os2.eu"
    )
    assert found == [("PRODUCT", product["name"]), None, ("OSPO", ospo["name"]), ("ORGANISATION", organisation["name"])]


def test_15_who_has_a_number(whole: Callable[[int], Any]):
    expected = {
        (row["name"], path.parent.name, path.name, line)
        for path in SEEDS.glob("*/organisations.csv")
        for line, row in rows(path)
        if "55133018" in row.get("cvr", "").split(";")
    }
    answer = whole(15)["organisations"]
    assert answer["totalCount"] == len(expected) == 2
    found = {
        (node["name"], record["network"]["slug"], record["path"], record["line"])
        for node in answer["nodes"]
        for record in node["records"]
    }
    assert found >= expected


def test_16_a_name_in_any_spelling(whole: Callable[[int], Any], things: dict[Name, str]):
    # Ranking is the hub's own: the name is known, and that it is first of all that are found.
    answer = whole(16)
    for found in ("folded", "upper", "mistyped"):
        assert answer[found]["nodes"][0]["id"] == things["os2", "organisation", "kobenhavns-kommune"]
    assert answer["mistyped"]["corrections"] == [{"given": "kobenhvans", "used": "kobenhavns"}]


def test_17_members_of_os2_without_an_ospo(whole: Callable[[int], Any], world: World, things: dict[Name, str]):
    served = {organisation for _, organisation in world.pairs("ospo-of")}
    members = world.subjects("member-of", "member")[things[OS2]]
    assert set(ids(whole(17)["organisation"]["members"]["nodes"])) == members - served


def test_18_vendors_of_two_products(whole: Callable[[int], Any], world: World):
    supplied = Counter(vendor for vendor, _ in world.pairs("supplies"))
    expected = {vendor: count for vendor, count in supplied.items() if count >= 2}
    nodes = whole(18)["organisations"]["nodes"]
    assert {node["id"]: node["suppliedProducts"]["totalCount"] for node in nodes} == expected


def test_19_figures_with_date_and_place(whole: Callable[[int], Any]):
    expected = {
        (row["name"], float(row["value"]), row["as_of"] or None, "figures.csv", line)
        for line, row in rows(SEEDS / "os2" / "figures.csv")
    }
    found = whole(19)["network"]["figures"]
    assert {(one["name"], one["value"], one["asOf"], one["path"], one["line"]) for one in found} == expected
    assert len(found) == len(expected)


def test_20_level_3_and_what_it_means(whole: Callable[[int], Any]):
    answer = whole(20)
    levels = [row["name"] for _, row in rows(SEEDS / "os2" / "products.csv") if row["level"] == "3"]
    assert [node["name"] for node in answer["products"]["nodes"]] == levels
    expected = [
        (line, row["text_en"]) for line, row in rows(SEEDS / "os2" / "passages.csv") if row["topic"] == "criteria"
    ]
    assert [(one["line"], one["text"]["value"]) for one in answer["organisation"]["passages"]] == expected


def test_21_candidates_come_with_their_evidence(whole: Callable[[int], Any]):
    # What is a candidate is decided by the identity engine: here the shape, and that weights add up.
    candidates = whole(21)["candidates"]["nodes"]
    assert candidates
    assert [pair["score"] for pair in candidates] == sorted((pair["score"] for pair in candidates), reverse=True)
    for pair in candidates:
        assert pair["evidence"]
        assert pair["left"] != pair["right"]
        assert sum(evidence["weight"] for evidence in pair["evidence"]) == pytest.approx(pair["score"])


def test_22_what_is_joined_says_why(whole: Callable[[int], Any], things: dict[Name, str]):
    # Which evidence there is, is the identity engine's: here that the links are those between the records
    # of OS2, and hold all together.
    links = whole(22)["organisation"]["evidence"]
    ends = [
        (
            (link["left"]["network"]["slug"], link["left"]["key"]),
            (link["right"]["network"]["slug"], link["right"]["key"]),
        )
        for link in links
    ]
    expected = {
        (network, key)
        for (network, kind, key), thing in things.items()
        if kind == "organisation" and thing == things[OS2]
    }
    reached = {("os2", "os2")}
    for _ in ends:
        reached |= {end for pair in ends if reached & set(pair) for end in pair}
    assert reached == expected
    assert all(
        link["outcome"] == "JOINED" and link["score"] == sum(one["weight"] for one in link["evidence"])
        for link in links
    )


def test_23_each_value_with_its_place(whole: Callable[[int], Any], seeds: Seeds):
    publiccode = yaml.safe_load((SEEDS / "os2" / "products" / "os2mo" / "publiccode.yml").read_text(encoding="utf-8"))
    expected = {("licence", publiccode["legal"]["license"], "products/os2mo/publiccode.yml", 1, "os2")}
    expected |= {
        ("genericName", publiccode["description"]["en"]["genericName"], "products/os2mo/publiccode.yml", 1, "os2")
    }
    expected |= {("url", publiccode["url"].removesuffix(".git"), "products/os2mo/publiccode.yml", 1, "os2")}
    columns = {"licence": "licence", "genericName": "generic_name", "url": "homepage"}
    for network in ("os2", "hub-editors"):
        line, row = next((line, row) for line, row in rows(SEEDS / network / "products.csv") if row["name"] == "OS2mo")
        expected |= {
            (field, row[column], "products.csv", line, network) for field, column in columns.items() if row.get(column)
        }
    found = whole(23)["product"]["provenance"]
    assert {(one["field"], one["value"], one["path"], one["line"], one["network"]["slug"]) for one in found} == expected
    assert all(one["network"]["licence"] == seeds.manifests[one["network"]["slug"]]["licence"] for one in found)


def test_24_what_is_near_with_the_edges_between(whole: Callable[[int], Any], world: World, things: dict[Name, str]):
    pairs = {
        (name, *pair)
        for predicate, name in (("member-of", "MEMBER_OF"), ("uses", "USES"))
        for pair in world.pairs(predicate)
    }
    start = things["os2", "organisation", "ballerup-kommune"]
    near = {start: 0}
    for distance in (1, 2):
        for other in {other for _, *pair in pairs if set(pair) & near.keys() for other in pair} - near.keys():
            near[other] = distance
    answer = whole(24)["neighbours"]
    assert answer["totalCount"] == len(near) - 1
    assert {one["node"]["id"]: one["distance"] for one in answer["nodes"]} | {start: 0} == near
    edges = {(edge["predicate"], edge["subject"]["id"], edge["object"]["id"]) for edge in answer["edges"]}
    assert edges == {pair for pair in pairs if set(pair[1:]) <= near.keys()}


def test_25_what_networks_share(whole: Callable[[int], Any], things: dict[Name, str]):
    networks = ("os2", "osor", "floss-pso", "ospo-plus-plus")
    stating = defaultdict(set)
    for (network, kind, _), thing in things.items():
        if network in networks:
            stating[kind, thing].add(network)
    shared = {thing: by for thing, by in stating.items() if len(by) >= 2}
    answer = whole(25)["overlap"]
    assert set(ids(answer["entities"]["nodes"])) == {thing for _, thing in shared}
    expected = Counter(
        (left, right, kind.upper().replace("-", "_"))
        for (kind, _), by in shared.items()
        for left in by
        for right in by
        if left < right
    )
    found = {
        (*sorted((cell["left"]["slug"], cell["right"]["slug"])), cell["kind"]): cell["count"]
        for cell in answer["matrix"]
    }
    assert found == expected


def test_26_findings_by_severity(whole: Callable[[int], Any]):
    answer = whole(26)
    assert answer["all"]["totalCount"] == sum(
        answer[severity]["totalCount"] for severity in ("errors", "warnings", "info")
    )
    # Licences by bare ids, as far as no lookup of the manifest reads them.
    expected = {line for line, row in rows(SEEDS / "bluehats" / "logiciels.csv") if row["licence"] in SPDX}
    assert {(one["code"], one["line"]) for one in answer["info"]["nodes"]} == {
        ("LICENCE_DEPRECATED", line) for line in expected
    }
    assert answer["info"]["totalCount"] == len(expected)
    ospos = yaml.safe_load((SEEDS / "bluehats" / "ospos.yml").read_text(encoding="utf-8"))
    assert answer["warnings"]["totalCount"] == sum("email" not in ospo for ospo in ospos.values())
    assert answer["errors"]["totalCount"] == 0


def test_27_dates_in_january_2027(whole: Callable[[int], Any], world: World):
    # The one series without end that still runs: each first Thursday, at the clock of California
    # (its standard time in January).
    text = (SEEDS / "osor" / "events.ics").read_text(encoding="utf-8")
    assert re.findall(r"RRULE:(.*)", text) == ["FREQ=MONTHLY;BYDAY=1TH"]
    assert not any(start.startswith("2027") for start in world.best("event", "starts_at").values())
    assert [one["startsAt"] for one in whole(27)["occurrences"]["nodes"]] == ["2027-01-07T18:00:00Z"]


def test_28_danish_else_english_and_which(whole: Callable[[int], Any]):
    answer = whole(28)
    texts = {row["name"]: row["description_da"] for _, row in rows(SEEDS / "os2" / "products.csv")}
    for node in answer["products"]["nodes"]:
        assert node["description"] == {"lang": "da", "isFallback": False, "value": texts[node["name"]]}
    row = next(row for _, row in rows(SEEDS / "floss-pso" / "organisations.csv") if row["key"] == "it-at-m")
    assert answer["organisation"]["description"] == {"lang": "en", "isFallback": True, "value": row["description_en"]}


def test_29_countries_of_the_union_with_an_ospo_of_government(whole: Callable[[int], Any], world: World):
    national = {ospo for ospo, archetype in world.archetypes().items() if archetype == "national"}
    countries = world.countries("ospo")
    expected = {ospo for ospo in national if EUROPEAN_UNION & set(countries[ospo])}
    answer = whole(29)["ospos"]
    assert set(ids(answer["nodes"])) == expected
    assert groups(answer["groupBy"]) == Counter((land,) for ospo in expected for land in countries[ospo])


def test_each_question_has_a_test():
    tested = {int(found[1]) for name in globals() if (found := re.match(r"test_(\d+)_", name))}
    assert tested == set(QUESTIONS) == set(range(1, 30))
