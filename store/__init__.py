"""What is kept: models, migrations, the one transaction, the journal, the vault, named queries. Rows in, rows out."""
