"""Generic words of names by language: what says the sort of body (a class) and what says nothing (a filler)."""

from enum import StrEnum

from hub.identity.names.spelling import collapse

SHORT = 4
"""Words shorter than this are never taken for a name of their own."""


def listed(text: str) -> frozenset[str]:
    """Words in comparable spelling."""
    return frozenset(collapse(word) for word in text.split())


class NameClass(StrEnum):
    """The sort of body that a generic word in a name tells."""

    MUNICIPALITY = "municipality"
    METROPOLIS = "metropolitan city"
    COUNTY = "county"
    REGION = "region"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    AGENCY = "agency"
    COUNCIL = "council"
    UNIVERSITY = "university"
    SCHOOL = "school"
    LIBRARY = "library"
    MUSEUM = "museum"
    ARCHIVE = "archive"
    COURT = "court"
    COMPANY = "company"
    OSPO = "open source programme office"


_PHRASES: dict[NameClass, str] = {
    NameClass.MUNICIPALITY: """
        kommune|kommunes|municipality of|municipality|municipal|city of|city and county of|town of|village of|city|town|comune di|comune|comuna|comune della|comune del|comune dell|ville de|ville d|ville du|la ville de|ville|
        mairie de|mairie d|mairie du|mairie|commune de|commune|gemeente|stadt|stadtverwaltung|landeshauptstadt|hansestadt|bundesstadt|
        gemeinde|stadtgemeinde|ajuntament de|ajuntament|ayuntamiento de|ayuntamiento|concello de|camara municipal de|camara municipal|
        municipio de|municipio|municipalidad de|municipalidad|prefeitura de|prefeitura|prefeitura municipal de|stads|stad|kommun|kaupunki|
        kunta|royal borough of|london borough of|borough of|london borough|city administration|mesto|obec|urad miasta|primaria|dimos
    """,
    NameClass.METROPOLIS: """
        citta metropolitana di|citta metropolitana|metropolitan city of|metropole de|metropole|eurometropole de|eurometropole|area metropolitana de|
        communaute urbaine de|communaute d agglomeration|communaute de communes|agglomeration
    """,
    NameClass.COUNTY: """
        county of|county|landkreis|kreis|rhein kreis|provincia di|provincia de|provincia|conseil departemental de|conseil departemental du|
        departement de|departement du|diputacio de|diputacion de|lan|fylkeskommune|judetul
    """,
    NameClass.REGION: """
        region of|region|regione|regional council|conseil regional de|region de|kanton|canton of|canton de|canton du|canton|state of|land|freistaat|bundesland|
        province of|provincie|provinz|province|generalitat de|generalitat|junta de|comunidad de|comunidad autonoma de|xunta de|gobierno de|gobierno vasco|
        maakunta|voivodeship
    """,
    NameClass.GOVERNMENT: "government of|government|gouvernement|regierung|gov|govt|gouv|overheid|gobierno|governo",
    NameClass.MINISTRY: """
        ministry of|ministry for|ministry|ministere de|ministere des|ministere du|ministere|ministero per|ministero|ministero dell|ministero della|
        ministero dei|ministero del|ministero delle|ministerie van|ministerie|ministerio de|ministerio|ministerium fur|ministerium|
        bundesministerium fur|bundesministerium des|bundesministerium der|bundesministerium|ministeriet|ministeriet for|ministeriet for|
        department of|department for|departement|department
    """,
    NameClass.AGENCY: """
        agency for|agency|agence de|agence nationale de|agence|agenzia per|agenzia|styrelsen for|styrelsen|styrelse|bundesamt fur|bundesamt|amt fur|agentur|
        autorite de|authority|autoriteit|verket|direktoratet for|direktoratet|office federal de|federal office of|federal office for|federal agency
    """,
    NameClass.COUNCIL: "council|parliament|parlement|parlamento|folketinget|riksdag|bundestag|senate|senat",
    NameClass.UNIVERSITY: """
        university of|university|universite de|universite|universita degli studi di|universita|universitat|universitet|universiteit|universidad de|universidad|
        universidade de|universidade|yliopisto|hochschule|technische universitat|polytechnic|politecnico di
    """,
    NameClass.SCHOOL: "school|schule|lycee|liceo|istituto di istruzione superiore|istituto comprensivo|istituto tecnico|gymnasium|skole",
    NameClass.LIBRARY: "library|bibliotheque|biblioteca|bibliotek|bibliotheek|bibliothek|public library",
    NameClass.MUSEUM: "museum|musee|museo|museet|museu",
    NameClass.ARCHIVE: "archives|archive|archivio|arkivet|archiv|archief",
    NameClass.COURT: "court|cour|tribunal|tribunale|gericht",
    NameClass.COMPANY: "aps|a s|gmbh|ag|bv|b v|nv|srl|spa|sas|sarl|inc|ltd|limited|llc|ab|oy|plc|corp|corporation|sa",
    NameClass.OSPO: """
        open source program office|open source programme office|open source programs office|ospo|open source office|open source policy office|
        bureau open source|open source programmkontor|pole open source|pole de competences logiciels libres
    """,
}

FILLERS = listed(
    "the of and for in at to a an on by de du des la le les l d et en au aux del della dei degli delle dell di da e il lo i gli per "
    "der die das den dem des und fur von vom zu zur im van het een voor og af til for i med et en den det och av fran el los las y "
    "para do dos das os as ja",
)

TAILS = frozenset(
    [
        "fr",
        "nl",
        "ch",
        "de",
        "uk",
        "us",
        "dk",
        "se",
        "no",
        "fi",
        "it",
        "es",
        "eu",
        "be",
        "at",
        "ie",
        "pt",
        "pl",
        "lu",
        "ca",
        "au",
        "nz",
        "br",
        "europa",
        "org",
        "net",
        "com",
        "io",
        "github",
        "gitlab",
        "oss",
        "opensource",
    ],
)
"""Last words of a login that tell where an account is, not whose."""

GENITIVE = listed("kommune kommunes kommun stad stads universitet universitets bibliotek lan regionen lansstyrelsen")
"""Nordic generic words before which a place may stand in the genitive."""

ROLES = listed(
    "member adopter associate supporter sponsor partner participant observer owner maintainer funder implementer endorser "
    "medlem leverandor membre membro mitglied lid link",
)
"""Words in brackets that say in which part of its list a thing stands, not what it is."""

COMMON_WORDS = listed(
    "access account admin agenda alert analytics api app archive assistant atlas audit base basic board booking bridge browser builder "
    "calendar care case catalog catalogue center central chat check client cloud code collect community connect consul content core "
    "country dashboard data database desk digital directory docs document documents editor engine explorer flow form forms forum forge "
    "framework gateway guide health help helpdesk home hub identity index info insight intranet kit lab learning library link live "
    "locator login mail manager map maps market mobile monitor news notes notify office open panel park people planner platform play "
    "plan portal project proxy pulse query record records register registry reporter reports review router scan scheduler school search "
    "server service services share signal signals site source space spark start station store studio suite support survey sync system "
    "tasks team template ticket time toolbox tools track tracker trust vault video view viewer vision voice vote voting watch web "
    "website wiki workflow works world linux governance digit element matrix discourse apache eclipse ubuntu spring angular react public citizen citizens "
    "municipality city state report decision green blue smart safe fast light power unity harmony together people",
)
"""Words that many products take for a name: equal they say little."""


def _split(text: str) -> list[tuple[str, ...]]:
    return [
        tuple(collapse(word) for word in phrase.split())
        for phrase in "".join(text.splitlines()).split("|")
        if phrase.split()
    ]


PHRASES: dict[tuple[str, ...], NameClass] = {phrase: sort for sort, text in _PHRASES.items() for phrase in _split(text)}
LONGEST_PHRASE = max(len(phrase) for phrase in PHRASES)

COMPACT_PREFIXES: tuple[tuple[str, NameClass], ...] = tuple(
    sorted(
        (
            ("".join(phrase), sort)
            for phrase, sort in PHRASES.items()
            if len("".join(phrase)) >= SHORT and sort is not NameClass.COMPANY
        ),
        key=lambda pair: (-len(pair[0]), pair[0]),
    ),
)
"""Generic phrases without spaces, longest first, as they open or close the login of a code account (`ajuntamentde…`, `…county`)."""

COMPACT_SUFFIXES: tuple[tuple[str, NameClass], ...] = (*COMPACT_PREFIXES, ("gov", NameClass.GOVERNMENT))

TOPICS = listed(
    "national nationale nazionale nasjonal federal federale central centrale state public health sante statistics statistiques statistik education "
    "finance finances institute institut instituto istituto office bank research foundation centre technology science sciences digital digitale "
    "innovation development agriculture environment foreign affairs interior internal justice defence labour works chief information officer "
    "international union european association society organization organisation group network committee commission board bureau administration "
    "united nations programme program service services affaires etrangeres culture transport energy economy economic social",
)
"""Words of which names of bodies are made in every country: equal they say little about whose body it is."""

TERRITORIAL = frozenset({NameClass.MUNICIPALITY, NameClass.METROPOLIS, NameClass.COUNTY, NameClass.REGION})
INSTITUTIONS = frozenset(
    {
        NameClass.UNIVERSITY,
        NameClass.SCHOOL,
        NameClass.LIBRARY,
        NameClass.MUSEUM,
        NameClass.ARCHIVE,
        NameClass.COURT,
        NameClass.METROPOLIS,
    },
)
"""Classes of bodies that stand beside the place they are named after: Paris and its university."""

PLACED = TERRITORIAL | {
    NameClass.OSPO,
    NameClass.MINISTRY,
    NameClass.GOVERNMENT,
    NameClass.COUNCIL,
    NameClass.COURT,
    NameClass.AGENCY,
}
"""Classes of which each place or country has its own: equal names need a country beside them."""


def agree(left: frozenset[NameClass], right: frozenset[NameClass]) -> bool:
    """Whether two sets of classes can be of one body: nothing said, something shared, or "government" beside a territory."""
    if not left or not right or left & right:
        return True
    both = left | right
    return NameClass.GOVERNMENT in both and bool(both & TERRITORIAL)
