"""Entities composed of the records of a cluster: which value wins, what hangs on a row, how it is found."""
