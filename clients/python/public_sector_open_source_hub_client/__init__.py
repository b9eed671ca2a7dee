"""A typed client of the hub of public-sector open source: each operation is a method, `every`
reads lists to their end.
"""

from .generated import *  # noqa: F403 - the types of all operations and their inputs
from .hub import Hub
from .paging import every

__all__ = ["Hub", "every"]
