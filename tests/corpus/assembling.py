"""Seed directories made of the corpus and the manifests in this folder: `python
tests/corpus/assembling.py DEST [--beside SEEDS]`.

With `--beside` the directories of SEEDS that the corpus does not replace are copied too, so DEST alone is the store
that the labelled pairs are measured on.
"""

import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "shared" / "corpus"
PARTS: dict[str, tuple[str, ...]] = {
    "academic-map": ("academic-map",),
    "awesome-codeswissgov": ("swiss/awesome-codeswissgov",),
    "bluehats": ("bluehats",),
    "canada": ("canada",),
    "canada-ore": ("canada",),
    "code-gov": ("us/code-gov-data",),
    "codegouvfr": ("codegouvfr/comptes-organismes-publics.yml", "codegouvfr/awesome-codegouvfr.yml"),
    "codegouvfr-ospo-list": ("floss-pso/fr-public-sector-ospo.yml",),
    "codegouvfr-top": ("codegouvfr/top_organizations.yml",),
    "developers-italia": ("italia/api-responses",),
    "developers-italia-publishers": ("italia/publishers.yml", "italia/publishers.thirdparty.yml"),
    "dpga": ("dpga",),
    "floss-pso": ("floss-pso/all_public_sector_ospos.facts.yaml",),
    "government-github": ("government-github",),
    "govoss": ("un/govoss-catalogues.json",),
    "ipa": ("italia/elasticsearch__php__administrations.csv",),
    "joinup": ("osor",),
    "munich": ("munich",),
    "nl-oss-register": ("nl/don-oss-register-publishers.json",),
    "os2": ("os2",),
    "osor": ("osor",),
    "oss-benchmark": ("swiss/oss-github-benchmark.csv",),
    "publiccode": ("publiccode/real",),
    "publiccodenet": ("publiccodenet",),
    "sill": ("codegouvfr/sill",),
    "swiss-index": ("swiss/index-README.md",),
    "swiss-oss-catalog": ("swiss/organisations.json", "swiss/oss-catalog.publiccode.yml"),
    "todo-landscape": ("todogroup",),
    "un": ("un/un-endorsers.json",),
}
"""Network to the folders (their content) and files of the corpus that its manifest reads, as they are."""


def assemble(network: str, corpus: Path, destination: Path) -> Path:
    """A seed directory `destination/network` of the network's manifest and copies of its
    files; replaces an older one.
    """
    root = destination / network
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    for part in PARTS[network]:
        origin = corpus / part
        if origin.is_dir():
            shutil.copytree(origin, root, copy_function=shutil.copyfile, dirs_exist_ok=True)
        else:
            shutil.copyfile(origin, root / origin.name)
    shutil.copyfile(HERE / network / "network.yaml", root / "network.yaml")
    return root


CURATED = frozenset({"bluehats", "floss-pso", "os2", "osor"})
"""Networks of both whose labelled pairs name the keys of the seeds, which hold more than the
raw files of the corpus.
"""


def assemble_all(corpus: Path, destination: Path, beside: Path | None = None) -> list[Path]:
    """All networks of the corpus; with `beside`, a directory of seeds, also those of the seeds alone, and of a network
    that both have the corpus version, in full and under the keys of the labelled pairs, but for the curated ones.
    """
    seeds = {path.parent.name: path.parent for path in beside.glob("*/network.yaml")} if beside is not None else {}
    from_seeds = [network for network in seeds if network in CURATED or network not in PARTS]
    made = [assemble(network, corpus, destination) for network in PARTS if network not in from_seeds]
    for network in from_seeds:
        shutil.rmtree(destination / network, ignore_errors=True)
        made.append(Path(shutil.copytree(seeds[network], destination / network)))
    return made


def main(arguments: list[str]) -> int:
    """Write all networks below the named directory and print their paths; the exit code."""
    destination, beside = (
        arguments[0] if arguments else "",
        arguments[2] if arguments[1:2] == ["--beside"] and len(arguments) == 3 else None,
    )
    if not destination or (len(arguments) > 1 and beside is None):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    if not CORPUS.is_dir():
        sys.stderr.write(f"there is no corpus at {CORPUS}\n")
        return 1
    for path in assemble_all(CORPUS, Path(destination), Path(beside) if beside else None):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
