"""R30: an anchor is kept outside of the database, once for each length of the log, and the verifier reads it."""

import tempfile
from pathlib import Path

from odoo.tools import config

from ...models.sealed.anchors import anchor
from ...models.sealed.nightly import verifier
from ..common import promise
from .keys import use_keys
from .test_store import SealedCase


@promise("casecon_R30", "casecon_sealed")
class TestAnchors(SealedCase):
    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.addCleanup(config.options.pop, "casecon_anchor_dir", None)
        config["casecon_anchor_dir"] = folder.name
        use_keys(self, "2026", "log-2026")

    def test_an_anchor_is_written_once_for_each_length_of_the_log(self):
        anchor(self.env.cr)
        before = len(list(self.folder.iterdir()))
        self.written()
        self.env.cr.precommit.run()
        with self.assertLogs("casecon.access_log") as logged:
            rows = anchor(self.env.cr)
        anchor(self.env.cr)
        self.assertEqual(len(list(self.folder.iterdir())), before + 1)
        self.assertIn("anchor of the access log", logged.output[0])
        self.assertEqual([seq for _name, seq, _hash in verifier().anchors(self.folder)][-1], rows)

    def test_the_cron_anchors(self):
        self.written()
        self.env.cr.precommit.run()
        self.env.ref("casecon_odoo.casecon_cron_anchor").method_direct_trigger()
        self.assertTrue(list(self.folder.glob("*.checkpoint")))
