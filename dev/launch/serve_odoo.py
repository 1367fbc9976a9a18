"""Odoo as a script: with worker processes it starts itself once more for websockets, by the name of its script."""

from odoo.cli.command import main

main()
