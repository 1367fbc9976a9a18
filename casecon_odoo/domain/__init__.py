"""What is true of case conferences, in plain Python: no Odoo, no clock, values in and values out."""
