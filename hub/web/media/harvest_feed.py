"""/harvests.atom: what harvests have to tell, of all networks or one (`?network=`): changes and failures,
not that nothing is new.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hub.exports.markup import xml_text
from hub.harvest.job_history import Job, newest_jobs
from hub.harvest.mails import line_of
from hub.store import Database

_LOOKED_AT = 1000
MOST = 50
"""Entries, the newest first."""


def route(database: Database, address: str) -> Route:
    """The route of the feed. address: of the hub."""

    async def feed(request: Request) -> Response:
        network = request.query_params.get("network")
        jobs = await newest_jobs(database, network=network, first=_LOOKED_AT)
        news = [job for job in jobs if job.is_news][:MOST]
        own = f"{address}/harvests.atom" + (f"?network={network}" if network else "")
        headers = {"cache-control": "no-cache"}
        return Response(_atom(news, own, address), media_type="application/atom+xml", headers=headers)

    return Route("/harvests.atom", feed)


def _atom(jobs: list[Job], own: str, address: str) -> str:
    updated = jobs[0].finished_at if jobs else "1970-01-01T00:00:00Z"
    entries = "".join(_entry(job, address) for job in jobs)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed'
        f' xmlns="http://www.w3.org/2005/Atom">\n<id>{xml_text(own)}</id>'
        f"<title>Harvests</title><updated>{updated}</updated>"
        f"<author><name>{xml_text(address)}</name></author><link"
        f' rel="self" href="{xml_text(own)}"/>\n{entries}</feed>\n'
    )


def _entry(job: Job, address: str) -> str:
    page = xml_text(f"{address}/networks/{job.network}#harvests")
    return (
        f"<entry><id>{xml_text(f'{address}/harvests/{job.network}/{job.source}/{job.started_at}')}</id>"
        f"<title>{xml_text(line_of(job)[:300])}</title><updated>{job.finished_at}</updated>"
        f'<link rel="alternate" href="{page}"/><category term="{xml_text(job.outcome)}"/></entry>\n'
    )
