"""A model of the Google Sheets API on loopback, for tests."""
