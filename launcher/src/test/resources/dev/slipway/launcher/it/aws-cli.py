"""The AWS CLI, asked many times: a process of its own for each command spends most of its time on coming up.

Reads a line of JSON for each command, {"Secret": ..., "Words": [...]}, and answers one, {"Exit": ..., "Text": ...}.
"""
import contextlib
import io
import json
import os
import sys
import tempfile

from awscli.clidriver import create_clidriver

# The service models, read once. All else is new for each command, which leaves its traces in what it used.
models = None


def driver(secret):
    global models
    os.environ["AWS_SECRET_ACCESS_KEY"] = secret
    made = create_clidriver()
    models = models or made.session.get_component("data_loader")
    made.session.register_component("data_loader", models)
    return made


def run(secret, words):
    # A real file behind both: bytes go out beside the text of print.
    with tempfile.TemporaryFile() as said:
        text = io.TextIOWrapper(said, encoding="utf-8", write_through=True)
        with contextlib.redirect_stdout(text), contextlib.redirect_stderr(text):
            try:
                status = driver(secret).main(words)
            except SystemExit as end:
                status = end.code
        said.seek(0)
        return {"Exit": status or 0, "Text": said.read().decode("utf-8")}


answers = sys.stdout
for line in sys.stdin:
    command = json.loads(line)
    print(json.dumps(run(command["Secret"], command["Words"])), file=answers, flush=True)
