"""The day of a kiosk: when it serves, what of it works, what was left behind, what is used up, and the day's report."""
