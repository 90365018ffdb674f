"""Where the central keeps what it knows: tables, migrations, transactions."""
