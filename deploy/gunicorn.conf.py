"""Application server, for trial and real operation alike; every value can be set from outside."""

import os
import socket
import tempfile
from pathlib import Path


def _binds() -> list[str]:
    if "BIND" in os.environ:
        return os.environ["BIND"].split(",")
    port = os.environ.get("PORT", "8000")
    hosts = ["127.0.0.1"]
    try:  # browsers may try the IPv6 address of localhost first
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
        hosts.append("[::1]")
    except OSError:
        pass
    return [f"{host}:{port}" for host in hosts]


bind = _binds()
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
# No preload_app: after fork() parent and child would share a database connection.
timeout = 60
graceful_timeout = 10
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
# The heartbeat file must not lie on a disk that may block, and the root file system may be read-only.
MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn makes files of its own there
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None
# Figures for Prometheus, on an address of their own that never faces the public: host:port.
METRIKEN = os.environ.get("METRIKEN", "")
if METRIKEN:
    # Every process writes its counts there; prometheus_client reads the variable when it is imported.
    _counts = tempfile.TemporaryDirectory(prefix="metriken-", dir=worker_tmp_dir)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = _counts.name
control_socket_disable = True
accesslog = None  # the portal logs each request itself, without addresses that open something
errorlog = "-"
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")


def _serve_metrics() -> None:
    from prometheus_client import CollectorRegistry, multiprocess, start_http_server  # noqa: PLC0415 - after the variable is set

    host, _, port = METRIKEN.rpartition(":")
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    start_http_server(int(port), addr=host.strip("[]"), registry=registry)


def when_ready(server) -> None:
    if METRIKEN:
        _serve_metrics()
    server.log.warning("%s Prozesse mit je %s Fäden auf %s", workers, threads, ", ".join(bind))


def post_fork(_server, _worker) -> None:
    # Only web processes use the pool; worker and scheduler fork on their own terms.
    os.environ.setdefault("DATENBANK_POOL", "1")


def child_exit(_server, worker) -> None:
    if METRIKEN:
        from prometheus_client import multiprocess  # noqa: PLC0415 - after the variable is set

        multiprocess.mark_process_dead(worker.pid)
