from odoo.exceptions import UserError

from ..common import promise
from ..life import LifeCase


@promise("casecon_R20")
class TestUninstall(LifeCase):
    def test_signed_notes_are_not_uninstalled(self):
        module = self.env["ir.module.module"].search([("name", "=", "casecon_odoo")])
        self.signed()
        module.demo = False
        with self.assertRaisesRegex(UserError, "signed clinical notes.*R20"):
            module.button_uninstall()
        self.assertEqual(module.state, "installed")
        module.demo = True
        module.button_uninstall()
        self.assertEqual(module.state, "to remove")
