"""The desk of operators: signing in, questions that wait for a verdict, seeds that they push, and the
log of who changed what.
"""
