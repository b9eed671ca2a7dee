"""The bill of materials of the wheel: CycloneDX 1.6 of what it needs at run time, as the lock pins it.

The same bytes from the same inputs.
"""

import hashlib
import json
import uuid
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from scripts.packaging.locked import PROJECT, Locked, at_run_time, licence, locked


def bill(wheel: Path, version: str, lock: str, moment: int) -> str:
    """The bill of a wheel as JSON.

    moment: seconds since 1970 that it states. Raises ValueError where it does not fit the schema.
    """
    packages = locked(lock)
    needed = at_run_time(packages)
    components = {name: _component(packages[name]) for name in needed}
    subject = _subject(wheel, version)
    document = Bom(components=components.values())
    document.metadata.component = subject
    document.metadata.timestamp = datetime.fromtimestamp(moment, UTC)
    document.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"{PROJECT}/{version}/{_digest(wheel)}")
    for name, others in needed.items():
        document.register_dependency(components[name], [components[other] for other in others])
    document.register_dependency(subject, components.values())
    text = JsonV1Dot6(document).output_as_string(indent=2)
    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        message = f"The bill of materials does not fit the schema of CycloneDX 1.6: {fault}"
        raise ValueError(message)
    return json.dumps(json.loads(text), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _subject(wheel: Path, version: str) -> Component:
    return Component(
        name=PROJECT,
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=f"{PROJECT}@{version}",
        purl=PackageURL("pypi", name=PROJECT, version=version),
        licenses=[LicenseExpression("EUPL-1.2")],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=_digest(wheel))],
    )


def _component(package: Locked) -> Component:
    """A locked package. Which of its files is installed depends on the system, so that no single digest
    is that of the component.
    """
    stated = licence(package.name)
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{package.name}@{package.version}",
        purl=PackageURL("pypi", name=package.name, version=package.version),
        licenses=[LicenseExpression(stated)] if stated else [],
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
