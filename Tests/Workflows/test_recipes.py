"""Runs what the guide tells people to paste: the steps of GitLab's file, and how a site gets to a store or a server."""

import gzip
import http.client
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
import unittest

import ruamel.yaml

GUIDE = pathlib.Path(__file__).parents[2] / "docs/guide"


def blocks(file, heading, language):
    """The blocks of code below a heading, up to the next one."""
    section = re.split(r"^#+ ", (GUIDE / file).read_text().partition(f"# {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


def tree(folder):
    """The files below a folder, but for the program's own notes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
        if path.is_file() and ".offprint" not in path.parts
    }


class Recipes(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-recipes-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.site = self.folder / "site"
        (self.folder / "rclone.conf").touch()
        self.environment = os.environ | {
            "RCLONE_CONFIG": str(self.folder / "rclone.conf"),
            "PATH": f"{pathlib.Path(os.environ['OFFPRINT']).parent}:{os.environ['PATH']}",
            "XDG_CACHE_HOME": str(self.folder / "cache"), "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "An editor", "GIT_AUTHOR_EMAIL": "editor@example.org",
            "GIT_COMMITTER_NAME": "An editor", "GIT_COMMITTER_EMAIL": "editor@example.org",
        }
        self.run_in(self.folder, "offprint init site")
        settings = self.site / "site.toml"
        settings.write_text(settings.read_text().replace("[site]\n", '[site]\nurl = "https://example.org/"\n', 1))

    def run_in(self, folder, script, **environment):
        """Runs lines as a shell does that stops at the first that fails; what they print."""
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script], cwd=folder, env=self.environment | environment, check=True,
            stdout=subprocess.PIPE, text=True).stdout

    def add(self, name):
        (self.site / f"content/papers/{name}.md").write_text(f"---\ntitle: {name}\ndate: 2024-05-06\n---\n\nText.\n")

    def test_gitlab_checks_and_publishes(self):
        [text] = blocks("editing.md", "On GitLab", "yaml")
        jobs = ruamel.yaml.YAML(typ="safe").load(text)
        steps = {name: "\n".join(jobs[name]["script"]) for name in ("check", "pages")}
        self.run_in(self.site, "git init --quiet --initial-branch main && git add . && git commit --quiet -m First")
        self.run_in(self.folder, "git clone --quiet site runner")
        runner = self.folder / "runner"
        self.run_in(runner, "git switch --quiet -c proposal")
        self.site = runner
        self.add("proposed")
        self.run_in(runner, "git add . && git commit --quiet -m Proposed")
        said = self.run_in(runner, steps["check"], CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
        self.assertIn("/papers/proposed/", said)
        self.assertTrue((runner / "preview/papers/proposed/index.html").exists())
        self.run_in(runner, steps["pages"])
        self.assertTrue((runner / "public/papers/proposed/index.html").exists())
        self.assertEqual(jobs["pages"]["artifacts"]["paths"], ["public"])

    def test_rclone_brings_and_removes_files(self):
        [script] = blocks("publishing.md", "S3 and what is like it, with a CDN: rclone", "sh")
        store = self.folder / "store"
        remote = {"RCLONE_CONFIG_STORE_TYPE": "alias", "RCLONE_CONFIG_STORE_REMOTE": str(store)}
        self.add("kept")
        self.add("removed")
        self.run_in(self.site, script, **remote)
        self.assertEqual(tree(store / "BUCKET"), tree(self.site / "public"))
        (self.site / "content/papers/removed.md").unlink()
        self.run_in(self.site, script, **remote)
        self.assertEqual(tree(store / "BUCKET"), tree(self.site / "public"))
        self.assertFalse((store / "BUCKET/papers/removed").exists())
        self.assertFalse((store / "BUCKET/.offprint").exists())

    def test_rsync_and_nginx_serve_the_site(self):
        [script] = blocks("publishing.md", "A server of your own: rsync and nginx", "sh")
        [server] = blocks("publishing.md", "A server of your own: rsync and nginx", "nginx")
        archive = self.folder / "archive"
        archive.mkdir()
        # To this machine in place of another.
        script = script.replace("www@example.org:/srv/archive/", f"{archive}/")
        self.assertNotIn("/srv", script)
        for name in ("kept", "removed"):
            self.add(name)
        self.run_in(self.site, script)
        (self.site / "content/papers/removed.md").unlink()
        untouched = self.site / "ready/404.html.gz"
        before = untouched.stat()
        # rsync looks at sizes and at times by the second, and nobody publishes twice in one.
        time.sleep(1.1)
        self.run_in(self.site, script)
        self.assertEqual(untouched.stat().st_ino, before.st_ino)
        files = tree(archive)
        plain = {name: data for name, data in files.items() if not name.endswith(".gz")}
        self.assertEqual(plain, tree(self.site / "public"))
        for name, data in files.items():
            if name.endswith(".gz"):
                self.assertEqual(gzip.decompress(data), files[name.removesuffix(".gz")], name)
        self.assertIn("papers/kept/index.html.gz", files)
        self.assertFalse((archive / "papers/removed").exists())
        self.assertFalse((archive / ".offprint").exists())

        port = self.serve(server, archive)
        page = self.get(port, "/papers/kept/", {"Accept-Encoding": "gzip"})
        self.assertEqual((page.status, page.headers["Content-Encoding"]), (200, "gzip"))
        self.assertEqual(gzip.decompress(page.body), (self.site / "public/papers/kept/index.html").read_bytes())
        missing = self.get(port, "/none/")
        self.assertEqual((missing.status, missing.body), (404, (self.site / "public/404.html").read_bytes()))
        [style] = (self.site / "public/assets").glob("style.*.css")
        self.assertIn("immutable", self.get(port, f"/assets/{style.name}").headers["Cache-Control"])
        self.assertIsNone(self.get(port, "/").headers["Cache-Control"])

    def serve(self, server, archive):
        """Starts nginx with a `server` block of the guide; where."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = server.replace("server {", f"server {{\n    listen 127.0.0.1:{port};", 1).replace("/srv/archive", str(archive))
        (self.folder / "nginx").mkdir()
        configuration = self.folder / "nginx.conf"
        configuration.write_text(
            f"pid {self.folder}/nginx.pid;\nerror_log {self.folder}/nginx.log;\ndaemon off;\nworker_processes 1;\n"
            + ("user root;\n" if os.geteuid() == 0 else "") + "events {}\nhttp {\naccess_log off;\n"
            + "".join(
                f"{name}_temp_path {self.folder}/nginx/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
            + f"include /etc/nginx/mime.types;\n{server}}}\n")
        process = subprocess.Popen(["nginx", "-c", configuration, "-p", self.folder])
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        for _ in range(200):
            try:
                self.get(port, "/")
                return port
            except OSError:
                self.assertIsNone(process.poll(), "nginx ended")
                time.sleep(0.02)
        self.fail("nginx does not answer")

    def get(self, port, path, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer


if __name__ == "__main__":
    unittest.main()
