"""The linters: each one command, and each one line of the summary."""

import os
import subprocess
import time

from dev import odoo_source, packages
from dev.places import ADDON, ADDONS, DEV, ROOT
from dev.say import say
from dev.summary import Outcome

_ODOO_CHECKS = (
    "sql-injection,missing-gettext,gettext-variable,gettext-placeholders,gettext-repr,raise-unlink-override,"
    "undefined-variable,unreachable"
)
_ODOO_PLUGINS = "_pylint_path_setup,_odoo_checker_sql_injection,_odoo_checker_gettext,_odoo_checker_unlink_override"

# Pages beside the addon that people read; those made from docstrings are for developers.
_PAGES = ("README.md", "CONTRIBUTING.md", "docs/messages.md", "docs/security.md")


def all_linters():
    """Run every linter, whether or not one before it complained."""
    say("Linters …")
    return [_outcome(name, command, environment) for name, command, environment in _commands()]


def format_these(paths):
    """Rewrite these files and folders, and no others: somebody may be editing the rest."""
    python = [path for path in paths if path.is_dir() or path.suffix == ".py"]
    if python:
        subprocess.run([_lint("ruff"), "check", "--quiet", "--select=I", "--fix-only", *python], check=True)
        subprocess.run([_lint("ruff"), "format", *python], check=True)
    inside = [text for text in _texts() if any(text.is_relative_to(path) for path in paths)]
    if inside:
        environment = {**os.environ, **_node()}
        subprocess.run([*_prettier(), "--write", "--log-level=warn", *inside], env=environment, check=True)


def _commands():
    addon = ADDONS / ADDON
    source = odoo_source.ensure()
    yield "ruff check", [_lint("ruff"), "check", "--quiet", "--output-format=concise", "."], {}
    yield "ruff format", [_lint("ruff"), "format", "--check", "."], {}
    rules = f"--rcfile={DEV / 'pylintrc'}"
    # The README is Markdown; this message can be switched off here only.
    # the house keeps one idea per file, so a model has several classes; the gettext checks are Odoo's own, below
    switched_off = "--disable=missing-readme,consider-merging-classes-inherited,unknown-option-value"
    yield "pylint-odoo", [_lint("pylint"), rules, switched_off, addon], {}
    yield "oca-checks-odoo-module", [_lint("oca-checks-odoo-module"), addon], {}
    if translations := _files("*.po"):
        # its form would leave empty what reads the same in both languages, so that nobody knew what is missing
        yield "oca-checks-po", [_lint("oca-checks-po"), "--disable=po-pretty-format", *translations], {}
    yield "translations", [packages.python("lint"), DEV / "translations.py", "check", addon / "i18n"], {}
    yield "English", [packages.python("lint"), "-m", "dev.english", addon, *_PAGES], {}
    yield "RELAX NG", [packages.python("odoo"), DEV / "relaxng.py", source.path, addon], {}
    yield "Odoo's own pylint checks", *_odoo_pylint(source, addon)
    if texts := _texts():
        yield "prettier", [*_prettier(), "--check", *texts], _node()
    if scripts := _files("*.js"):
        yield "eslint", [_node_program("eslint"), "--config", DEV / "node" / "eslint.config.cjs", *scripts], _node()


def _odoo_pylint(source, addon):
    tests = next(folder / "test_lint" / "tests" for folder in source.addons if (folder / "test_lint").exists())
    libraries = next((packages.ENVIRONMENTS / "odoo").glob("lib/python*/site-packages"))
    command = [
        *(
            _lint("pylint"),
            "--rcfile=/dev/null",
            "--score=n",
            "--disable=all,useless-option-value,unknown-option-value",
        ),
        *(f"--enable={_ODOO_CHECKS}", f"--load-plugins={_ODOO_PLUGINS}", addon),
    ]
    path = os.pathsep.join(map(str, (tests, source.path, libraries)))
    return command, {"PYTHONPATH": path, "ADDONS_PATH": str(ADDONS)}


def _outcome(name, command, environment):
    began = time.monotonic()
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    seconds = time.monotonic() - began
    if done.returncode == 0:
        return Outcome(name, passed=1, seconds=seconds)
    details = (done.stdout + done.stderr).strip().splitlines()
    return Outcome(name, failed=1, seconds=seconds, details=details)


def _files(pattern):
    """Files of the addon, as seen from the checkout."""
    return sorted(path for path in (ADDONS / ADDON).rglob(pattern) if path.is_file())


def _texts():
    return [path for pattern in ("*.xml", "*.js", "*.scss", "*.css") for path in _files(pattern)]


def _prettier():
    plugin = packages.TOOLS / "node/node_modules/@prettier/plugin-xml/src/plugin.js"
    return [_node_program("prettier"), "--config", DEV / "node" / "prettier.json", f"--plugin={plugin}"]


def _node_program(name):
    return packages.TOOLS / "node" / "node_modules" / ".bin" / name


def _node():
    path = f"{packages.node_binaries()}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "NODE_PATH": str(packages.TOOLS / "node" / "node_modules")}


def _lint(program):
    return packages.command("lint", program)
