"""A cell to a date, flag, e-mail list, person's name, cadence or stage, in eleven languages."""
