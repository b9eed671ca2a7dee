"""What the standard asks across keys: who must be named, which addresses are addresses."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from loaders.formats.publiccode.shaping import Shaping
from loaders.formats.publiccode.words import ALIASES, EXTENSION_VERSIONS, OLD_VERSIONS, VERSIONS
from loaders.rows import ValuePath
from schema.issues import IssueCode
from schema.suggestions import did_you_mean

_ABSOLUTE_URI = re.compile(r"(?:https?://[^\s/]+|urn:[a-z0-9][a-z0-9-]{0,31}:\S)", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s/]+", re.IGNORECASE)
_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S", re.IGNORECASE)
_IMAGE = re.compile(r"\.(?:svgz?|png|jpe?g|gif|webp)(?:[?#].*)?\Z", re.IGNORECASE)
_NAMED_BY_TYPE = {"internal": "contacts", "community": "contacts", "contract": "contractors"}


def _check_version(shaping: Shaping, version: object) -> None:
    """Find a version that is none, or an old one."""
    at: ValuePath = ("publiccodeYmlVersion",)
    if version is None:
        return
    if str(version) not in VERSIONS:
        shaping.find(
            IssueCode.VALUE_SUSPECT,
            "not a version of publiccode.yml; read as the latest",
            at,
            value=version,
            hint='Write "0.5".',
        )
    elif str(version).startswith(OLD_VERSIONS):
        shaping.find(
            IssueCode.FIELD_DEPRECATED,
            "an old version of publiccode.yml",
            at,
            value=version,
            hint='Write "0" for the latest.',
        )


def check_rules(shaping: Shaping, stated: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Find what the keys of a file say against each other. stated: as in the file; values: what fits the standard."""
    _check_version(shaping, values.get("publiccodeYmlVersion"))
    _check_named(shaping, stated.get("maintenance"))
    _check_logo(shaping, values.get("logo"))
    _check_uri(shaping, values.get("organisation"), ("organisation",))
    for index, funder in enumerate(values.get("fundedBy") or ()):
        _check_uri(shaping, funder, ("fundedBy", index))
    _check_websites(shaping, values.get("maintenance") or {})
    _check_supports(shaping, values.get("supports") or ())
    _check_extension(shaping, values.get("IT") or {})
    _check_release(shaping, stated)


def _check_named(shaping: Shaping, maintenance: object) -> None:
    if not isinstance(maintenance, dict) or not isinstance(maintenance.get("type"), str):
        return
    named = _NAMED_BY_TYPE.get(maintenance["type"])
    if named and not maintenance.get(named):
        shaping.find(
            IssueCode.FIELD_MISSING,
            f"{named} are missing, which maintenance of type {maintenance['type']} requires",
            ("maintenance", named),
        )


def _check_logo(shaping: Shaping, logo: object) -> None:
    if isinstance(logo, str) and (logo.startswith(("/", "file:")) or not _IMAGE.search(logo)):
        hint = "Give its path in the repository, or its https address, with .svg or .png."
        shaping.find(IssueCode.VALUE_SUSPECT, "not the address of a picture", ("logo",), value=logo, hint=hint)


def _check_websites(shaping: Shaping, maintenance: Mapping[str, Any]) -> None:
    for index, contractor in enumerate(maintenance.get("contractors") or ()):
        address = contractor.get("website")
        if address is not None and not _WEB_ADDRESS.match(str(address).strip()):
            at: ValuePath = ("maintenance", "contractors", index, "website")
            hint = "Give the full address with https://."
            shaping.find(
                IssueCode.URL_INVALID,
                "not a web address; the contractor is kept without it",
                at,
                value=address,
                hint=hint,
            )


def _check_supports(shaping: Shaping, supported: Iterable[Mapping[str, Any]]) -> None:
    """Find what names no standard: an alias that nobody has declared, or text that is no URI."""
    for index, standard in enumerate(supported):
        stated, at = str(standard.get("id", "")), ("supports", index, "id")
        alias = stated.removeprefix("alias:")
        if alias != stated and alias not in ALIASES:
            hint = did_you_mean(alias, ALIASES) or f"Aliases are {', '.join(sorted(ALIASES))}."
            shaping.find(IssueCode.VALUE_UNKNOWN, "not an alias of publiccode.yml", at, value=stated, hint=hint)
        elif stated and not _URI.match(stated):
            hint = "Write https://…, a urn, or alias: and a name."
            shaping.find(IssueCode.VALUE_SUSPECT, "not a URI that identifies a standard", at, value=stated, hint=hint)


def _check_extension(shaping: Shaping, country: Mapping[str, Any]) -> None:
    version = country.get("countryExtensionVersion")
    if version is not None and str(version) not in EXTENSION_VERSIONS:
        hint = f"Versions are {', '.join(sorted(EXTENSION_VERSIONS))}."
        message = "not a version of the Italian extension; read as the latest"
        shaping.find(IssueCode.VALUE_SUSPECT, message, ("IT", "countryExtensionVersion"), value=version, hint=hint)


def _check_release(shaping: Shaping, stated: Mapping[str, Any]) -> None:
    for name in ("releaseDate", "creationDate"):
        if stated.get(name) == "":
            shaping.find(
                IssueCode.DATE_UNKNOWN, f"{name} is empty", (name,), hint="Give the date, or leave the key out."
            )


def _check_uri(shaping: Shaping, body: object, path: ValuePath) -> None:
    uri = body.get("uri") if isinstance(body, dict) else None
    if isinstance(uri, str) and not _ABSOLUTE_URI.match(uri):
        hint = "Write https://… or a urn such as urn:x-italian-pa:<code>."
        shaping.find(
            IssueCode.VALUE_SUSPECT, "not a URI that identifies an organisation", (*path, "uri"), value=uri, hint=hint
        )
