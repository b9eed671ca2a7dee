"""What the validators say of a snapshot, as one JSON document: by name of the validator a list of its complaints.

Run by the Python of `.validators`, see install.sh beside this file. Nothing is fetched.
"""

import contextlib
import io
import json
import logging
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import frictionless
import mlcroissant
import requests
import yaml
from jsonschema import Draft7Validator, FormatChecker
from requests_cache import CachedSession
from rocrate_validator import services
from rocrate_validator.models import Severity
from urllib3 import HTTPResponse

SPECIFICATION = "https://w3id.org/ro/crate/1.1"
SCHEMA_ORG = "http://schema.org/"
TERMS = (
    *(
        "CreativeWork",
        "Dataset",
        "Organization",
        "about",
        "author",
        "contentSize",
        "datePublished",
        "description",
        "encodingFormat",
    ),
    *("hasPart", "identifier", "isBasedOn", "license", "name", "publisher", "url", "version"),
)
"""Terms of schema.org that the RO-Crates of snapshots use.

The context of RO-Crate 1.1 has them under their own names.
"""
CONTEXT = {
    **{term: f"{SCHEMA_ORG}{term}" for term in TERMS},
    "File": f"{SCHEMA_ORG}MediaObject",
    "conformsTo": "http://purl.org/dc/terms/conformsTo",
}
Validator = Callable[[Path], list[str]]


def data_package(snapshot: Path) -> list[str]:
    """The descriptor, and every row of every table against its columns and keys."""
    report = frictionless.validate(str(snapshot / "datapackage.json"))
    found = [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    return [*(error.message for error in report.errors), *found]


def croissant(snapshot: Path) -> list[str]:
    """The description, and that each record set can be read as it says."""
    logging.getLogger("absl").addHandler(heard := _Heard())
    try:
        dataset = mlcroissant.Dataset(str(snapshot / "croissant.json"))
    except mlcroissant.ValidationError as error:
        return [str(error)]
    manifest = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))
    rows = {file["table"]: file["rows"] for file in manifest["files"] if file["table"]}
    found = {one.id: sum(1 for _ in dataset.records(one.id)) for one in dataset.metadata.record_sets}
    differing = [
        f"{name}: {found.get(name)} of {number} rows" for name, number in rows.items() if found.get(name) != number
    ]
    return [*dataset.metadata.ctx.issues.errors, *dataset.metadata.ctx.issues.warnings, *heard.messages, *differing]


class _Heard(logging.Handler):
    """Remembers what a library warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def ro_crate(snapshot: Path) -> list[str]:
    """What RO-Crate 1.1 requires and recommends."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        with CachedSession(cache_name=str(cache), backend="sqlite", expire_after=-1) as session:
            session.mount(SPECIFICATION, _Context())
            session.get(f"{SPECIFICATION}/context")
        settings = {
            "rocrate_uri": str(snapshot),
            "profile_identifier": "ro-crate-1.1",
            "requirement_severity": Severity.RECOMMENDED,
            "cache_path": cache,
            "offline": True,
        }
        result = services.validate(settings)
    return [f"{issue.check.identifier}: {issue.message}" for issue in result.get_issues()]


class _Context(requests.adapters.BaseAdapter):
    """Answers with the context of RO-Crate as far as snapshots use it."""

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        response = requests.Response()
        response.status_code, response.url, response.request = 200, str(request.url), request
        response.headers["content-type"] = "application/ld+json"
        content = io.BytesIO(json.dumps({"@context": CONTEXT}).encode())
        response.raw = HTTPResponse(content, preload_content=False, request_url=request.url, status=200)
        return response

    def close(self) -> None:
        """Nothing is open."""


def citation(snapshot: Path) -> list[str]:
    """CITATION.cff against the JSON Schema of its format."""
    schema = json.loads(distribution("cffconvert").locate_file("cffconvert/schemas/1.2.0/schema.json").read_text())
    said = yaml.load((snapshot / "CITATION.cff").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    return [error.message for error in Draft7Validator(schema, format_checker=FormatChecker()).iter_errors(said)]


VALIDATORS: dict[str, Validator] = {
    "frictionless": data_package,
    "mlcroissant": croissant,
    "roc-validator": ro_crate,
    "CITATION.cff": citation,
}


def main() -> None:
    """The command line: a snapshot."""
    snapshot = Path(sys.argv[1])
    with contextlib.redirect_stdout(sys.stderr):  # where libraries say what they like
        complaints = {name: validate(snapshot) for name, validate in VALIDATORS.items()}
    json.dump(complaints, sys.stdout, indent=2)


if __name__ == "__main__":
    main()
