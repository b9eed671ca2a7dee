"""The hub in DCAT-AP 3: a catalogue, a nested catalogue for each network, the graph as data
service, snapshots as a series.

https://semiceu.github.io/DCAT-AP/releases/3.0.1/. A network's catalogue has a dataset for each kind that it states,
with a distribution for each medium. Licences are those of the networks; what has no address as a licence is a
document with the words they use.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, XSD

from hub.exports.edition import Medium
from hub.exports.standards import authority_tables as tables
from hub.exports.standards.catalogued_networks import CataloguedNetwork
from hub.exports.standards.citable_snapshots import CitableFile, CitableSnapshot
from hub.exports.standards.turtle_writing import (
    DCAT,
    DCAT_AP,
    SPDX,
    VCARD,
    Node,
    Triple,
    add,
    address,
    dated,
    new_graph,
    said,
    texts,
)
from hub.exports.tabular import TITLE_OF_THE_HUB
from schema.kinds import KIND_BY_NAME, Kind

_AVAILABLE = URIRef(f"{tables.AUTHORITY}planned-availability/AVAILABLE")
_ENGLISH = URIRef(f"{tables.AUTHORITY}language/ENG")
_THEMES = [URIRef(f"{tables.AUTHORITY}data-theme/{theme}") for theme in ("GOVE", "TECH")]
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_SHA256 = URIRef("https://spdx.org/rdf/terms#checksumAlgorithm_sha256")
_UNREGISTERED = frozenset({"application/jsonl"})
_KEYWORDS = ("open source", "public sector")
_OFFERED = ("csv", "xlsx", "json", "ttl", "jsonld")
"""Media that a catalogue offers of each dataset, by suffix; the page of the list links all."""


@dataclass(frozen=True, slots=True)
class HubProfile:
    """What a catalogue says of the hub itself.

    address: without a slash; contact: a mail address or a page; publisher_type: in ADMS' words.
    """

    address: str
    contact: str | None
    publisher_type: str


def catalogue(
    hub: HubProfile,
    networks: Sequence[CataloguedNetwork],
    snapshots: Sequence[CitableSnapshot],
    media: Iterable[Medium],
) -> Graph:
    """The catalogue of a hub with these networks and snapshots."""
    parts = _Catalogue(hub, networks, [medium for medium in media if medium.suffix in _OFFERED])
    graph = new_graph(f"{hub.address}/entity/")
    for triples in (parts.whole(), parts.agents(), parts.service(), parts.series(snapshots)):
        add(graph, triples)
    for network in networks:
        add(graph, parts.network(network))
    return graph


class _Catalogue:
    """Writes triples about one hub; nodes of its own are parts of the address of the catalogue."""

    def __init__(self, hub: HubProfile, networks: Sequence[CataloguedNetwork], media: Sequence[Medium]) -> None:
        self._hub = hub
        self._networks = networks
        self._media = media
        self._root = URIRef(f"{hub.address}/catalog")

    def _node(self, name: str) -> URIRef:
        return URIRef(f"{self._root}#{quote(name)}")

    def whole(self) -> Iterator[Triple]:
        """The hub as a catalogue."""
        moments = sorted(
            moment for network in self._networks for moment in (network["first_at"], network["loaded_at"]) if moment
        )
        yield self._root, RDF.type, DCAT.Catalog
        yield self._root, DCTERMS.title, Literal(TITLE_OF_THE_HUB, lang="en")
        description = (
            "Organisations, open source programme offices, products, events and news of public-sector open source,"
            " joined from what networks publish."
        )
        yield self._root, DCTERMS.description, Literal(description, lang="en")
        yield from self._of_catalogue(self._root, self._node("publisher"), f"{self._hub.address}/")
        yield from self._covering({code for network in self._networks for code in network["countries"]}, self._root)
        if moments:
            yield self._root, DCTERMS.issued, _moment(moments[0])
            yield self._root, DCTERMS.modified, _moment(moments[-1])
        yield from _licensed(
            self._root, "Each network licenses what it states; see its own catalogue.", self._node("licences")
        )
        yield self._root, DCAT.service, self._node("graphql")
        for network in self._networks:
            yield self._root, DCAT.catalog, self._node(network["slug"])
            yield self._root, DCTERMS.hasPart, self._node(network["slug"])

    def agents(self) -> Iterator[Triple]:
        """Who publishes the hub, and whom to ask."""
        yield from _agent(
            self._node("publisher"), TITLE_OF_THE_HUB, self._hub.publisher_type, f"{self._hub.address}/about"
        )
        contact = self._hub.contact or f"{self._hub.address}/about"
        yield from _contact(self._node("contact"), TITLE_OF_THE_HUB, contact)

    def service(self) -> Iterator[Triple]:
        """The graph as a data service of all datasets."""
        service, standard = self._node("graphql"), URIRef("https://spec.graphql.org/September2025/")
        yield service, RDF.type, DCAT.DataService
        yield service, DCTERMS.title, Literal("GraphQL", lang="en")
        yield service, DCAT.endpointURL, URIRef(f"{self._hub.address}/graphql")
        yield service, DCAT.endpointDescription, URIRef(f"{self._hub.address}/schema.graphql")
        yield service, DCTERMS.conformsTo, standard
        yield standard, RDF.type, DCTERMS.Standard
        yield from self._described(service, self._node("publisher"), self._node("contact"))
        for network in self._networks:
            yield from ((service, DCAT.servesDataset, self._dataset(network, kind)) for kind in _kinds(network))

    def network(self, network: CataloguedNetwork) -> Iterator[Triple]:
        """A network as a catalogue of its own, with a dataset for each kind that it states."""
        node, publisher, contact = self._node(network["slug"]), self._publisher(network), self._contact(network)
        yield node, RDF.type, DCAT.Catalog
        yield node, DCTERMS.title, Literal(network["title"])
        fallback = Literal(f"What {network['title']} states of public-sector open source.", lang="en")
        yield from ((node, DCTERMS.description, text) for text in list(texts(network["description"])) or [fallback])
        yield from self._of_catalogue(node, publisher, network["homepage"] or self._page_of(network))
        yield from self._covering(network["countries"], node)
        yield node, DCTERMS.issued, _moment(network["first_at"])
        yield node, DCTERMS.modified, _moment(network["loaded_at"])
        yield from _licensed(node, network["licence"], self._node(f"{network['slug']}-licence"))
        if publisher != self._node("publisher"):
            sort = tables.PUBLISHERS.get(network["publisher_type"] or "")
            yield from _agent(publisher, network["publisher_name"], sort, network["publisher_url"])
            page = network["publisher_url"] or network["homepage"] or self._page_of(network)
            yield from _contact(contact, network["publisher_name"], page)
        for kind in _kinds(network):
            yield node, DCAT.dataset, self._dataset(network, kind)
            yield from self._of_kind(network, kind)

    def _page_of(self, network: CataloguedNetwork) -> str:
        """The page that the hub has of a network."""
        return f"{self._hub.address}/networks/{network['slug']}"

    def _of_kind(self, network: CataloguedNetwork, kind: Kind) -> Iterator[Triple]:
        """What a network states of one kind."""
        node, page = self._dataset(network, kind), f"{self._hub.address}/{kind.plural}?network={network['slug']}"
        title = f"{kind.plural.capitalize()} as stated by {network['title']}"
        yield node, RDF.type, DCAT.Dataset
        yield node, DCTERMS.title, Literal(title, lang="en")
        yield (
            node,
            DCTERMS.description,
            Literal(f"{kind.description.splitlines()[0]} {network['attribution']}", lang="en"),
        )
        yield node, DCTERMS.identifier, Literal(str(node))
        yield node, DCTERMS.modified, _moment(network["loaded_at"])
        yield from self._described(node, self._publisher(network), self._contact(network))
        yield from self._covering(network["countries"], node)
        yield from _during(node, network["first_at"], network["loaded_at"])
        yield from _page(node, DCAT.landingPage, page)
        for medium in self._media:
            there = URIRef(f"{self._hub.address}/{kind.plural}.{medium.suffix}?network={network['slug']}")
            yield node, DCAT.distribution, there
            yield from self._distribution(there, f"{title}, as {medium.title}", medium.suffix, medium.media_type, page)
            yield from _licensed(there, network["licence"], self._node(f"{network['slug']}-licence"))

    def series(self, snapshots: Sequence[CitableSnapshot]) -> Iterator[Triple]:
        """The snapshots as a series, if there are any."""
        series = URIRef(f"{self._hub.address}/snapshots/")
        if not snapshots:
            return
        yield series, RDF.type, DCAT.DatasetSeries
        yield series, DCTERMS.title, Literal(f"Snapshots of the {TITLE_OF_THE_HUB}", lang="en")
        yield (
            series,
            DCTERMS.description,
            Literal("The whole hub as files that can be cited, one snapshot a revision.", lang="en"),
        )
        yield series, DCTERMS.publisher, self._node("publisher")
        yield series, DCAT.contactPoint, self._node("contact")
        yield series, DCTERMS.issued, _moment(snapshots[0].created)
        yield series, DCTERMS.modified, _moment(snapshots[-1].created)
        before: URIRef | None = None
        for snapshot in snapshots:
            node = URIRef(f"{series}{snapshot.snapshot}/")
            yield self._root, DCAT.dataset, node
            yield node, DCAT.inSeries, series
            yield from said(node, [(DCAT.prev, before)])
            yield from self._snapshot(node, snapshot)
            before = node

    def _snapshot(self, node: URIRef, snapshot: CitableSnapshot) -> Iterator[Triple]:
        yield node, RDF.type, DCAT.Dataset
        yield node, DCTERMS.title, Literal(f"{snapshot.title}, revision {snapshot.revision}", lang="en")
        licences = "; ".join(snapshot.licences)
        yield (
            node,
            DCTERMS.description,
            Literal(f"All that the hub held on {snapshot.created[:10]}. Licences: {licences}", lang="en"),
        )
        yield node, DCAT.version, Literal(str(snapshot.revision))
        yield node, DCTERMS.issued, _moment(snapshot.created)
        yield node, DCTERMS.identifier, Literal(str(node))
        yield from self._described(node, self._node("publisher"), self._node("contact"))
        yield from self._covering({code for network in self._networks for code in network["countries"]}, node)
        yield from _during(
            node, min((network["first_at"] for network in self._networks), default=snapshot.created), snapshot.created
        )
        yield from _page(node, DCAT.landingPage, str(node))
        for file in snapshot.files:
            yield from self._file(node, file)

    def _file(self, node: URIRef, file: CitableFile) -> Iterator[Triple]:
        there, suffix, checksum = URIRef(f"{node}{quote(file.path)}"), file.path.rpartition(".")[2], BNode()
        if suffix not in tables.FILE_TYPES:
            return
        yield node, DCAT.distribution, there
        yield from self._distribution(there, file.description, suffix, file.media_type, str(node))
        yield from _licensed(
            there, "Each network licenses what it states; see its own catalogue.", self._node("licences")
        )
        yield there, DCAT.byteSize, Literal(file.size, datatype=XSD.nonNegativeInteger)
        yield there, SPDX.checksum, checksum
        yield checksum, RDF.type, SPDX.Checksum
        yield checksum, SPDX.algorithm, _SHA256
        yield checksum, SPDX.checksumValue, Literal(file.sha256.upper(), datatype=XSD.hexBinary)

    def _dataset(self, network: CataloguedNetwork, kind: Kind) -> URIRef:
        return self._node(f"{network['slug']}/{kind.plural}")

    def _publisher(self, network: CataloguedNetwork) -> URIRef:
        return self._node("publisher" if network["own"] else f"{network['slug']}-publisher")

    def _contact(self, network: CataloguedNetwork) -> URIRef:
        return self._node("contact" if network["own"] else f"{network['slug']}-contact")

    def _of_catalogue(self, node: URIRef, publisher: URIRef, homepage: str) -> Iterator[Triple]:
        """What all catalogues have: their texts are in English, whatever languages the data is in."""
        yield node, DCTERMS.publisher, publisher
        yield node, DCTERMS.language, _ENGLISH
        yield node, DCAT.themeTaxonomy, URIRef(f"{tables.AUTHORITY}data-theme")
        yield from _page(node, FOAF.homepage, homepage)

    def _described(self, node: URIRef, publisher: URIRef, contact: URIRef) -> Iterator[Triple]:
        yield node, DCTERMS.publisher, publisher
        yield node, DCAT.contactPoint, contact
        yield from ((node, DCAT.theme, theme) for theme in _THEMES)
        yield from ((node, DCAT.keyword, Literal(word, lang="en")) for word in _KEYWORDS)

    def _covering(self, countries: Iterable[str], node: URIRef) -> Iterator[Triple]:
        addresses = filter(None, map(tables.country_authority, sorted(countries)))
        yield from ((node, DCTERMS.spatial, URIRef(country)) for country in addresses)

    def _distribution(self, node: URIRef, title: str, suffix: str, media_type: str, page: str) -> Iterator[Triple]:
        """A file. page: where people find it."""
        yield node, RDF.type, DCAT.Distribution
        yield node, DCTERMS.title, Literal(title, lang="en")
        yield node, DCTERMS.description, Literal(title, lang="en")
        yield node, DCAT.accessURL, URIRef(page)
        yield node, DCAT.downloadURL, node
        yield node, DCTERMS.format, URIRef(f"{tables.AUTHORITY}file-type/{tables.FILE_TYPES[suffix]}")
        yield node, DCAT_AP.availability, _AVAILABLE
        if media_type not in _UNREGISTERED:
            yield node, DCAT.mediaType, URIRef(f"{_MEDIA_TYPES}{media_type}")


def _kinds(network: CataloguedNetwork) -> list[Kind]:
    return [KIND_BY_NAME[name] for name, count in network["counts"].items() if name in KIND_BY_NAME and count]


def _moment(text: str) -> Literal:
    return Literal(text, datatype=XSD.dateTime)


def _page(node: Node, predicate: URIRef, there: str) -> Iterator[Triple]:
    page = URIRef(there)
    yield node, predicate, page
    yield page, RDF.type, FOAF.Document


def _agent(node: URIRef, name: str, sort: str | None, homepage: str | None) -> Iterator[Triple]:
    yield node, RDF.type, FOAF.Agent
    yield node, FOAF.name, Literal(name)
    publisher_type = URIRef(f"{tables.PUBLISHER_TYPES}{sort}") if sort else None
    yield from said(node, [(DCTERMS.type, publisher_type), (FOAF.homepage, address(homepage))])


def _contact(node: URIRef, name: str, reached: str) -> Iterator[Triple]:
    """A contact by mail or by a page."""
    yield from ((node, RDF.type, sort) for sort in (VCARD.Kind, VCARD.Organization))
    yield node, VCARD.fn, Literal(name)
    is_mail = "@" in reached and "//" not in reached
    yield node, VCARD.hasEmail if is_mail else VCARD.hasURL, URIRef(f"mailto:{reached}" if is_mail else reached)


def _licensed(node: Node, licence: str, own: URIRef) -> Iterator[Triple]:
    """The licence of something. own: names it where it is known by words alone."""
    authority = tables.licence_authority(licence) or tables.licence_address(licence)
    document = URIRef(authority) if authority else own
    yield node, DCTERMS.license, document
    yield document, RDF.type, DCTERMS.LicenseDocument
    yield document, RDFS.label, Literal(licence)
    yield document, DCTERMS.type, URIRef(tables.licence_sort(licence))


def _during(node: Node, first: str, last: str) -> Iterator[Triple]:
    """From when to when the hub has held a state of it."""
    period = BNode()
    yield node, DCTERMS.temporal, period
    yield period, RDF.type, DCTERMS.PeriodOfTime
    yield from said(period, [(DCAT.startDate, dated(first)), (DCAT.endDate, dated(last))])
