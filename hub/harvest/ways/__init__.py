"""The ways to fetch, by the name that manifests give them: each is one module, registered here by one line."""

from hub.harvest.errands import Fetcher
from hub.harvest.ways import (
    ckan_portal,
    git_repository,
    hub_exchange,
    oai_records,
    paged_list,
    single_file,
    site_map,
    software_catalogue,
)

FETCHERS: dict[str, Fetcher] = {
    "url": single_file.fetch,
    "pages": paged_list.fetch,
    "git": git_repository.fetch,
    "ckan": ckan_portal.fetch,
    "open-catalog-api": software_catalogue.fetch,
    "oai-pmh": oai_records.fetch,
    "sitemap": site_map.fetch,
    "hub": hub_exchange.fetch,
}

__all__ = ["FETCHERS"]
