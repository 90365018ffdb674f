"""Card readers under PC/SC, spoken to from a process that can be killed."""
