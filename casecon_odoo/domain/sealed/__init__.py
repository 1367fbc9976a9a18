"""Sealed text: how it is encrypted, by which keys, and the log of every opening. Plain Python, no Odoo."""
