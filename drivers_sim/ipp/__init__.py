"""A simulated network printer for A4 pages that speaks the Internet Printing Protocol."""
