import datetime
import hashlib
import secrets

from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.sql import column_exists

from .. import clock
from . import login_sql

WHAT = [
    ("link", "A different login was linked"),
    ("login", "The name of the login was changed"),
    ("password", "The password was set by someone else"),
    ("email", "The email address was changed"),
    ("contact", "The contact was changed"),
    ("sign_on", "The single sign-on was changed"),
    ("second_factor", "The second factor was removed"),
    ("address", "The address for invitations was changed"),
    ("let_in", "OH gave a former login access again"),
]
CODE_HOURS, CODE_TRIES = 24, 5
BY_LINK = {"password", "sign_on"}  # what a link lets its owner set


class CaseconLogin(models.Model):
    """What OH knows of logins: of each login, whether only its owner has touched it; of each employee, which is theirs.

    There is a row for every user and for every employee, so that a row tells nothing. A row of an employee has
    `employee_id`; a row of a login has not. PostgreSQL keeps `acting_user_id` (`login_sql.py`): it is the login that
    may read and act now, and is empty while OH has to confirm. Nobody writes here but the functions of this file.
    """

    _name = "casecon.login"
    _description = "Login known to OH"
    _inherit = ["casecon.kept"]
    _order = "changed_at desc, id desc"
    _log_access = False

    employee_id = fields.Many2one("hr.employee", readonly=True, index="btree_not_null", ondelete="cascade")
    user_id = fields.Many2one(
        "res.users", string="Known login", readonly=True, index="btree_not_null", ondelete="set null"
    )
    linked_user_id = fields.Many2one(
        "res.users", string="Login in Odoo", readonly=True, index="btree_not_null", ondelete="set null"
    )
    acting_user_id = fields.Many2one("res.users", readonly=True, index="btree_not_null", ondelete="set null")
    partner_id = fields.Many2one("res.partner", readonly=True, index="btree_not_null", ondelete="set null", groups=".")
    address = fields.Char(string="Known address", readonly=True)
    waits = fields.Boolean(string="Waits for OH", readonly=True)
    is_taken_over = fields.Boolean(string="Accepted when the app was installed", readonly=True)
    what = fields.Selection(WHAT, string="What was changed", readonly=True)
    changed_at = fields.Datetime(string="Changed on", readonly=True)
    changed_by_id = fields.Many2one("res.users", string="Changed by", readonly=True, index=False, ondelete="set null")
    confirmed_at = fields.Datetime(string="Confirmed on", readonly=True)
    confirmed_by_id = fields.Many2one(
        "res.users", string="Confirmed by", readonly=True, index=False, ondelete="set null"
    )
    change_ids = fields.One2many("casecon.login.change", "login_id", readonly=True)
    had_login = fields.Boolean(readonly=True, groups=".")  # OH knew one at some time: another is never the first
    kept_out_user_ids = fields.Many2many(
        "res.users", "casecon_login_kept_out", "login_id", "user_id", readonly=True, groups="."
    )  # every login that was theirs, and who took their own link off before OH knew it: still kept out of the case
    suspended_at = fields.Datetime(readonly=True, groups=".")  # since when the person's known login does not act
    claims = fields.Boolean(
        readonly=True, groups=".", export_string_translation=False
    )  # the address was entered by the holder: it proves nothing yet
    tells = fields.Boolean(readonly=True, groups=".")  # the person and OH are still to be told
    held_groups = fields.Char(readonly=True, groups=".")  # ids of OH's groups that the login had
    code_hash = fields.Char(readonly=True, groups=".")
    code_until = fields.Datetime(readonly=True, groups=".")
    code_tries = fields.Integer(readonly=True, groups=".")

    _one_each = models.UniqueIndex(
        "(employee_id) WHERE employee_id IS NOT NULL", "Each employee can be listed only once."
    )
    _one_of_a_login = models.UniqueIndex(
        "(user_id) WHERE employee_id IS NULL AND user_id IS NOT NULL", "Each login can be listed only once."
    )
    _waiting = models.Index("(changed_at) WHERE waits")
    _telling = models.Index("(id) WHERE tells")

    def init(self):
        self.pool.post_init(self._make_triggers)

    def _make_triggers(self):
        self.env.cr.execute(login_sql.TRIGGERS)
        if column_exists(self.env.cr, self._table, "kept_out_user_id"):
            self.env.cr.execute(login_sql.FROM_ONE)
        self.env.cr.execute("SELECT 1 FROM casecon_login LIMIT 1")
        if not self.env.cr.rowcount:
            self.env.cr.execute(login_sql.TAKE_OVER)

    @api.depends("waits")
    def _compute_display_name(self):
        for row in self:
            row.display_name = self.env._("Login %(id)s", id=row.id or "…")

    @api.model
    def _wake(self):
        """Hook: the area `messages` tells of a change."""

    @api.model
    def _of_user(self, user):
        """The row of a login, as superuser."""
        if not user.id:
            return self.sudo().browse()  # nobody's: rows of logins that were deleted are no row of anybody
        # sudo: casecon.login - who holds a login is asked by rules and verbs, and shown by neither
        return self.sudo().search([("employee_id", "=", False), ("user_id", "=", user.id)], limit=1)


def fresh(env):
    """Forget what was read of logins: PostgreSQL has changed it."""
    env["casecon.login"].invalidate_model(flush=False)
    env["casecon.clinician"].invalidate_model(["acting_user_id"], flush=False)
    env["casecon.attendee"].invalidate_model(["user_id"], flush=False)


def touched(env, users, what):
    """Somebody else than its owner has changed these logins: they wait for OH, and the trace is kept."""
    ids = [user.id for user in users if user.id]
    if not ids:
        return
    env.flush_all()
    env.cr.execute(
        SQL(
            """
            WITH changed AS (
                UPDATE casecon_login SET waits = true, code_hash = NULL, code_until = NULL,
                       what = %(what)s, changed_at = now() AT TIME ZONE 'UTC',
                       changed_by_id = %(uid)s, tells = true
                 WHERE employee_id IS NULL AND user_id = ANY(%(users)s)
                   AND (user_id <> %(uid)s OR waits) -- whoever is in meanwhile may not be the owner
             RETURNING id, user_id, changed_at
            ), dropped AS ( -- a code is for what OH has looked at
                UPDATE casecon_login SET code_hash = NULL, code_until = NULL FROM changed
                 WHERE casecon_login.employee_id IS NOT NULL AND casecon_login.linked_user_id = changed.user_id
            ), traced AS (
                INSERT INTO casecon_login_change (login_id, what, changed_at, changed_by_id)
                SELECT id, %(what)s, changed_at, %(uid)s FROM changed
            ) SELECT user_id FROM changed
            """,
            what=what,
            uid=env.uid,
            users=ids,
        )
    )
    waiting = [user_id for (user_id,) in env.cr.fetchall()]
    fresh(env)
    env["res.users"].browse(waiting)._casecon_hold_roles()
    env["casecon.login"]._wake()


def hold_groups(user, groups):
    """Remember which groups of OH a login had when it began to wait, or was given since."""
    user.env.cr.execute(
        "UPDATE casecon_login SET held_groups = concat_ws(',', nullif(held_groups, ''), %s)"
        " WHERE employee_id IS NULL AND user_id = %s",
        [",".join(map(str, groups.ids)), user.id],
    )
    fresh(user.env)


def acts_as(env):
    """Tell PostgreSQL's triggers who changes links in this transaction; nothing is allowed by it."""
    env.cr.execute("SELECT set_config('casecon.actor', %s, true)", [str(env.uid)])


def keep_addresses(users, claims=False):
    """Logins are new, or their owner has changed the address: it is known, unless the login waits.

    `claims`: whoever holds the login has entered it, so that it does not show yet whose login this is.
    """
    users.env.flush_all()
    if claims:
        users.env.cr.execute(
            "UPDATE casecon_login SET claims = true WHERE employee_id IS NULL AND user_id = ANY(%s)", [users.ids]
        )
    users.env.cr.execute(
        "UPDATE casecon_login l SET address = p.email_normalized FROM res_users u"
        " JOIN res_partner p ON p.id = u.partner_id"
        " WHERE l.employee_id IS NULL AND l.user_id = u.id AND u.id = ANY(%s) AND (NOT l.waits OR l.address IS NULL)",
        [users.ids],
    )
    fresh(users.env)


def keep_chosen_address(row, address):
    """The employee has confirmed this address for invitations; without one the login's address serves again."""
    row.env.flush_all()
    row.env.cr.execute("UPDATE casecon_login SET address = %s WHERE id = %s", [address or None, row.id])
    fresh(row.env)


def trace(env, rows, what):
    """Keep that something about these persons was changed, by whom and when; they are told."""
    for row in rows:
        env.cr.execute(
            "INSERT INTO casecon_login_change (login_id, what, changed_at, changed_by_id)"
            " VALUES (%s, %s, now() AT TIME ZONE 'UTC', %s)",
            [row.id, what, env.uid],
        )
        env.cr.execute("UPDATE casecon_login SET tells = true WHERE id = %s", [row.id])
    fresh(env)
    env["casecon.login"]._wake()


def keep_partner(row, partner):
    """The contact of an employee without a login, once it was found or made."""
    row.env.flush_all()
    row.env.cr.execute("UPDATE casecon_login SET partner_id = %s WHERE id = %s", [partner.id, row.id])
    fresh(row.env)


def know(rows):
    """OH has talked to the person: what Odoo says of these rows is right, for links and for logins."""
    env = rows.env
    env.flush_all()
    held = _held(rows)
    env.cr.execute(login_sql.KEEP_OUT, [rows.ids])
    rows.filtered(lambda row: row.waits and not row.employee_id).user_id._casecon_end_other_ways_in()
    env.cr.execute(
        SQL(
            """
            UPDATE casecon_login l
               SET user_id = CASE WHEN l.employee_id IS NOT NULL THEN l.linked_user_id ELSE l.user_id END,
                   waits = false, tells = false, claims = false, held_groups = NULL,
                   code_hash = NULL, code_until = NULL,
                   address = CASE WHEN l.employee_id IS NOT NULL THEN l.address ELSE (
                       SELECT p.email_normalized FROM res_users u JOIN res_partner p ON p.id = u.partner_id
                        WHERE u.id = l.user_id) END,
                   confirmed_at = %(now)s, confirmed_by_id = %(uid)s
             WHERE l.id = ANY(%(rows)s)
            """,
            now=clock.now(),
            uid=env.uid,
            rows=rows.ids,
        )
    )
    fresh(env)
    users = rows.filtered(lambda row: not row.employee_id).user_id
    users._casecon_give_back(held)
    users.partner_id.sudo().signup_cancel()  # sudo: res.partner - a link that was sent meanwhile opens nothing


def _held(rows):
    """The groups of OH that these logins had, by user."""
    return {row.user_id.id: [int(one) for one in row.held_groups.split(",")] for row in rows if row.held_groups}


def restore(row, after_change_id):
    """The owner has set a password, or chosen single sign-on, by a link to the known address: that was nobody else."""
    since = row.change_ids.filtered(lambda change: change.id > after_change_id)
    if not since or set(since.mapped("what")) - BY_LINK:
        return
    held = _held(row)
    row.env.cr.execute(
        "UPDATE casecon_login SET waits = false, tells = false, held_groups = NULL WHERE id = %s;"
        "DELETE FROM casecon_login_change WHERE id = ANY(%s)",
        [row.id, since.ids],
    )
    fresh(row.env)
    row.user_id._casecon_give_back(held)


def let_in_again(row, user):
    """OH says that this login never was the person's: it is kept out of their cases no longer, with a trace."""
    row.env.flush_all()
    row.env.cr.execute(login_sql.LET_IN_AGAIN, {"row": row.id, "login": user.id, "uid": row.env.uid})
    fresh(row.env)
    row.env["casecon.login"]._wake()


def make_code(row):
    """A code for the person to type after logging in; only its hash is kept. Returns the code, in two groups."""
    code = f"{secrets.randbelow(10**8):08d}"
    row.env.cr.execute(
        "UPDATE casecon_login SET code_hash = %s, code_until = %s, code_tries = 0 WHERE id = %s",
        [_hash(row.id, code), clock.now() + datetime.timedelta(hours=CODE_HOURS), row.id],
    )
    fresh(row.env)
    return f"{code[:4]} {code[4:]}"


def takes_code(row, code):
    """Whether the code is right, once; a code is good for a day and five tries."""
    typed = "".join(c for c in code if c.isdigit()) if isinstance(code, str) else ""
    row.env.cr.execute(
        "UPDATE casecon_login SET code_tries = coalesce(code_tries, 0) + 1 WHERE id = %s"
        " RETURNING code_hash, code_until, code_tries",
        [row.id],
    )
    kept, until, tries = row.env.cr.fetchone()
    fresh(row.env)
    in_time = bool(kept) and until >= clock.now() and tries <= CODE_TRIES
    return in_time and secrets.compare_digest(kept, _hash(row.id, typed))


def _hash(row_id, code):
    return hashlib.pbkdf2_hmac("sha256", code.encode(), f"casecon-login-{row_id}".encode(), 100_000).hex()
