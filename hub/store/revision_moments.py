"""When revisions were made, in SQL. Pure."""


def moment_of(revision: str) -> str:
    """When a revision was made, as an SQL expression. revision: one too."""
    return f"(SELECT l.finished_at FROM load l WHERE l.revision = {revision})"
