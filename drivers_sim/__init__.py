"""The other end of each wire: simulated devices, people and documents, and the dock. Shares no code with devices."""
