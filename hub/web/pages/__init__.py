"""The pages for people: each one stored operation on the graph and one template beside it."""

from hub.web.pages import (
    country_pages,
    entrance,
    findings_page,
    graph_of_list_pages,
    graph_page,
    guide_pages,
    list_pages,
    network_pages,
    overlap_page,
    path_page,
    record_pages,
    searching,
    timeline_page,
)
from hub.web.pages.page import Page

PAGES: tuple[Page, ...] = (
    entrance.page(),
    searching.page(),
    overlap_page.page(),
    path_page.page(),
    graph_page.page(),
    *graph_of_list_pages.pages(),
    timeline_page.page(),
    *list_pages.pages(),
    *record_pages.pages(),
    *network_pages.pages(),
    findings_page.page(),
    *country_pages.pages(),
    *guide_pages.pages(),
)
"""All pages. To add one: `<name>.graphql`, `<name>.html`, and a line here."""
