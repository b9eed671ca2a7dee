"""What harvests have to tell, by mail through the operator's own mail server: of changes and failures alone."""

import logging
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from hub.harvest.job_history import Job
from loaders.fetched import failure_since

_PATIENCE = 30
_LOG = logging.getLogger("hub.harvest")


@dataclass(frozen=True, slots=True)
class Post:
    """Who gets mail, and through which server. address: of the hub, which the mail names."""

    server: str
    port: int
    sender: str
    receivers: Sequence[str]
    address: str


def send_news(jobs: Sequence[Job], post: Post) -> bool:
    """Send one mail about what is news, if anything is; whether it was sent.

    Blocks. A server that takes no mail is logged: the harvest stands.
    """
    news = [job for job in jobs if job.is_news]
    if not news or not post.receivers:
        return False
    try:
        with smtplib.SMTP(post.server, post.port, timeout=_PATIENCE) as server:
            server.send_message(_mail(news, post))
    except (OSError, smtplib.SMTPException) as error:
        _LOG.warning("No mail could be sent: %s", error)
        return False
    return True


def _mail(jobs: Sequence[Job], post: Post) -> EmailMessage:
    failed = sum(job.outcome == "failed" for job in jobs)
    mail = EmailMessage()
    mail["From"], mail["To"] = post.sender, ", ".join(post.receivers)
    mail["Subject"] = f"Harvest: {failed} failed, {len(jobs) - failed} with news"
    mail.set_content("\n".join([*map(line_of, jobs), "", f"{post.address}/harvests.atom lists all of them.", ""]))
    return mail


def line_of(job: Job) -> str:
    """A job in a line."""
    if job.outcome == "failed":
        return f"{job.network}/{job.source}: {failure_since(job.fetched_at, job.failing_since)}: {job.message}"
    counts = f"{job.added} added, {job.changed} changed, {job.withdrawn} withdrawn"
    parts = [counts, *job.remarks, *([job.message] if job.message else [])]
    rejected = "; the load was rejected" if job.load == "rejected" else ""
    return f"{job.network}/{job.source}: {'; '.join(parts)}{rejected}"
