"""Read seed directories: a manifest and files in, an async stream of validated records and located issues out.

No database, no GraphQL. The stages: source (files, safely opened) → format (rows with places) → mapping → record.
"""
