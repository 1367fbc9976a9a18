from odoo import api, fields, models
from odoo.fields import Domain

from . import seat_sql
from .guarded import write_guarded


class CaseconAttendee(models.Model):
    """Whose seat the row is. A contact can be merged and edited by many; the seat stays with the person (R31)."""

    _inherit = "casecon.attendee"

    user_id = fields.Many2one("res.users", readonly=True, index="btree_not_null", ondelete="set null", groups=".")
    is_me = fields.Boolean(compute="_compute_is_me", search="_search_is_me", string="This is me")
    known_user_id = fields.Many2one("res.users", readonly=True, index="btree_not_null", ondelete="set null", groups=".")
    # kept by PostgreSQL when somebody is removed: whose seat it was, and the time that they knew
    left_user_id = fields.Many2one("res.users", readonly=True, index="btree_not_null", ondelete="set null", groups=".")
    left_start = fields.Datetime(readonly=True, groups=".")
    left_stop = fields.Datetime(readonly=True, groups=".")
    given_name = fields.Char(readonly=True, groups=".")  # of who has no record of their own: as they were named
    given_address = fields.Char(readonly=True, groups=".")

    def init(self):
        self.pool.post_init(self._make_seats)

    def _make_seats(self):
        self.env.cr.execute("SELECT 1 FROM pg_trigger WHERE tgname = 'casecon_seat_settle'")
        had_seats = bool(self.env.cr.rowcount)
        self.env.cr.execute(seat_sql.TRIGGERS)
        self.env.cr.execute(seat_sql.AGAIN if had_seats else seat_sql.TAKE_OVER)

    def _holds(self, user=None):
        """Those of these rows whose seat `user` (the present one without it) holds now, as superuser."""
        user = user or self.env.user
        # sudo: casecon.attendee - whose seat it is, kept by the case and nobody's to read; asked of PostgreSQL,
        # whose triggers move seats behind the cache
        return self.sudo().search([("id", "in", self.ids), ("user_id", "=", user.id)], order="id")

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_is_me(self):
        mine = self._holds()
        for attendee in self:
            attendee.is_me = attendee in mine

    def _search_is_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("id", "in", self.sudo()._search([("user_id", "=", self.env.uid)]))  # sudo: as in `_holds`
        return mine if True in value else ~mine


class ResPartner(models.Model):
    _inherit = "res.partner"

    # Odoo asks the parts of a rule in the order of their names: this one of a contact that stands in alone
    casecon_taken_seat_ids = fields.One2many(
        "casecon.attendee",
        "partner_id",
        readonly=True,
        copy=False,
        groups=".",
        export_string_translation=False,
        string="Seats in case conferences",
    )


def let_in(row, user):
    """Give the seat of somebody without a record of their own to a login. After what proves that it is theirs."""
    write_guarded(row, {"known_user_id": user.id})
    row.flush_recordset(["known_user_id"])
    row.invalidate_recordset(["user_id"], flush=False)
