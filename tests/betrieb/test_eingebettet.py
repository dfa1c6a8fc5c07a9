"""The embedded servers: real ones, private, shared between processes, back after a crash."""

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time

import psycopg
import pytest
import redis

from behoerde.eingebettet import KEYS, Servers
from behoerde.eingebettet.state import State, is_free
from behoerde.env import BASE_DIR

WAIT = 20.0


def new_art() -> str:
    """Return a kind of servers that no other test and no running portal shares."""
    return f"probe-{secrets.token_hex(4)}"


@pytest.fixture(scope="module")
def servers():
    with Servers(new_art()) as servers:
        yield servers


def until(condition) -> None:
    """Wait for ``condition``; the timeout of the test names a hang."""
    end = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def ask(servers: Servers, sql: str):
    with psycopg.connect(servers.postgres.url(), connect_timeout=5) as connection:
        return connection.execute(sql).fetchone()[0]


def answers(servers: Servers) -> bool:
    try:
        return ask(servers, "SELECT true")
    except psycopg.OperationalError:
        return False


def test_servers_are_what_production_runs(servers):
    assert ask(servers, "SELECT current_setting('server_version_num')::int / 10000") == 18
    assert ask(servers, "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'behoerde'") == "bC.UTF-8"
    assert ask(servers, "SELECT array(SELECT setting FROM pg_settings WHERE name = 'listen_addresses')") == ["127.0.0.1"]
    with redis.Redis.from_url(servers.valkey.url()) as client:
        assert client.info("server")["valkey_version"].startswith("9.")


def test_portal_signs_in_as_a_role_below_every_policy(servers):
    assert ask(servers, "SELECT current_user::text") == "behoerde_owner"
    flags = "SELECT array[rolsuper, rolbypassrls, rolcreaterole, rolcreatedb] FROM pg_roles WHERE rolname = current_user"
    assert ask(servers, flags) == [False, False, False, True]
    assert ask(servers, "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'behoerde_app'") is False
    assert ask(servers, "SELECT pg_has_role('behoerde_owner', 'behoerde_app', 'SET')") is True


def test_nobody_enters_without_the_password(servers):
    stranger = re.sub(r":[^:@/]+@", ":falsch@", servers.postgres.url())
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(stranger)
    with (
        redis.Redis.from_url(re.sub(r":[^:@/]+@", "", servers.valkey.url())) as client,
        pytest.raises(redis.AuthenticationError),
    ):
        client.ping()


def test_keys_are_made_once_and_only_their_owner_reads_them(servers):
    with Servers(servers.art) as second:
        first = servers.environ()
        assert first == second.environ()
    assert len({first[name] for name in KEYS}) == len(KEYS)
    assert (servers.state.folder / "geheim.json").stat().st_mode & 0o777 == 0o600


def test_postgresql_is_back_with_what_it_had_acknowledged(servers):
    with psycopg.connect(servers.postgres.url()) as connection:
        connection.execute("CREATE TABLE merke AS SELECT 42 AS zahl")
    killed = servers.postgres.pid()
    os.kill(killed, signal.SIGKILL)
    until(lambda: servers.postgres.pid() not in {None, killed} and answers(servers))
    assert ask(servers, "SELECT zahl FROM merke") == 42


def test_valkey_is_back_on_its_port(servers):
    url, killed = servers.valkey.url(), servers.valkey.pid()
    os.kill(killed, signal.SIGKILL)
    until(lambda: servers.valkey.pid() not in {None, killed})
    assert servers.valkey.url() == url
    until(servers.valkey._answers)


def test_last_one_out_stops_the_servers():
    art = new_art()
    with Servers(art) as first:
        with Servers(art) as second:
            assert second.postgres.pid() == first.postgres.pid()
        assert answers(first)
    assert (first.postgres.pid(), first.valkey.pid()) == (None, None)
    assert not first.state.folder.exists()


def test_server_left_out_is_not_started():
    with Servers(new_art(), with_postgres=False) as servers:
        assert (servers.postgres, "DATABASE_URL" in servers.environ(), "VALKEY_URL" in servers.environ()) == (None, False, True)


def test_start_survives_a_pid_file_whose_number_belongs_to_somebody_else(servers):
    with servers.state.exclusive():
        servers.postgres.stop()
        # A process of the same account: only such a number deceives PostgreSQL.
        (servers.postgres.data / "postmaster.pid").write_text(f"{servers.valkey.pid()}\n")
    until(lambda: answers(servers))


def test_port_taken_by_another_program_is_given_up():
    state = State(new_art())
    with state.exclusive():
        first = state.port("probe")
        file = state.folder / "ports.json"
        with socket.create_server(("127.0.0.1", first)):
            assert not is_free(first)
            assert state.port("probe", keep=True) == first
            assert state.port("probe") != first
        file.unlink()
        state.folder.rmdir()


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]} | environment
    return subprocess.run(
        [sys.executable, "-m", "behoerde.eingebettet", "--art", "test", "--", *command],
        cwd=BASE_DIR, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip


GIVEN = {"DATABASE_URL": "postgres://fern/behoerde", "VALKEY_URL": "redis://fern/0"}


def test_runner_passes_on_the_exit_code_and_the_environment():
    done = run("python", "-c", "import os, sys; print(os.environ['DATABASE_URL'], os.environ['TEST']); sys.exit(7)", **GIVEN)
    assert (done.returncode, done.stdout) == (7, "postgres://fern/behoerde 1\n")


def test_runner_reports_a_killed_command_as_a_shell_does():
    assert run("sh", "-c", "kill -9 $$", **GIVEN).returncode == 137


def test_runner_fills_in_keys_that_are_empty():
    done = run("python", "-c", "import os; print(len(os.environ['SECRET_KEY']) > 40)", SECRET_KEY="", **GIVEN)
    assert (done.returncode, done.stdout) == (0, "True\n")
