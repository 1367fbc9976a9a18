"""What the portal tests share: a page as text, a form as it would be sent."""

from lxml import html

from ..common import CaseconHttpCase

ROOT = "/my/conferences"


class PortalCase(CaseconHttpCase):
    def get(self, path, status=200):
        """The answer to opening a page; nothing has changed by it."""
        before = self.dump()
        response = self.url_open(ROOT + path, allow_redirects=False)
        self.assertEqual(response.status_code, status, path)
        self.env.invalidate_all()
        self.assertEqual(self.dump(), before, f"opening {path} changed something")
        return response

    def page(self, path):
        """A page as a tree; the whole source is in `.source`."""
        response = self.get(path)
        self.source = response.text
        return html.fromstring(response.text)

    def send(self, path, follow=True, **fields):
        """Send the form of a page, as a browser does; returns the page that comes next, as a tree."""
        self.env.flush_all()
        token = self.page(path).xpath("//form[@id='form']//input[@name='csrf_token']/@value")[0]
        response = self.url_open(
            ROOT + path,
            data={"csrf_token": token, **fields},
            allow_redirects=False,
            headers={"Referer": self.base_url()},
        )
        self.env.invalidate_all()
        self.last_status = response.status_code
        if follow and response.status_code == 303:
            response = self.url_open(response.headers["Location"])
            self.assertEqual(response.status_code, 200)
        return html.fromstring(response.text)

    def text_of(self, tree):
        return " ".join(tree.xpath("//main")[0].text_content().split())

    def path_of(self, conference):
        return f"/{conference.id}"
