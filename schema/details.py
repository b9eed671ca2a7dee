"""What networks say of a thing beside its fields: assessments by declared schemes, dated
figures, passages on topics.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AssessmentScheme:
    """A procedure that assesses things.

    values: what it can find, the least first; none: open text. url: where its criteria are.
    """

    name: str
    title: str
    values: tuple[str, ...]
    url: str


ASSESSMENT_SCHEMES: tuple[AssessmentScheme, ...] = (
    AssessmentScheme(
        "os2-level",
        "Level in OS2's governance model",
        ("sandbox", "1", "2", "3"),
        "https://www.os2.eu/governance-model",
    ),
    AssessmentScheme(
        "os2-stage",
        "Stage in OS2's catalogue",
        ("sandbox", "project", "product", "archived"),
        "https://www.os2.eu/produkter",
    ),
    AssessmentScheme(
        "sill",
        "Socle interministériel de logiciels libres (SILL)",
        ("withdrawn", "observed", "recommended"),
        "https://code.gouv.fr/sill/",
    ),
    AssessmentScheme(
        "awesome-codegouvfr", "Awesome list of code.gouv.fr", ("recommended",), "https://code.gouv.fr/fr/awesome/"
    ),
    AssessmentScheme(
        "dpg-standard",
        "Digital Public Goods Standard",
        ("nominee", "certified"),
        "https://www.digitalpublicgoods.net/standard",
    ),
    AssessmentScheme("swiss-oss-list", "Swiss list of open source software", ("listed",), "https://github.com/swiss"),
    AssessmentScheme("opencode-badge", "Badge of openCode", (), "https://opencode.de/en/knowledge/software-badges"),
)
SCHEME_OF_ASSESSMENT = {scheme.name: scheme for scheme in ASSESSMENT_SCHEMES}
"""Schemes by name."""

PASSAGE_TOPICS: dict[str, str] = {
    "purpose": "What it is there for.",
    "values": "Which values it holds.",
    "services": "What it offers.",
    "reasons-to-join": "Why to take part.",
    "membership": "Who can take part, and what that costs.",
    "governance": "How decisions are made.",
    "economy": "How it is paid for.",
    "rights-and-licences": "Who holds the rights, and under which licences.",
    "criteria": "What a value of an assessment scheme asks for.",
    "support": "What an OSPO helps with.",
    "success-factors": "What makes an OSPO succeed.",
    "stakeholders": "Whom an OSPO serves and works with.",
    "question": "A question that is often asked, with its answer.",
    "learning": "Courses and reading.",
}

FORMER_FIELDS = {
    "level": (
        "add a record `{kind: assessment, of: product, key: …, fields: {scheme: {const: os2-level}, value: level,"
        " as_of: level_date}}`"
    ),
    "level_date": "it is `as_of` of the assessment that states the level",
    "stage": (
        "add a record `{kind: assessment, of: product, key: …, fields: {scheme: {const: os2-stage}, value: stage}}`,"
        " with the scheme of your catalogue"
    ),
    "size_group": (
        "add a record `{kind: figure, of: organisation, key: …, fields: {name: {const: size group}, text: size_group}}`"
    ),
    "membership_fee": (
        "add a record `{kind: figure, of: organisation, key: …, fields: {name: {const: membership fee}, text:"
        " membership_fee}}`"
    ),
}
"""Fields that kinds had once, with how a manifest says the same now."""
