"""A network of many small files: publiccode.yml of made-up products, some with slips, in a hundred folders."""

import random
from pathlib import Path

FOLDERS = 100
_MANIFEST = """network: many-files
title: Many files
homepage: https://many-files.example
publisher: {name: Many files}
licence: CC0-1.0
attribution: Many files
sources:
  - name: files
    path: "*/*/publiccode.yml"
    format: publiccode
"""
_FILE = """publiccodeYmlVersion: "0.5"

name: {name}
applicationSuite: Suite {suite}
url: "https://code.{town}.example/{town}/{slug}.git"
landingURL: "https://{town}.example/software/{slug}"
softwareVersion: "{version}"
releaseDate: "{year}-0{month}-1{month}"

platforms: [web, linux]

categories:
  - {category}
  - document-management

usedBy:
  - Town of {town}
  - Region {region}

developmentStatus: {status}

softwareType: "standalone/web"

intendedAudience:
  scope:
    - local-authorities
  countries: [{country}]

description:
  en:
    localisedName: {name}
    shortDescription: >
      {name} helps a town of {region} to keep
      its {topic} in order and open.

    longDescription: >
{paragraphs}
    documentation: "https://docs.{town}.example/{slug}"

    features:
{features}
organisation:
  name: City of {town}
  uri: "https://{town}.example"

legal:
  license: {licence}
  mainCopyrightOwner: City of {town}

maintenance:
  type: "community"

  contacts:
    - name: Office of {town}

localisation:
  localisationReady: yes
  availableLanguages:
    - en
    - {language}

dependsOn:
  open:
    - name: PostgreSQL
      versionMin: "1{month}"
    - name: {topic} library
"""
_TOPICS = ("registers", "permits", "libraries", "schools", "roads", "archives", "forms", "payments", "waste", "parks")
_CATEGORIES = (
    "content-management",
    "office",
    "geographic-information-systems",
    "data-analytics",
    "workflow-management",
)
_STATUSES = ("concept", "development", "beta", "stable", "obsolete")
_LICENCES = ("EUPL-1.2", "AGPL-3.0-or-later", "MIT", "Apache-2.0", "GPL v3")
_PLACES = (("IT", "it"), ("DE", "de"), ("FR", "fr"), ("NL", "nl"), ("DK", "da"))
_TEXT = (
    "the town keeps its records open and every service reads them from one place with a history of who changed what"
    " when and why so that offices citizens and companies see the same state of things without asking for it twice in"
    " any form"
)
_WORDS = _TEXT.split()


def write_publiccode_files(folder: Path, number: int) -> None:
    """Write a seed directory of so many files of some 4 kB each; the same ones on every machine."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "network.yaml").write_text(_MANIFEST, encoding="utf-8")
    for index in range(number):
        path = folder / f"{index % FOLDERS:03}" / f"{index:06}" / "publiccode.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(publiccode_text(index), encoding="utf-8")


def publiccode_text(index: int, version: str = "1.0") -> str:
    """The publiccode.yml of one product; one of five has a licence that no list knows."""
    chance = random.Random(index)  # noqa: S311 - the same text on every machine
    topic, town = chance.choice(_TOPICS), f"town{index % 1000}"
    country, language = chance.choice(_PLACES)
    return _FILE.format(
        name=f"{topic.title()} {index}",
        slug=f"{topic}-{index}",
        suite=index % 50,
        town=town,
        version=version,
        year=chance.randint(2005, 2025),
        month=chance.randint(1, 9),
        category=chance.choice(_CATEGORIES),
        region=f"region{index % 100}",
        status=chance.choice(_STATUSES),
        country=country,
        language=language,
        topic=topic,
        licence=chance.choice(_LICENCES),
        paragraphs="".join(f"      {_sentence(chance)}\n" for _ in range(16)),
        features="".join(f"      - {_sentence(chance)}\n" for _ in range(8)),
    )


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(8, 16)))
