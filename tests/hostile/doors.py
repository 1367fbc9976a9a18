"""The doors beside the models: pages, pictures, files, reports and the routes of the chatter."""

ENDS = ("", "/minutes", "/minutes.pdf", "/agenda", "/consent", "/companion", "/needs", "/decline")


def knock(walker):
    """Try them all, with the numbers of what is hidden."""
    for model, ids in walker.hidden.items():
        is_thread = "message_ids" in (walker.fields(model) or ())
        for record_id in ids[:2]:
            _by_number(walker, model, record_id)
            if is_thread:
                _chatter(walker, {"thread_model": model, "thread_id": record_id})
    for record_id in walker.hidden.get("casecon.conference", ()):
        for end in ENDS:
            walker.page("page", f"/my/conferences/{record_id}{end}")
        walker.page("page", f"/updates/letter/{record_id}")
        for name in walker.reports:
            walker.page("report", f"/report/html/{name}/{record_id}")
    for path in ("/my", "/my/conferences", "/updates", "/updates/wording", "/my/home", "/my/security"):
        walker.page("page", path)
    for path in ("/mail/inbox/messages", "/mail/history/messages", "/mail/starred/messages"):
        walker.post("mail", path, {})
    walker.post("mail", "/mail/data", {"fetch_params": ["init_messaging", "systray_get_activities"]})
    walker.post("mail", "/calendar/notify", {})
    walker.post("mail", "/my/counters", {"counters": ["casecon_count"]})


def _by_number(walker, model, record_id):
    walker.page("page", f"/mail/view?model={model}&res_id={record_id}")
    walker.page("page", f"/odoo/{model}/{record_id}")
    walker.page("json", f"/json/1/{model}/{record_id}")
    walker.page("file", f"/web/image/{model}/{record_id}/avatar_128")
    for name in ("body", "wording", "text", "reason", "display_name"):
        walker.page("file", f"/web/content/{model}/{record_id}/{name}")


def _chatter(walker, thread):
    """The routes of a chatter; of a model without one Odoo has none to ask for."""
    walker.post("mail", "/mail/thread/messages", thread)
    walker.post("mail", "/mail/data", {"fetch_params": [["mail.thread", {**thread, "request_list": ["followers"]}]]})
    walker.post("mail", "/mail/thread/recipients", {**thread, "message_id": None})
    walker.post("mail", "/mail/thread/recipients/get_suggested_recipients", {**thread, "partner_ids": []})
    walker.post("mail", "/mail/message/post", {**thread, "post_data": {"body": "x"}})
    walker.post("mail", "/mail/read_subscription_data", {"follower_id": thread["thread_id"]})
    walker.post("mail", "/mail/chatter_fetch", thread)
    walker.post("mail", "/portal/chatter_init", thread)
