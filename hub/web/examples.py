"""The example queries: `examples/*.graphql`, each with its title as the comment of its first line."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

FOLDER = Path(__file__).with_name("examples")


@dataclass(frozen=True, slots=True)
class Example:
    """A query to learn from."""

    title: str
    document: str

    @property
    def page(self) -> str:
        """Where GraphiQL opens with it."""
        return f"/graphiql?query={quote(self.document)}"

    @property
    def answer(self) -> str:
        """Where its answer is."""
        return f"/graphql?query={quote(self.document)}"


def read_examples(folder: Path = FOLDER) -> list[Example]:
    """All examples, in the order of their file names."""
    return [_example(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.graphql"))]


def _example(text: str) -> Example:
    return Example(text.partition("\n")[0].removeprefix("#").strip(), text.strip())
