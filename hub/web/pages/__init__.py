"""The pages for people: each one stored operation on the graph and one template beside it."""

from hub.web.pages import (
    country_pages,
    entrance,
    findings_page,
    guide_pages,
    list_pages,
    network_pages,
    record_pages,
    searching,
)
from hub.web.pages.page import Page

PAGES: tuple[Page, ...] = (
    entrance.page(),
    searching.page(),
    *list_pages.pages(),
    *record_pages.pages(),
    network_pages.page(),
    findings_page.page(),
    *country_pages.pages(),
    *guide_pages.pages(),
)
"""All pages. To add one: `<name>.graphql`, `<name>.html`, and a line here."""
