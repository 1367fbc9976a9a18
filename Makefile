# Everything is done by dev/casecon (see dev/README.md); this file only names it.

casecon = python3 dev/casecon.py

.PHONY: demo stop setup test test-fast test-any-day test-odoo test-hostile test-hostile-admin test-races test-walks test-upgrade prove-sealed prove-log prove-rules bench-slots bench-pages bench-mails bench-notes lint format dist clean distclean

demo setup test test-fast test-odoo test-hostile test-hostile-admin test-races test-walks test-upgrade prove-sealed prove-log prove-rules bench-slots bench-pages bench-mails bench-notes lint format stop clean distclean:
	@$(casecon) $@

# make test-any-day DAYS="29th leap-day 2027-05-29T10:00@Europe/London"
test-any-day:
	@$(casecon) $@ $(DAYS)

dist:
	@mkdir -p dist
	git archive --format=zip -o dist/casecon_odoo.zip HEAD casecon_odoo
	@echo dist/casecon_odoo.zip
