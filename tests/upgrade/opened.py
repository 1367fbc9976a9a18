"""Runs in `odoo shell`: prints what is stored for each record that has a sealed text, every revision of it."""

import json
import sys

from odoo.addons.casecon_odoo.models.sealed.sealed import open_texts

env = globals()["env"]
env.cr.execute("SELECT owner_model, owner_id, text, revision FROM casecon_sealed ORDER BY id")
found = {}
for model, owner, *row in env.cr.fetchall():
    found.setdefault(model, {}).setdefault(owner, []).extend(open_texts(env.cr, [tuple(row)]))
sys.stdout.write(f"SEALED {json.dumps(found)}\n")
