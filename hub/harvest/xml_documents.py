"""XML that servers send, read as seeds are: without a DTD, within a bound of nesting, well-formed or not at all."""

from xml.etree.ElementTree import Element, fromstring

from hub.harvest.fetch_failures import NotFetchedError
from loaders.source import Refused
from loaders.xml_safety import xml_problem, xml_text


def parsed_xml(body: bytes, what: str) -> Element:
    """The root of a document. what: as failures call it. Raises `NotFetchedError`."""
    try:
        text = xml_text(body, what)
    except Refused as refused:
        raise NotFetchedError(refused.message) from None
    problem = xml_problem(text)
    if problem is not None:
        raise NotFetchedError(f"{what}: {problem.message}")
    return fromstring(text)  # noqa: S314 - see above
