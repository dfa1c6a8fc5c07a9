-- Database roles of the portal. Run once per server as its superuser, by psql:
--   BEHOERDE_DB_PASSWORT=… psql -d postgres -f behoerde/rollen.sql
-- Running it again only sets the password anew.
--
-- behoerde_owner  logs in and owns the database: no superuser, never above row-level security.
-- behoerde_app    is what every request, task and command becomes (SET LOCAL ROLE, see behoerde/kern/db.py).
\set ON_ERROR_STOP on
\getenv passwort BEHOERDE_DB_PASSWORT

SELECT 'CREATE ROLE behoerde_owner' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'behoerde_owner') \gexec
SELECT 'CREATE ROLE behoerde_app' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'behoerde_app') \gexec

ALTER ROLE behoerde_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE CREATEDB PASSWORD :'passwort';
ALTER ROLE behoerde_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
GRANT behoerde_app TO behoerde_owner;

SELECT 'CREATE DATABASE behoerde OWNER behoerde_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'behoerde') \gexec
REVOKE ALL ON DATABASE behoerde FROM PUBLIC;
