"""The fault matrix: every class of device against everything that can befall its wire."""
