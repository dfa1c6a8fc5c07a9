"""Figures for the operator: all web processes count together, at an address of their own, without anybody's data."""

import re

import pytest
import requests

from tests.betrieb.portal import free_port, portal, wait_until

pytestmark = [pytest.mark.langsam, pytest.mark.timeout(300)]
COUNTED = re.compile(r'^django_http_responses_total_by_status_view_method_total\{.*view="kern:live"\} ([\d.]+)$', re.MULTILINE)


def test_metrics_have_an_address_of_their_own_and_count_across_processes(tmp_path):
    port = free_port()
    with portal(tmp_path, METRIKEN=f"127.0.0.1:{port}") as running:
        for _n in range(20):
            requests.get(f"{running.address}/gesundheit/live?email=olena@beispiel.example", timeout=5)
        wait_until(running.is_ready, 10)
        page = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=5).text
        assert sum(float(count) for count in COUNTED.findall(page)) == 20
        assert re.findall(r"^postausgang_alter_sekunden (.*)$", page, re.MULTILINE) == ["0.0"]
        assert "olena" not in page
        assert requests.get(f"{running.address}/metrics", timeout=5).status_code == 404
