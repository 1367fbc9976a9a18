"""HTML to a tagged PDF with WeasyPrint, on servers that have it; nothing is fetched to make one."""

import logging
import threading

from odoo.tools import file_path

for _name in ("weasyprint", "fontTools"):  # how they get on, and with which letters, is nothing for the log
    logging.getLogger(_name).setLevel(logging.WARNING)

# Pango and its list of fonts are shared by all threads of the process, and are not made for that.
_ONE_AT_A_TIME = threading.Lock()


def pdf_of(html, stylesheet):
    """The PDF (PDF/UA-1: tagged, with language and title) as bytes; None where WeasyPrint or Pango is missing.

    `stylesheet`: the path of a file of this addon. Only `data:` addresses are read: no file, no network.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):  # OSError: the package is there, Pango is not
        return None
    with _ONE_AT_A_TIME:
        fetcher = URLFetcher(allowed_protocols=("data",))
        document = HTML(string=str(html), url_fetcher=fetcher)
        style = CSS(filename=file_path(stylesheet), url_fetcher=fetcher)
        return document.write_pdf(pdf_variant="pdf/ua-1", stylesheets=[style])
