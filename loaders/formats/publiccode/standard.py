"""The keys of publiccode.yml 0.1 to 0.7 and of the French dialect, with what each holds."""

from loaders.formats.publiccode.value_shapes import ByLanguage, Ignored, Many, Section, Text
from loaders.formats.publiccode.words import CATEGORIES, SCOPES

TEXT = Text()
TEXTS = Many(TEXT)

DEPENDENCY = Section(
    {"name": TEXT, "versionMin": TEXT, "versionMax": TEXT, "version": TEXT, "optional": TEXT}, required=("name",)
)
DEPENDENCIES = Many(DEPENDENCY, named=True)
FUNDER = Section({"name": TEXT, "uri": TEXT}, renamed={"url": "uri"})
CONTRACTOR = Section({"name": TEXT, "until": TEXT, "website": TEXT, "email": Ignored()}, required=("name", "until"))

DESCRIPTION = Section(
    {
        "localisedName": TEXT,
        "genericName": Text(at_most=35),
        "shortDescription": Text(at_most=150),
        "longDescription": Text(at_least=150, at_most=10_000),
        "documentation": TEXT,
        "apiDocumentation": TEXT,
        "features": TEXTS,
        "screenshots": TEXTS,
        "videos": TEXTS,
        "awards": TEXTS,
        "freeTags": TEXTS,
    },
    required=("shortDescription",),
    deprecated={"genericName": "categories", "freeTags": "categories"},
)

ITALY = Section(
    {
        "countryExtensionVersion": TEXT,
        "conforme": Section(
            dict.fromkeys(("gdpr", "lineeGuidaDesign", "misureMinimeSicurezza", "modelloInteroperabilita"), TEXT)
        ),
        "piattaforme": Section(dict.fromkeys(("anpr", "cie", "io", "pagopa", "spid"), TEXT)),
        "riuso": Section({"codiceIPA": TEXT}, deprecated={"codiceIPA": "organisation.uri"}),
    },
    deprecated={"conforme": "supports"},
)

STANDARD = Section(
    {
        "publiccodeYmlVersion": TEXT,
        "name": TEXT,
        "applicationSuite": TEXT,
        "url": TEXT,
        "landingURL": TEXT,
        "isBasedOn": Many(TEXT, lone=True),
        "softwareVersion": TEXT,
        "releaseDate": TEXT,
        "creationDate": TEXT,
        "latestRelease": Section({"date": TEXT, "version": TEXT}),
        "logo": TEXT,
        "monochromeLogo": Ignored(),
        "inputTypes": Ignored(),
        "outputTypes": Ignored(),
        "platforms": Many(TEXT),
        "categories": Many(Text(words=CATEGORIES)),
        "usedBy": TEXTS,
        "fundedBy": Many(FUNDER, named=True),
        "roadmap": TEXT,
        "developmentStatus": TEXT,
        "softwareType": TEXT,
        "supports": Many(Section({"id": TEXT}, required=("id",))),
        "organisation": Section({"uri": TEXT, "name": TEXT}, required=("uri",)),
        "intendedAudience": Section(
            {
                "countries": Many(Text(upper=True)),
                "unsupportedCountries": Many(Text(upper=True)),
                "scope": Many(Text(words=SCOPES)),
            }
        ),
        "description": ByLanguage(DESCRIPTION, required_once=("longDescription", "features")),
        "legal": Section(
            {"license": TEXT, "mainCopyrightOwner": TEXT, "repoOwner": TEXT, "authorsFile": Ignored()},
            required=("license",),
            deprecated={"repoOwner": "organisation.name", "authorsFile": "mainCopyrightOwner"},
        ),
        "maintenance": Section(
            {"type": TEXT, "contractors": Many(CONTRACTOR, named=True), "contacts": Ignored()}, required=("type",)
        ),
        "localisation": Section(
            {"localisationReady": TEXT, "availableLanguages": TEXTS},
            required=("localisationReady", "availableLanguages"),
        ),
        "dependsOn": Section({"open": DEPENDENCIES, "proprietary": DEPENDENCIES, "hardware": DEPENDENCIES}),
        "IT": ITALY,
    },
    required=(
        "publiccodeYmlVersion",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    ),
    deprecated={"monochromeLogo": "logo", "inputTypes": "supports", "outputTypes": "supports", "it": "IT"},
    renamed={"it": "IT", "dependencies": "dependsOn", "landingUrl": "landingURL", "tags": "categories"},
)
