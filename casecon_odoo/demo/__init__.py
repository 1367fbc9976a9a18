"""Demo data: imported by the install hook alone, and only where demo data is wanted."""
