"""Linters."""


def all_linters():
    return []


def format_all():
    return 0
