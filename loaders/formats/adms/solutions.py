"""What ADMS-AP and DCAT-AP state of a solution, a release or an agent, as plain values in a fixed order."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from loaders.formats.repositories import DATA_MEDIA, is_repository
from schema.values.contacts import role_email
from schema.values.licences import licence

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
ADMS = "http://www.w3.org/ns/adms#"
FOAF = "http://xmlns.com/foaf/0.1/"
VCARD = "http://www.w3.org/2006/vcard/ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
OWL_VERSION = "http://www.w3.org/2002/07/owl#versionInfo"
DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"

SOLUTIONS = (
    f"{DCAT}Dataset",
    f"{ADMS}Asset",
    "http://purl.org/adms/sw/SoftwareProject",
    "http://purl.org/adms/sw/SoftwarePackage",
)
BODY_CLASSES = frozenset(
    {
        f"{FOAF}Organization",
        "http://www.w3.org/ns/org#Organization",
        "http://www.w3.org/ns/org#FormalOrganization",
        "http://data.europa.eu/m8g/PublicOrganisation",
    }
)
AGENTS = (f"{FOAF}Agent", *BODY_CLASSES)
PERSON_CLASSES = frozenset(
    {f"{FOAF}Person", "http://www.w3.org/ns/person#Person", f"{VCARD}Individual", "http://schema.org/Person"}
)
_DATA_TYPE = re.compile(r"dcmitype/Dataset$|/dataset-type/|/(?:DATASET|dataset)$|ResourceType/dataset$", re.ASCII)
_STATUSES = {
    "completed": "stable",
    "underdevelopment": "development",
    "develop": "development",
    "deprecated": "obsolete",
    "withdrawn": "obsolete",
    "discont": "obsolete",
}
_PUBLISHER_TYPES = {
    "company": "company",
    "industryconsortium": "association",
    "localauthority": "local",
    "nationalauthority": "national",
    "nongovernmentalorganisation": "ngo",
    "regionalauthority": "regional",
    "supranationalauthority": "supranational",
}


class GraphReader:
    """A graph read by property: values sorted, so that equal graphs read equal."""

    def __init__(self, graph: "Graph") -> None:
        from rdflib import Literal, URIRef  # noqa: PLC0415

        self.graph = graph
        self._uri, self._literal = URIRef, Literal

    def nodes(self, subject: "Node", *properties: str) -> list[Any]:
        """Objects of the first of the properties that has any."""
        for name in properties:
            if nodes := sorted(
                self.graph.objects(subject, self._uri(name)),
                key=lambda node: (str(node), str(getattr(node, "language", ""))),
            ):
                return nodes
        return []

    def all_nodes(self, subject: "Node", *properties: str) -> list[Any]:
        """Objects of all the properties."""
        return [node for name in properties for node in self.nodes(subject, name)]

    def texts(self, subject: "Node", *properties: str) -> dict[str, str]:
        """A language map; `und` where a text does not state its language."""
        texts: dict[str, str] = {}
        for node in self.nodes(subject, *properties):
            if isinstance(node, self._literal) and str(node).strip():
                texts.setdefault(node.language or "und", str(node).strip())
        return texts

    def text(self, subject: "Node", *properties: str) -> str | None:
        """One text, in English where there is one."""
        texts = self.texts(subject, *properties)
        return next((texts[tag] for tag in ("en", "und", *texts) if tag in texts), None)

    def value(self, subject: "Node", *properties: str) -> str | None:
        """The first value, literal or URI; the latest where there are several dates."""
        values = [str(node) for node in self.nodes(subject, *properties) if not self.is_blank(node)]
        return values[-1] if values else None

    def uris(self, subject: "Node", *properties: str) -> list[str]:
        """All URIs of all the properties."""
        return [str(node) for node in self.all_nodes(subject, *properties) if isinstance(node, self._uri)]

    def types(self, subject: "Node") -> set[str]:
        """Its classes."""
        return {str(node) for node in self.graph.objects(subject, self._uri(RDF_TYPE))}

    def subjects(self, *classes: str) -> list[Any]:
        """All things of these classes."""
        nodes = {node for name in classes for node in self.graph.subjects(self._uri(RDF_TYPE), self._uri(name))}
        return sorted(nodes, key=str)

    def inverse(self, node: "Node", *properties: str) -> list[Any]:
        """Subjects that have the node as value of one of the properties."""
        return [subject for name in properties for subject in self.graph.subjects(self._uri(name), node)]

    def is_blank(self, node: object) -> bool:
        """Whether a node has no name."""
        return not isinstance(node, self._uri | self._literal)


def solution(graph: GraphReader, subject: "Node") -> dict[str, Any]:
    """A solution with its distributions, publishers and releases."""
    titles = graph.texts(subject, f"{DCT}title", f"{RDFS}label", f"{FOAF}name")
    releases = _releases(graph, subject)
    latest = releases[-1] if releases else {}
    distributions = [_distribution(graph, node) for node in graph.nodes(subject, f"{DCAT}distribution")]
    parts = distributions or latest.get("distributions") or []
    issued, modified = graph.value(subject, f"{DCT}issued"), graph.value(subject, f"{DCT}modified")
    name = next((titles[tag] for tag in ("en", "und", *titles) if tag in titles), None)
    others = [str(node).strip() for node in graph.nodes(subject, f"{SKOS}altLabel", f"{DCT}alternative")]
    own = list(filter(None, (_licence(graph, node) for node in graph.nodes(subject, f"{DCT}license"))))
    licences = own or [part["license"] for part in parts if part["license"]]
    return {
        "class": "solution",
        "uri": None if graph.is_blank(subject) else str(subject),
        "name": name,
        "title": titles,
        "alternative": [other for other in dict.fromkeys([*titles.values(), *others]) if other and other != name],
        "description": graph.texts(subject, f"{DCT}description"),
        "issued": issued,
        "modified": modified,
        "released": latest.get("issued") or modified or issued,
        "version": graph.text(subject, OWL_VERSION, f"{DCAT}version") or latest.get("version"),
        "publisher": [
            agent(graph, node) for node in graph.all_nodes(subject, f"{DCT}publisher") if not is_person(graph, node)
        ],
        "landing_page": next(
            iter(_addresses(graph, subject, f"{DCAT}landingPage", f"{FOAF}homepage", f"{FOAF}page")), None
        ),
        "distributions": distributions,
        "repository": _repository(parts),
        "software_type": _software_type(graph.uris(subject, f"{DCT}type"), parts, graph.types(subject)),
        "license": _one_licence(licences),
        "licenses": sorted(set(licences)),
        "contact": _contact(graph, subject),
        "versions": releases,
        **_classified(graph, subject),
    }


def _classified(graph: GraphReader, subject: "Node") -> dict[str, Any]:
    """What vocabularies and other addresses say of a solution."""
    return {
        "status": _last_part(graph.value(subject, f"{ADMS}status"), _STATUSES),
        "languages": graph.uris(subject, f"{DCT}language") or list(graph.texts(subject, f"{DCT}language").values()),
        "spatial": graph.uris(subject, f"{DCT}spatial"),
        "themes": graph.uris(subject, f"{DCAT}theme"),
        "topics": _topics(graph, subject),
        "type": graph.uris(subject, f"{DCT}type"),
        "identifier": graph.value(subject, f"{DCT}identifier"),
        "based_on": graph.uris(subject, DERIVED, f"{DCT}source"),
        "included_assets": graph.uris(subject, f"{ADMS}includedAsset"),
        "relations": graph.uris(subject, f"{DCT}relation"),
    }


def release(graph: GraphReader, subject: "Node", of: str | None) -> dict[str, Any]:
    """A release of a solution."""
    return {
        "class": "release",
        "uri": None if graph.is_blank(subject) else str(subject),
        "release_of": of,
        "name": graph.text(subject, f"{DCT}title", f"{RDFS}label"),
        "version": graph.text(subject, OWL_VERSION, f"{DCAT}version"),
        "issued": graph.value(subject, f"{DCT}issued", f"{DCT}modified"),
        "distributions": [_distribution(graph, node) for node in graph.nodes(subject, f"{DCAT}distribution")],
    }


def agent(graph: GraphReader, subject: "Node") -> dict[str, Any]:
    """A publisher: URI, name, type as our organisation types, page."""
    return {
        "class": "agent",
        "uri": None if graph.is_blank(subject) else str(subject),
        "name": graph.text(subject, f"{FOAF}name", f"{SKOS}prefLabel", f"{RDFS}label", f"{VCARD}fn"),
        "type": _last_part(graph.value(subject, f"{DCT}type"), _PUBLISHER_TYPES),
        "url": next(iter(_addresses(graph, subject, f"{FOAF}homepage", f"{FOAF}page")), None),
    }


def is_person(graph: GraphReader, subject: "Node") -> bool:
    """Whether an agent is, or is published as, a private individual."""
    agent_type = (graph.value(subject, f"{DCT}type") or "").lower()
    return bool(graph.types(subject) & PERSON_CLASSES) or "privateindividual" in agent_type


def is_body(graph: GraphReader, subject: "Node") -> bool:
    """Whether an agent is a body: by its class, by its type of publishers, or as it publishes something.

    Creators and maintainers, whom DCAT calls agents too, may be people.
    """
    if is_person(graph, subject):
        return False
    states_it = not BODY_CLASSES.isdisjoint(graph.types(subject)) or agent(graph, subject)["type"] is not None
    return states_it or bool(graph.inverse(subject, f"{DCT}publisher"))


def releases_of(graph: GraphReader) -> dict[Any, str | None]:
    """Releases and the solution each belongs to, stated from either end."""
    solutions = graph.subjects(*SOLUTIONS)
    parents = {
        node: next(iter(graph.uris(node, f"{DCT}isVersionOf", f"{DCAT}isVersionOf")), None) for node in solutions
    }
    parent_of: dict[Any, str | None] = {node: parent for node, parent in parents.items() if parent}
    for parent in parents:
        for node in graph.all_nodes(parent, f"{DCT}hasVersion", f"{DCAT}hasVersion"):
            parent_of.setdefault(node, str(parent))
    return parent_of


def _releases(graph: GraphReader, subject: "Node") -> list[dict[str, Any]]:
    nodes = {
        *graph.all_nodes(subject, f"{DCT}hasVersion", f"{DCAT}hasVersion"),
        *graph.inverse(subject, f"{DCT}isVersionOf", f"{DCAT}isVersionOf"),
    }
    listed = [release(graph, node, str(subject)) for node in nodes]
    return sorted(listed, key=lambda version: (version["issued"] or "", version["version"] or "", version["uri"] or ""))


def _distribution(graph: GraphReader, node: "Node") -> dict[str, Any]:
    return {
        "uri": None if graph.is_blank(node) else str(node),
        "title": graph.text(node, f"{DCT}title"),
        "access_url": graph.value(node, f"{DCAT}accessURL"),
        "download_url": graph.value(node, f"{DCAT}downloadURL"),
        "license": next(filter(None, (_licence(graph, one) for one in graph.nodes(node, f"{DCT}license"))), None),
        "format": graph.value(node, f"{DCT}format", f"{DCAT}mediaType"),
    }


def _licence(graph: GraphReader, node: "Node") -> str | None:
    """A licence by its address; a document without one by its title."""
    return graph.text(node, f"{DCT}title", f"{RDFS}label") if graph.is_blank(node) else str(node)


def _repository(parts: Iterable[dict[str, Any]]) -> str | None:
    """The first address that leads to code: a PDF or JSON of a data set has two steps in its path, too, and is none."""
    links = ((part[name], part["format"]) for part in parts for name in ("access_url", "download_url") if part[name])
    return next((link for link, media in links if is_repository(link, media)), None)


def _software_type(types: Iterable[str], parts: Iterable[dict[str, Any]], classes: set[str]) -> str | None:
    """`data` for what says so, or for a mere dcat:Dataset of which all distributions are of media of data."""
    if any(_DATA_TYPE.search(name) for name in types):
        return "data"
    media = [part["format"] for part in parts]
    is_data = bool(media) and all(name and DATA_MEDIA.search(name) for name in media)
    return "data" if is_data and classes.isdisjoint(SOLUTIONS[1:]) else None


def _one_licence(licences: list[str]) -> str | None:
    """The licence all distributions agree on."""
    meanings = {licence(name).value or name for name in licences}
    return licences[0] if len(meanings) == 1 else None


def _last_part(uri: str | None, words: dict[str, str]) -> str | None:
    last = (uri or "").rstrip("/#").replace("#", "/").rpartition("/")[2].lower()
    return words.get(last.replace("-", "").replace("(s)", ""))


def _addresses(graph: GraphReader, subject: "Node", *properties: str) -> list[str]:
    return [
        str(node) for node in graph.all_nodes(subject, *properties) if str(node).startswith(("http://", "https://"))
    ]


def _topics(graph: GraphReader, subject: "Node") -> list[str]:
    """Labels of themes, and keywords."""
    themes = (
        graph.text(node, f"{SKOS}prefLabel", f"{SKOS}label", f"{RDFS}label")
        for node in graph.nodes(subject, f"{DCAT}theme")
    )
    keywords = (str(node).strip() for node in graph.nodes(subject, f"{DCAT}keyword"))
    return sorted({topic for topic in (*themes, *keywords) if topic})


def _contact(graph: GraphReader, subject: "Node") -> str | None:
    """A role's mail address; a personal one, or what looks like one, is not read."""
    for node in graph.nodes(subject, f"{DCAT}contactPoint"):
        address = (graph.value(node, f"{VCARD}hasEmail", f"{VCARD}email") or "").removeprefix("mailto:")
        if not is_person(graph, node) and (email := role_email(address).value):
            return email
    return None
