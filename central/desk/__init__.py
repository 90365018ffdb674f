"""Web pages: staff's desk, supervisors' figures, the monitoring wall, and citizens' own."""
