"""The reconciliation service API of the W3C group, 0.2 and 1.0-draft: people's own lists matched from
OpenRefine and the like.
"""
