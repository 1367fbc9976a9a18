"""What stands at the head of a letter or document: who it is from."""

from odoo.http import request


def letterhead(company):
    """Name, logo (an address of this server, or False), address and the language of the page, for a letter."""
    return {
        "language": (request.env.lang or "en_US").replace("_", "-"),
        "logo": not company.uses_default_logo and f"/web/binary/company_logo?company={company.id}",
        "company": company.name,
        "address": address_lines(company),
    }


def address_lines(company):
    """The postal address of an organisation, line by line, without its name."""
    address = company.partner_id._display_address(without_company=True)
    return [line for line in address.splitlines() if line.strip()]
