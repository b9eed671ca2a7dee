"""The pages for people: each one stored operation on the graph and one template beside it."""

from hub.web.pages import entrance, lists, records, searching
from hub.web.pages.page import Page

PAGES: tuple[Page, ...] = (entrance.page(), searching.page(), *lists.pages(), *records.pages())
"""All pages. To add one: `<name>.graphql`, `<name>.html`, and a line here."""
