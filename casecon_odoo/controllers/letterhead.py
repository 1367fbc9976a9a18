"""What stands at the head of a letter or document: who it is from."""

from odoo.tools.image import image_data_uri

from ..domain.contact import lines_of


def letterhead(company_sudo):
    """Name, address and logo; the logo as data, because nothing is fetched for a PDF."""
    has_logo = company_sudo.logo and not company_sudo.uses_default_logo
    return {
        "company": company_sudo.name,
        "logo": image_data_uri(company_sudo.logo) if has_logo else "",
        "address": lines_of(company_sudo.partner_id._display_address(without_company=True)),
    }
