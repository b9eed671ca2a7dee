"""Webhooks: whoever asks for it is notified of changes, signed, in order and at least once (Standard
Webhooks, CloudEvents; ADR 0131).
"""
