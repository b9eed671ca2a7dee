"""The past: the store of an earlier revision made anew from what networks and people stated then,
and earlier values erased.
"""
