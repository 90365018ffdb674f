"""What can be measured from outside: Prometheus' metrics and OpenTelemetry's traces, without personal data."""
