"""A first manifest for the files that lie in a directory: what each is, how its rows may be read, and what to check."""

from loaders.drafts.writing import ManifestDraft, draft

__all__ = ["ManifestDraft", "draft"]
