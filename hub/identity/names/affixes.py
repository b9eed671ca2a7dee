"""Words around names in hosts, domains and accounts, which are no part of the name:
`words/affixes.csv` (word, sort, source).
"""

from pathlib import Path

from schema.values.word_lists import words_of_sort

_FOLDER = Path(__file__).parent / "words"
FORGE_LABELS = frozenset(words_of_sort(_FOLDER, "affixes", "first label of a forge"))
"""How the host of a forge begins that somebody runs for others, too: gitlab.opencode.de."""
DOMAIN_TAILS = frozenset(words_of_sort(_FOLDER, "affixes", "behind a product in its domain"))
"""What may follow a product's name in its domain."""
ACCOUNT_STEMS = tuple(words_of_sort(_FOLDER, "affixes", "before an owner in its account"))
"""What accounts put before the name of their owner: minbzk (ministry), kt-zh (canton), ossbayern."""
