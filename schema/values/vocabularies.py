"""Closed vocabularies of the field. A value type made of one is shown as text and offered as facets."""

ORGANISATION_TYPES = (
    "supranational",
    "national",
    "regional",
    "local",
    "agency",
    "public-company",
    "association",
    "university",
    "research-institute",
    "company",
    "ngo",
    "foundation",
    "community",
    "school",
)
OSPO_ARCHETYPES = ("national", "regional", "local", "agency", "supranational", "academic", "association", "corporate")
ACTIVITY_STATUSES = ("active", "announced", "ended", "unknown")
DEVELOPMENT_STATUSES = ("concept", "development", "beta", "stable", "obsolete")
MAINTENANCE_TYPES = ("internal", "contract", "community", "none")
SOFTWARE_TYPES = (
    "standalone/mobile",
    "standalone/iot",
    "standalone/desktop",
    "standalone/web",
    "standalone/backend",
    "standalone/other",
    "addon",
    "library",
    "configurationFiles",
    "content",
    "data",
    "standard",
)
EVENT_MODES = ("on-site", "online", "hybrid")
EVENT_TYPES = (
    "conference",
    "webinar",
    "workshop",
    "meeting",
    "general-assembly",
    "hackathon",
    "training",
    "community-call",
    "talk",
    "other",
)
EVENT_STATUSES = ("confirmed", "tentative", "cancelled")
NEWS_TYPES = (
    "news",
    "newsletter",
    "blog",
    "report",
    "case-study",
    "country-report",
    "interview",
    "page",
    "course",
    "document",
    "release",
)
DATE_PRECISIONS = ("year", "month", "day", "floating")
