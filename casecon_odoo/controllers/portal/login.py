"""The reader's own login: whether it waits for OH, the code that ends the waiting, and stopping all sharing (R31)."""

from odoo.exceptions import AccessError, UserError
from odoo.http import Controller, request

from .pages import ROOT, answer, page, posted, sentence_of, show, typed

MAIN = f"{ROOT}/login"


class LoginPages(Controller):
    @page("/login")
    def portal_login(self):
        """Type the code that OH said by telephone, and a new password."""
        errors = []
        if request.httprequest.method == "POST":
            try:
                if request.env["casecon.login"].action_type_code(code=posted("code"), password=posted("password")):
                    keep_session()
                    return request.redirect(f"{MAIN}/done", 303)
                errors = [("code", request.env._("This code is not right or no longer works. Ask OH for a new one."))]
            except (UserError, AccessError) as refusal:
                errors = [("password", sentence_of(refusal))]
        values = {**standing(), "back": ROOT, "typed_code": posted("code") if errors else ""}
        return show("login", request.env._("Your login"), values, errors=errors)

    @page("/login/done", methods=("GET",))
    def portal_login_done(self):
        """What is known of the reader's login now."""
        return show("login", request.env._("Your login"), {**standing(), "back": ROOT, "typed_code": ""})

    @page("/login/address")
    def portal_address(self):
        """Where the reader's invitations go; an address that somebody else entered counts once they confirm it."""
        own_sudo = request.env["hr.employee"]._casecon_mine()[:1]

        def act():
            request.env["casecon.login"].action_set_my_address(address=posted("address"))

        shown = own_sudo and (own_sudo._casecon_unconfirmed_address() or own_sudo._casecon_address())
        values = {
            **{f"typed_{field}": text for field, text in typed(address=shown or "").items()},
            "known": own_sudo._casecon_address() if own_sudo else "",
            "entered": own_sudo._casecon_unconfirmed_address() if own_sudo else "",
            "back": ROOT,
            "main_field": "address",
            "is_possible": bool(own_sudo),
        }
        return answer("address", request.env._("Where your invitations go"), values, act, f"{MAIN}/address/kept")

    @page("/login/address/kept", methods=("GET",))
    def portal_address_kept(self):
        """What was kept."""
        return show("address_kept", request.env._("Your address is saved"), {"back": ROOT})

    @page("/login/stop-sharing")
    def portal_stop_sharing(self):
        """Withdraw whatever was allowed to be said, in one step, also while the login waits [R17]."""

        def act():
            request.env["casecon.conference"].action_withdraw_everything()

        values = {"back": ROOT, "is_possible": True}
        return answer("stop_sharing", request.env._("Stop all sharing"), values, act, f"{MAIN}/stopped")

    @page("/login/stopped", methods=("GET",))
    def portal_stopped(self):
        """The same words for everybody."""
        return show("stopped", request.env._("You stopped all sharing"), {"back": ROOT})


def standing():
    """Whether the reader's login waits; the same with and without a case."""
    return {"waits": request.env["casecon.login"]._is_closed()}


def keep_session():
    """One's own session goes on with the new password; all others end."""
    request.env.flush_all()
    request.session.session_token = request.env.user._compute_session_token(request.session.sid)


class JoinPage(Controller):
    @page("/join/<string:token>")
    def portal_join(self, token):
        """A companion takes their seat, by the link that came to the address which the employee named [R13]."""
        attendees = request.env["casecon.attendee"]

        def act():
            return f"{ROOT}/invitation/{attendees.action_join(token=token)}"

        values = {"back": ROOT, "is_possible": bool(attendees._by_token(token))}
        return answer("join", request.env._("You are asked to come along"), values, act, ROOT)
