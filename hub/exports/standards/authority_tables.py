"""Words of the hub in the vocabularies that Europe's portals share: tables of the EU Publications Office,
SPDX, and ADMS' own lists.

Publications Office: https://op.europa.eu/en/web/eu-vocabularies/authority-tables; ADMS:
https://www.w3.org/TR/vocab-adms/.
"""

import re
from collections.abc import Mapping
from functools import cache

import pycountry

AUTHORITY = "http://publications.europa.eu/resource/authority/"
_SPDX_LICENCES = "https://spdx.org/licenses/"
PUBLISHER_TYPES = "http://purl.org/adms/publishertype/"
LICENCE_TYPES = "http://purl.org/adms/licencetype/"
_COUNTRIES = {"EU": "EUR", "XK": "1A0"}
"""Codes that the table of countries has and ISO 3166-1 alpha-3 has not."""
DATASET_STATUSES = {
    "concept": "DEVELOP",
    "development": "DEVELOP",
    "beta": "DEVELOP",
    "stable": "COMPLETED",
    "obsolete": "DEPRECATED",
}
ADMS_STATUSES = {
    "concept": "UnderDevelopment",
    "development": "UnderDevelopment",
    "beta": "UnderDevelopment",
    "stable": "Completed",
    "obsolete": "Deprecated",
}
PUBLISHERS: Mapping[str, str] = {
    "supranational": "SupraNationalAuthority",
    "national": "NationalAuthority",
    "regional": "RegionalAuthority",
    "local": "LocalAuthority",
    "public-company": "Company",
    "company": "Company",
    "association": "NonProfitOrganisation",
    "community": "NonProfitOrganisation",
    "foundation": "NonProfitOrganisation",
    "ngo": "NonGovernmentalOrganisation",
    "university": "Academia-ScientificOrganisation",
    "research-institute": "Academia-ScientificOrganisation",
    "school": "Academia-ScientificOrganisation",
}
"""Types of organisations in ADMS' list of publisher types, the only one that DCAT-AP allows.

An agency may be of any level of government.
"""
FILE_TYPES = {
    "csv": "CSV",
    "xlsx": "XLSX",
    "json": "JSON",
    "jsonl": "JSON",
    "parquet": "PARQUET",
    "ttl": "RDF_TURTLE",
    "jsonld": "JSON_LD",
    "atom": "ATOM",
    "rss": "RSS",
    "ics": "ICS",
    "md": "TXT",
    "cff": "TXT",
}
"""Suffixes of files in the table of file types, as far as it has them."""
_OPEN_LICENCES = {"CC0-1.0": "CC0", "CC-BY-4.0": "CC_BY_4_0", "CC-BY-SA-4.0": "CC_BYSA_4_0", "EUPL-1.2": "EUPL_1_2"}
_LICENCE_SORTS = (
    (r"CC0-1\.0|Unlicense|PDDL-1\.0", "PublicDomain"),
    (r"CC-BY-NC.*", "NonCommercialUseOnly"),
    (r"CC-BY-SA-.*|ODbL-1\.0|EUPL-.*|A?L?GPL-.*", "ViralEffect-ShareAlike"),
    (r"CC-BY-\d.*|etalab-2\.0|ODC-By-1\.0|MIT|Apache-2\.0|OGL-UK-.*", "Attribution"),
)
_SPDX_ID = re.compile(r"(?!LicenseRef-)[A-Za-z0-9.-]+")


@cache
def country_authority(code: str) -> str | None:
    """A country in the table of the Publications Office; None for what is no country, such as INT."""
    country = pycountry.countries.get(alpha_2=code)
    alpha3 = _COUNTRIES.get(code) or (country.alpha_3 if country else None)
    return f"{AUTHORITY}country/{alpha3}" if alpha3 else None


@cache
def language_authority(tag: str) -> str | None:
    """A language in the table of the Publications Office, which knows no regions; None for what it does not have."""
    primary = tag.partition("-")[0]
    language = pycountry.languages.get(**{"alpha_2" if len(primary) == len("en") else "alpha_3": primary})
    return f"{AUTHORITY}language/{language.alpha_3.upper()}" if language and primary != "und" else None


def licence_address(licence: str) -> str | None:
    """The address of a licence at SPDX.

    None for an expression of several, for words, and for what SPDX does not list.
    """
    return f"{_SPDX_LICENCES}{licence}" if _SPDX_ID.fullmatch(licence) else None


def licence_authority(licence: str) -> str | None:
    """A licence in the table of the Publications Office, as far as that has it."""
    return f"{AUTHORITY}licence/{_OPEN_LICENCES[licence]}" if licence in _OPEN_LICENCES else None


def licence_sort(licence: str) -> str:
    """What a licence asks for, in ADMS' list of licence types."""
    sorts = (sort for pattern, sort in _LICENCE_SORTS if re.fullmatch(pattern, licence))
    return f"{LICENCE_TYPES}{next(sorts, 'UnknownIPR')}"


def publisher_type(sort: str | None) -> str | None:
    """A type of organisation in ADMS' list of publisher types."""
    return f"{PUBLISHER_TYPES}{PUBLISHERS[sort]}" if sort and sort in PUBLISHERS else None
