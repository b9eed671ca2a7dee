"""`url`: one file, asked for again only if it has changed."""

from hub.harvest.errands import Errand, file_name


async def fetch(errand: Errand) -> None:
    """Fetch the file, or keep it where its server says that it is the same."""
    url = errand.fetch.address
    name = errand.fetch.file or file_name(url, "index")
    answer = await errand.ask(url, name)
    if answer.body is None:
        errand.keep(name)
    else:
        errand.write(name, answer.body)
