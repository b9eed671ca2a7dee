"""News: items, newsletters, reports, case studies, pages of knowledge."""

from schema.kinds.entity import EntityColumns
from schema.kinds.facts import fact, facts
from schema.values import catalogue as v


class NewsItem(EntityColumns, table=True):
    """Something published: a news item, newsletter, report, case study, course or page."""

    __tablename__ = "news_item"

    type: str | None = fact(v.NEWS_TYPE, "Type of publication.", facet=True)
    published: str | None = fact(v.DATE, "Date of publication.", precision="published_precision")
    published_precision: str | None = fact(v.PRECISION, "How exact the date of publication is.")
    languages: list[str] | None = facts(v.LANGUAGE, "Languages in which it is written.", facet=True)
    collection: str | None = fact(v.LABEL, "Collection or series in which it appeared.", facet=True)
    image_url: str | None = fact(v.URL, "Image that illustrates it.")
