"""Which revision is the newest, and when revisions were made, in SQL. Pure."""

NEWEST = "coalesce(max(revision), 0)"
"""The newest revision, over the rows of `load`; 0 before the first."""


def moment_of(revision: str) -> str:
    """When a revision was made, as an SQL expression. revision: one too."""
    return f"(SELECT l.finished_at FROM load l WHERE l.revision = {revision})"
