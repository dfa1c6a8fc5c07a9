"""docker-compose.yml, its settings and its proxy, checked without Docker."""

import ast
import re

import pytest
import yaml

from behoerde.env import BASE_DIR
from behoerde.kern.dateien.menge import MAX_REQUEST

COMPOSE_TEXT = (BASE_DIR / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(COMPOSE_TEXT)
SERVICES = COMPOSE["services"]
ONCE = {"einrichten"}  # runs and ends, so it has no health
DOCUMENTED = set(re.findall(r"^#?([A-Z][A-Z_0-9]*)=", (BASE_DIR / ".env.example").read_text(), re.MULTILINE))
GIVEN = set(re.findall(r"^([A-Z][A-Z_0-9]*)=", (BASE_DIR / ".env.example").read_text(), re.MULTILINE))


def names_read(file: str, functions: set[str]) -> set[str]:
    """Return the first argument of every call of ``functions`` in ``file``: the variables it reads."""
    calls = [node for node in ast.walk(ast.parse((BASE_DIR / file).read_text())) if isinstance(node, ast.Call)]
    reads = [call for call in calls if ast.unparse(call.func) in functions and call.args]
    return {ast.literal_eval(call.args[0]) for call in reads}


def test_all_services_of_the_plan_are_there():
    assert set(SERVICES) - ONCE == {"postgres", "valkey", "web", "worker", "beat", "proxy", "postfach", "clamav"}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_service_is_hardened(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["user"] not in {"root", "0", "0:0"}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_service_has_limits_and_health(name):
    service = SERVICES[name]
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}
    assert service["healthcheck"].get("disable", False) is (name in ONCE)
    assert service["restart"] == ("no" if name in ONCE else "unless-stopped")
    if name not in ONCE:
        assert {"test", "interval", "timeout", "retries"} <= set(service["healthcheck"])


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_service_refers_only_to_what_exists(name):
    service = SERVICES[name]
    sources = {volume.split(":")[0] for volume in service.get("volumes", [])}
    files = {source for source in sources if source.startswith(".")}
    assert sources - files <= set(COMPOSE["volumes"])
    assert all((BASE_DIR / file).is_file() for file in files)
    assert set(service["networks"]) <= set(COMPOSE["networks"])
    assert set(service.get("depends_on", {})) <= set(SERVICES)


def test_every_named_volume_is_used():
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert set(COMPOSE["volumes"]) <= used


def test_only_the_proxy_is_reachable_and_the_data_network_leads_nowhere():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["daten"] == {"internal": True}
    assert "daten" not in SERVICES["proxy"]["networks"]


def test_postgresql_is_18_and_sorts_like_the_embedded_one():
    assert SERVICES["postgres"]["image"] == "postgres:18"
    assert "--locale-provider=builtin --locale=C.UTF-8" in SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"]
    assert "postgres:/var/lib/postgresql" in SERVICES["postgres"]["volumes"]


def test_web_and_worker_keep_files_in_the_same_place_and_the_scanner_is_named():
    mounts = {
        name: service.get("volumes") for name, service in SERVICES.items() if "dateien:/app/dateien" in service.get("volumes", [])
    }
    assert mounts == {"web": ["dateien:/app/dateien"], "worker": ["dateien:/app/dateien"]}
    assert {SERVICES[name]["environment"]["DATEIEN"] for name in mounts} == {"/app/dateien"}
    assert "CLAMD=tcp://clamav:3310\n" in (BASE_DIR / ".env.example").read_text()
    assert SERVICES["worker"]["networks"] == ["daten", "portal"]
    assert "portal" in SERVICES["clamav"]["networks"]


def test_proxy_lets_through_what_the_portal_takes_at_once():
    limit = re.search(r"max_size (\d+)MB", (BASE_DIR / "deploy/Caddyfile").read_text())[1]
    assert int(limit) * 1_000_000 > MAX_REQUEST


def test_valkey_keeps_its_queue_on_disk():
    assert SERVICES["valkey"]["command"][:3] == ["valkey-server", "--appendonly", "yes"]


def test_every_variable_of_the_compose_file_is_given_in_the_example():
    assert set(re.findall(r"\$\{([A-Z_0-9]+)", COMPOSE_TEXT)) - GIVEN == set()


def test_every_variable_of_the_settings_is_explained():
    readers = {"env", "env.bool", "env.int", "env.list", "env.db_url", "env.float", "env.str"}
    read = set().union(*(names_read(f"behoerde/{name}.py", readers) for name in ("settings", "amt", "hochladen")))
    assert read - DOCUMENTED == set()


def test_every_variable_of_the_web_server_is_explained():
    assert names_read("deploy/gunicorn.conf.py", {"os.environ.get", "os.environ.setdefault"}) - DOCUMENTED == set()


def test_example_holds_no_secret():
    lines = (BASE_DIR / ".env.example").read_text().splitlines()
    secret = [line for line in lines if re.match(r"(SECRET_KEY|[A-Z_]+_(SCHLUESSEL|PASSWORT|PASSWORD))=", line)]
    assert len(secret) == 9
    assert [line for line in secret if not line.endswith("=")] == []


def test_portal_never_learns_the_password_of_the_superuser():
    portal = [name for name, service in SERVICES.items() if service.get("env_file")]
    assert portal == ["einrichten", "web", "worker", "beat", "postfach"]
    assert {SERVICES[name]["environment"]["POSTGRES_PASSWORT"] for name in portal} == {""}


def test_images_are_built_from_stages_that_exist():
    stages = set(re.findall(r"^FROM \S+ AS (\S+)", (BASE_DIR / "deploy/Dockerfile").read_text(), re.MULTILINE))
    assert {service["build"]["target"] for service in SERVICES.values() if "build" in service} <= stages
