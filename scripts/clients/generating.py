"""`make clients`: the generated parts of clients/, from the SDL and the operations there. `--check`
compares instead of writing.

ariadne-codegen needs an older graphql-core than the hub, so it has an environment of its own (.clients);
graphql-codegen stands in tests/node.
"""

import argparse
import filecmp
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.clients.operations import FOLDER, QUESTIONS, questions_text
from scripts.documents import ROOT

SDL = ROOT / "schema" / "schema.graphql"
PYTHON = ROOT / "clients" / "python"
PACKAGE = "public_sector_open_source_hub_client"
TYPESCRIPT = ROOT / "clients" / "typescript" / "documents.ts"
_CODEGEN = ROOT / ".clients" / "bin" / "ariadne-codegen"


def python_package(target: Path) -> None:
    """Write the generated package into a folder. Raises CalledProcessError."""
    project = target / "clients" / "python"
    shutil.copytree(PYTHON, project, ignore=shutil.ignore_patterns("generated", "__pycache__"))
    shutil.copytree(FOLDER, target / "clients" / "operations")
    (target / "schema").mkdir()
    shutil.copy(SDL, target / "schema")
    subprocess.run([_CODEGEN, "client"], cwd=project, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def typescript_documents(node: str) -> str:
    """The typed documents for TypeScript; the packages of tests/node are installed. Raises CalledProcessError."""
    command = [node, "codegen.mjs", str(SDL), *(str(path) for path in sorted(FOLDER.glob("*.graphql")))]
    folder = ROOT / "tests" / "node"
    done = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return done.stdout


def different(left: Path, right: Path) -> list[str]:
    """The files that two folders do not have alike."""
    compared = filecmp.dircmp(left, right, ignore=["__pycache__"])
    return sorted([*compared.left_only, *compared.right_only, *compared.diff_files])


def generate(*, check: bool) -> list[str]:
    """Write what is generated, or say what differs from it."""
    faults = []
    if check and QUESTIONS.read_text(encoding="utf-8") != questions_text():
        faults.append(QUESTIONS.name)
    if not check:
        QUESTIONS.write_text(questions_text(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        python_package(Path(folder))
        made = Path(folder) / "clients" / "python" / PACKAGE / "generated"
        committed = PYTHON / PACKAGE / "generated"
        if check:
            faults += different(made, committed)
        else:
            shutil.rmtree(committed, ignore_errors=True)
            shutil.copytree(made, committed)
    node = shutil.which("node")
    if node is not None:
        documents = typescript_documents(node)
        if not check:
            TYPESCRIPT.write_text(documents, encoding="utf-8")
        elif TYPESCRIPT.read_text(encoding="utf-8") != documents:
            faults.append(TYPESCRIPT.name)
    return faults


def main() -> int:
    """The command line; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    faults = generate(check=parser.parse_args().check)
    for fault in faults:
        sys.stdout.write(f"clients/ is not up to date: {fault}. Run `make clients`.\n")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
