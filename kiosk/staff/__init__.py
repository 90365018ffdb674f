"""Who may enter diagnostics: the PIN file, and the lock that counts wrong tries."""
