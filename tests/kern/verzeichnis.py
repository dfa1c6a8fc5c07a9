"""A directory of a city for tests: OpenID Connect on loopback, one person behind it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def directory(person: dict) -> Iterator[str]:
    """Yield the address of a directory that answers every code with ``person`` (claims of userinfo)."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            base = f"http://127.0.0.1:{self.server.server_port}"
            bodies = {
                "/.well-known/openid-configuration": {
                    "issuer": base,
                    "authorization_endpoint": f"{base}/anmelden",
                    "token_endpoint": f"{base}/token",
                    "userinfo_endpoint": f"{base}/person",
                },
                "/token": {"access_token": "t", "token_type": "Bearer"},
                "/person": person,
            }
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(bodies[self.path]).encode())

        do_GET = do_POST = answer  # noqa: N815 - names given by http.server

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def configured(address: str) -> dict:
    """Return SOCIALACCOUNT_PROVIDERS for the directory at ``address``."""
    app = {"provider_id": "stadt", "name": "Verzeichnis der Stadt", "client_id": "portal", "secret": "s"}
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": address}}]}}
