"""What describes containers agrees with what runs in them, and with itself."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from streamlit.web.server.starlette.starlette_routes import ROUTE_HEALTH, ROUTE_METRICS

from deploy import settings
from deploy.door import EMPTYING_SECONDS, GRACE_SECONDS, MOST_INSIDE
from deploy.proxy import TEMPLATES
from deploy.server import LONGEST_FAREWELL
from deploy.stack import ROOT

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
STAGES = dict(re.findall(r"^FROM \S+ AS (\w+)\n(.*?)(?=^FROM |\Z)", DOCKERFILE, re.MULTILINE | re.DOTALL))
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
KUSTOMIZATION = yaml.safe_load((DEPLOY / "kustomization.yaml").read_text())
OBJECTS = {
    (each["kind"], each["metadata"]["name"]): each
    for file in KUSTOMIZATION["resources"]
    for each in yaml.safe_load_all((DEPLOY / file).read_text())
}
IMAGES = ("app", "proxy")
PORTS = {"app": 8501, "proxy": int(settings.read("proxy.env")["LISTEN"])}
ANSWERED = {"app": {"/ready", f"/{ROUTE_HEALTH}", f"/{ROUTE_METRICS}"}, "proxy": {"/", f"/{ROUTE_HEALTH}"}}
"""What a replica answers without a visitor, and what the proxy does."""
A_SCHOOL = 1000
SECONDS_TO_EMPTY = GRACE_SECONDS + EMPTYING_SECONDS + LONGEST_FAREWELL


def pod(name: str) -> dict[str, Any]:
    return OBJECTS["Deployment", name]["spec"]["template"]


def container(name: str) -> dict[str, Any]:
    (only,) = pod(name)["spec"]["containers"]
    return only


def probes(name: str) -> Iterator[dict[str, Any]]:
    return (value["httpGet"] for key, value in container(name).items() if key.endswith("Probe"))


@pytest.mark.parametrize("key", OBJECTS, ids="/".join)
def test_kubernetes_understands_it(key: tuple[str, str]) -> None:
    kubernetes_validate.validate(OBJECTS[key], kubernetes_validate.latest_version(), strict=True)


def test_every_file_is_applied() -> None:
    assert {f"kubernetes/{path.name}" for path in (DEPLOY / "kubernetes").iterdir()} == set(
        KUSTOMIZATION["resources"]
    )


@pytest.mark.parametrize("name", IMAGES)
def test_images_have_the_same_names_everywhere(name: str) -> None:
    image = f"activations-{name}"
    assert f"--target {name} -t {image} " in DOCKERFILE
    assert COMPOSE[name]["image"] == container(name)["image"] == image
    assert image in [each["name"] for each in KUSTOMIZATION["images"]]


@pytest.mark.parametrize("name", IMAGES)
def test_compose_builds_the_targets_there_are(name: str) -> None:
    build = COMPOSE[name]["build"]
    assert build["target"] == name in STAGES
    assert (DEPLOY / build["context"]).resolve() == ROOT
    assert (ROOT / build["dockerfile"]).exists()


@pytest.mark.parametrize("name", IMAGES)
def test_all_speak_of_the_same_port(name: str) -> None:
    port = PORTS[name]
    assert f"EXPOSE {port}\n" in STAGES[name]
    (named,) = container(name)["ports"]
    assert named["containerPort"] == port
    (service,) = OBJECTS["Service", name]["spec"]["ports"]
    assert service["targetPort"] == named["name"]
    assert {probe["port"] for probe in probes(name)} == {named["name"]}
    assert re.search(rf"HEALTHCHECK .*http://127\.0\.0\.1:{port}/", STAGES[name])


def test_the_replica_listens_where_it_is_looked_for() -> None:
    assert f"ENV HOST=0.0.0.0 PORT={PORTS['app']}\n" in STAGES["app"]
    assert settings.read("proxy.env")["REPLICA"] == f"app:{PORTS['app']} resolve"
    named = {each["name"]: each.get("value") for each in container("proxy")["env"]}
    assert named["REPLICA"] == f"app.$(NAMESPACE).svc.cluster.local:{PORTS['app']} resolve"
    assert list(named).index("NAMESPACE") < list(named).index("REPLICA")
    service = OBJECTS["Service", "app"]["spec"]
    assert service["clusterIP"] == "None"
    assert service["ports"][0]["port"] == PORTS["app"]


def test_one_container_has_as_many_replicas_as_is_said() -> None:
    assert 'CMD ["python", "-m", "deploy", "3"]\n' in STAGES["single"] + "\n"
    assert "proxy and three replicas" in (ROOT / "docs/deploying.md").read_text(encoding="utf-8")


def test_no_network_address_can_take_every_place() -> None:
    """Of the replicas that each begins with; `single` has as many."""
    of_an_address = int(settings.read("proxy.env")["VISITORS_OF_AN_ADDRESS"])
    assert of_an_address < MOST_INSIDE * COMPOSE["app"]["deploy"]["replicas"]
    (of_a_proxy,) = [
        int(each["value"]) for each in container("proxy")["env"] if each["name"] == "VISITORS_OF_AN_ADDRESS"
    ]
    places = MOST_INSIDE * OBJECTS["HorizontalPodAutoscaler", "app"]["spec"]["minReplicas"]
    proxies = OBJECTS["Deployment", "proxy"]["spec"]["replicas"]
    assert of_a_proxy * proxies < places
    assert min(of_an_address, of_a_proxy * proxies) > A_SCHOOL


def test_compose_publishes_the_proxy_alone() -> None:
    assert COMPOSE["proxy"]["ports"] == [f"${{PORT:-8080}}:{PORTS['proxy']}"]
    assert "ports" not in COMPOSE["app"]


@pytest.mark.parametrize("name", IMAGES)
def test_probes_ask_for_what_is_answered(name: str) -> None:
    assert {probe["path"] for probe in probes(name)} <= ANSWERED[name]
    asked = re.findall(r"HEALTHCHECK .*http://127\.0\.0\.1:\d+(/[^'\"]*)", STAGES[name])
    assert set(asked) <= ANSWERED[name]
    assert len(asked) == 1


def test_metrics_are_asked_for_where_they_are() -> None:
    annotations = pod("app")["metadata"]["annotations"]
    assert annotations["prometheus.io/path"] in ANSWERED["app"]
    assert annotations["prometheus.io/port"] == str(PORTS["app"])


def test_all_read_the_same_settings() -> None:
    generated = {each["name"]: each["envs"] for each in KUSTOMIZATION["configMapGenerator"]}
    for name in IMAGES:
        file = f"{name}.env"
        assert COMPOSE[name]["env_file"] == [{"path": file, "format": "raw"}]
        assert "environment" not in COMPOSE[name], "it would outdo the file"
        assert generated[name] == [file]
        assert [each["configMapRef"]["name"] for each in container(name)["envFrom"]] == [name]
    known = settings.read("proxy.env")
    assert {each["name"] for each in container("proxy")["env"]} - {"NAMESPACE"} <= set(known)


@pytest.mark.parametrize("name", IMAGES)
def test_there_is_time_to_see_visitors_out(name: str) -> None:
    assert pod(name)["spec"]["terminationGracePeriodSeconds"] > SECONDS_TO_EMPTY
    assert int(COMPOSE[name]["stop_grace_period"].removesuffix("s")) > SECONDS_TO_EMPTY


def test_nginx_ends_politely_within_the_time_there_is() -> None:
    assert "STOPSIGNAL SIGQUIT\n" in STAGES["proxy"]
    shutdown = re.search(r"worker_shutdown_timeout (\d+)s;", (TEMPLATES / "nginx.conf").read_text())
    before = container("proxy")["lifecycle"]["preStop"]["sleep"]["seconds"]
    assert shutdown
    assert before + int(shutdown[1]) < pod("proxy")["spec"]["terminationGracePeriodSeconds"]


@pytest.mark.parametrize("name", IMAGES)
def test_nobody_is_root_and_nothing_can_be_written(name: str) -> None:
    user = re.search(r"^USER (\d+):(\d+)$", STAGES[name], re.MULTILINE)
    assert user
    security = pod(name)["spec"]["securityContext"]
    assert security["runAsNonRoot"]
    assert (security["runAsUser"], security["runAsGroup"]) == (int(user[1]), int(user[2]))
    assert container(name)["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert [each["mountPath"] for each in container(name)["volumeMounts"]] == ["/tmp"]
    composed = COMPOSE[name]
    assert composed["read_only"]
    assert composed["tmpfs"] == ["/tmp"]
    assert composed["cap_drop"] == ["ALL"]
    assert composed["security_opt"] == ["no-new-privileges:true"]
    assert composed["deploy"]["resources"]["limits"].keys() == {"cpus", "memory"}
    assert "memory" in container(name)["resources"]["limits"]


@pytest.mark.parametrize("name", IMAGES)
def test_whoever_means_pods_means_these(name: str) -> None:
    labels = pod(name)["metadata"]["labels"]
    selectors = [
        OBJECTS["Deployment", name]["spec"]["selector"]["matchLabels"],
        OBJECTS["Service", name]["spec"]["selector"],
        OBJECTS["PodDisruptionBudget", name]["spec"]["selector"]["matchLabels"],
        pod(name)["spec"]["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"],
    ]
    assert selectors == [labels] * 4


def test_the_number_of_replicas_is_the_autoscalers() -> None:
    deployment, scaler = OBJECTS["Deployment", "app"], OBJECTS["HorizontalPodAutoscaler", "app"]["spec"]
    assert "replicas" not in deployment["spec"]
    assert scaler["scaleTargetRef"] == {key: deployment[key] for key in ("apiVersion", "kind")} | {
        "name": "app"
    }
    assert "cpu" in container("app")["resources"]["requests"]


def test_the_world_comes_in_through_the_proxy() -> None:
    (rule,) = OBJECTS["Ingress", "activations"]["spec"]["rules"]
    (path,) = rule["http"]["paths"]
    service = OBJECTS["Service", "proxy"]
    assert path["backend"]["service"] == {
        "name": "proxy",
        "port": {"name": service["spec"]["ports"][0]["name"]},
    }


def test_files_that_the_images_start_with_are_copied_to_where_they_are_asked_for() -> None:
    start = re.search(r'CMD \["sh", "(\S+)", "(\S+)", "(\S+)"\]', STAGES["proxy"])
    assert start
    for asked in map(Path, start.groups()):
        assert (ROOT / asked.relative_to("/app")).exists()
        assert any(
            str(asked).startswith(place) for place in re.findall(r"COPY .* (/app\S*)", STAGES["proxy"])
        )
    site = settings.read("proxy.env")["SITE"]
    for stage in ("proxy", "single"):
        assert f"COPY --from=files {site} {site}\n" in STAGES[stage]
    assert f" SITE={site}\n" in STAGES["single"]


def test_systemd_runs_what_the_guide_installs() -> None:
    unit = ConfigParser(strict=False, interpolation=None, delimiters="=")
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(DEPLOY / "activations.service")
    service = unit["Service"]
    python, *arguments = shlex.split(service["ExecStart"])
    assert arguments == ["-m", "deploy"]
    assert python == f"{service['WorkingDirectory']}/.venv/bin/python"
    assert f" {service['WorkingDirectory']} " in (ROOT / "docs/deploying.md").read_text(encoding="utf-8")
    assert service["ExecReload"].split() == ["/bin/kill", "-HUP", "$MAINPID"]
    assert int(service["TimeoutStopSec"]) > SECONDS_TO_EMPTY
