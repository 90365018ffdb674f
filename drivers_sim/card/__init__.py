"""Chip cards as a terminal hears them: the social security card, and others that are taken for one."""
