"""Every example in the docstrings of casecon_odoo/domain holds."""

import doctest
import importlib
import inspect
from pathlib import Path

import casecon_domain
import pytest

MODULES = sorted(path.stem for path in Path(casecon_domain.__path__[0]).glob("[!_]*.py"))
DOCTESTED = [
    "consent",
    "fact_check",
    "feed",
    "intervals",
    "invitation",
    "mail_address",
    "mail_domain",
    "local_days",
    "minutes",
    "notice",
    "seats",
    "slot_search",
    "smtp_answer",
    "text_changes",
    "vtimezone",
    "working_days",
    "zones",
]  # grows: every module of the domain belongs here


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name):
    module = importlib.import_module(f"casecon_domain.{name}")
    results = doctest.testmod(module)
    assert results.failed == 0


@pytest.mark.parametrize("name", DOCTESTED)
def test_every_public_function_has_an_example(name):
    module = importlib.import_module(f"casecon_domain.{name}")
    functions = [
        function
        for public, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and public[0] != "_"
    ]
    assert [one.__name__ for one in functions if ">>>" not in (one.__doc__ or "")] == []


def test_the_modules_are_found():
    assert set(DOCTESTED) <= set(MODULES)
