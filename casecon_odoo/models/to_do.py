from markupsafe import Markup


def make_to_do(env, owner, deadline):
    """A to-do in the top bar of `owner`: that there is something, and a link [R25]. `env` is the superuser's.

    It hangs on no record, since Odoo shows and mails the name of the record that an activity hangs on.
    """
    env = env(context={**env.context, "lang": owner.lang})
    kind = env.ref("mail.mail_activity_data_todo", raise_if_not_found=False)
    return env["mail.activity"].create(
        {
            "user_id": owner.id,
            "activity_type_id": kind and kind.id,
            "summary": env._("You have an update"),
            "note": Markup('<p><a href="/updates">%s</a></p>') % env._("Open it"),
            "date_deadline": deadline,
            "automated": True,
        }
    )
