"""Puts Odoo, PostgreSQL, Python packages and a browser on a machine; runs the demo and the tests."""
