"""Why something could not be fetched: in words that go into findings, and so never with a credential."""


class NotFetchedError(Exception):
    """Nothing usable came. wait: seconds for which the server wants to be left alone, if it says.

    is_of_page: the fault may be one record's, so that smaller pages may be had; is_missing: there is no such page.
    """

    def __init__(
        self, message: str, *, wait: float | None = None, is_of_page: bool = False, is_missing: bool = False
    ) -> None:
        super().__init__(message)
        self.is_missing = is_missing
        self.message = message
        self.wait = wait
        self.is_of_page = is_of_page


class BusyError(NotFetchedError):
    """The server cannot answer now, and may later."""
