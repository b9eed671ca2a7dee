"""`hub operations add | list | remove`: the operations of GraphQL that are trusted."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.exit_codes import ExitCode
from hub.cli.operating import with_tables
from hub.cli.options import AsJson
from hub.cli.output import complain, say, stdout, table, write_json
from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from hub.operators.trusted_operations import ListedOperation, TrustedOperation


def add(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…", help="GraphQL documents (.graphql), or manifests that list them by SHA-256 (.json)."
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Add the operations in files to those that are trusted. Adds all, or none if one does not fit the schema."""
    from hub.operators.trusted_operations import add_operations, read_operations

    operations = [operation for path in files for operation in read_operations(path)]
    for operation in operations:
        if faults := _faults(operation.document):
            hint = f"`hub schema` prints the schema; the operation is {operation.name} ({operation.digest[:16]})."
            raise HubError(ErrorCode.FILE_UNUSABLE, f"{operation.name} cannot be run: {faults[0]}", hint)
    added = [one.digest for one in with_tables(lambda database: add_operations(database, operations))]
    if as_json:
        from hub.cli.operator_documents import AddedOperationsDocument

        write_json(AddedOperationsDocument([_document(one) for one in operations], added))
        return
    for operation in operations:
        say(f"{operation.digest}  {operation.name}{'' if operation.digest in added else '  (listed already)'}")


def list_(as_json: AsJson = False) -> None:
    """List trusted operations and how often each was answered. Exits with 1 if one no longer fits this hub's schema."""
    from hub.operators.trusted_operations import trusted_operations

    listed = with_tables(trusted_operations)
    documents = [_document(operation) for operation in listed]
    if as_json:
        from hub.cli.operator_documents import OperationsDocument

        write_json(OperationsDocument(documents))
    else:
        columns = ("Hash", "Name", "Added", "Uses#", "Last used", "Fits")
        rows = [
            (
                document["hash"][:16],
                document["name"],
                document["added_at"],
                document["uses"],
                document["last_used_at"],
                "yes" if document["fits"] else "no",
            )
            for document in documents
        ]
        stdout().print(table(columns, rows))
    for operation in listed:
        for fault in _faults(operation.document):
            complain(f"{operation.name} ({operation.digest[:16]}): {fault}")
    if not all(document["fits"] for document in documents):
        raise typer.Exit(ExitCode.FINDINGS)


def remove(
    digest: Annotated[str, typer.Argument(metavar="HASH", help="The hash of the operation, or its beginning.")],
    as_json: AsJson = False,
) -> None:
    """Remove an operation from the trusted ones."""
    from hub.operators.trusted_operations import remove_operation

    with_tables(lambda database: remove_operation(database, digest))
    if as_json:
        from hub.cli.operator_documents import RemovedOperationDocument

        write_json(RemovedOperationDocument(digest))
        return
    say(f"The operation {digest} is no longer trusted.")


def _faults(document: str) -> list[str]:
    """Why a document cannot be asked, in sentences."""
    from graphql import parse, validate

    from schema.graphql import SCHEMA

    return [error.message for error in validate(SCHEMA, parse(document))]


def _document(operation: "TrustedOperation") -> "ListedOperation":
    return {
        "hash": operation.digest,
        "name": operation.name,
        "added_at": operation.added_at,
        "uses": operation.uses,
        "last_used_at": operation.last_used_at,
        "fits": not _faults(operation.document),
    }
