"""E-mail: out over SMTP, in as raw messages; translate, and know nothing else."""
