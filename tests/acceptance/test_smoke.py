"""The server is up, people can log in, and mail leaves."""


def test_the_login_page_loads(server, chromium):
    page = chromium.new_page()
    page.goto(f"{server.url}/web/login")
    page.get_by_label("Email").wait_for()
    page.close()


def test_hr_logs_in_through_the_browser(page_as):
    page = page_as("hr")
    page.goto("/odoo")
    page.locator(".o_main_navbar").wait_for()


def test_hr_logs_in_over_rpc(rpc):
    hr = rpc("hr")
    assert hr.call("res.users", "read", [hr.uid], ["login"])[0]["login"] == "hr"
