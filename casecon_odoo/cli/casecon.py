"""`odoo casecon …`: keys of sealed text and the check of the access log. Nothing of this is in the web."""

import argparse
import sys

from odoo.cli.command import Command
from odoo.modules.registry import Registry
from odoo.tools import config

WITHOUT_DATABASE = ("new", "rotate", "escrow")


class Casecon(Command):
    """Keys of sealed text, and the check of the access log."""

    def __init__(self):
        super().__init__()
        areas = self.parser.add_subparsers(dest="area", required=True)
        keys = areas.add_parser("key", help="the master keys of this server").add_subparsers(dest="verb", required=True)
        logs = areas.add_parser("log", help="the access log").add_subparsers(dest="verb", required=True)
        for verb, text in {
            "new": "add a key to the key file, as its last; the file is made where there is none",
            "rotate": "put a key first in the file: from then on it writes",
            "escrow": "print the keys, to be kept on paper in a safe",
        }.items():
            one = keys.add_parser(verb, help=text)
            self._options(one)
            if verb != "escrow":
                one.add_argument("name", help="small letters, digits and hyphens; log-… signs the access log")
        for verb, text in {
            "rewrap": "wrap every data key by the key that writes now; can be stopped, and goes on",
            "seal": "seal notes that an earlier version left in clear; can be stopped, and goes on",
            "doctor": "say which keys are needed, missing or may go",
        }.items():
            self._options(keys.add_parser(verb, help=text))
        verify = logs.add_parser("verify", help="check the whole log, its anchors and what it says of each text")
        self._options(verify)

    @staticmethod
    def _options(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("-c", "--config", help="the configuration file of the server")
        parser.add_argument("-d", "--database", help="the database")
        parser.add_argument("--addons-path", help="where the addons lie, if the configuration file does not say it")
        parser.add_argument("--data-dir", help="where the server keeps its data")

    def run(self, cmdargs):
        given = self.parser.parse_args(cmdargs)
        options = {"-c": given.config, "-d": given.database, "--addons-path": given.addons_path}
        options["--data-dir"] = given.data_dir
        config.parse_config(
            [part for name, value in options.items() if value for part in (name, value)], setup_logging=True
        )
        from odoo.addons.casecon_odoo.models.sealed import key_commands as keys

        try:
            if given.verb in WITHOUT_DATABASE:
                said = keys.IN_THE_FILE[given.verb](*([given.name] if "name" in given else []))
            else:
                said = self._on_database(given, keys)
        except keys.RefusedError as error:
            sys.exit(f"odoo casecon {given.area} {given.verb}: {error}")
        sys.stdout.write(f"{said}\n")

    def _on_database(self, given, keys):
        names = config["db_name"]
        if len(names) != 1:
            raise keys.RefusedError("name one database with -d")
        registry = Registry(names[0])
        return keys.ON_THE_DATABASE[given.verb](registry, sys.stdout)
