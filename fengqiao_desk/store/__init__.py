"""The station folder: one folder holds the database, issued documents, attachments, backups and the log."""
