"""Every message of the protocol, sent and checked by Jupyter's own client library (libzmq underneath)."""

import sys
import threading

from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel(kernel_name=sys.argv[1], startup_timeout=60)


def check(condition, *what):
    if not condition:
        raise AssertionError(what)


def run(code, **options):
    """Runs a cell; its reply and what it published."""
    published = []
    reply = client.execute_interactive(code, timeout=60, output_hook=published.append, **options)
    return reply["content"], [(m["header"]["msg_type"], m["content"]) for m in published]


def reply_to(message, channel=client.get_shell_msg):
    while True:
        reply = channel(timeout=60)
        if reply["parent_header"]["msg_id"] == message:
            return reply["content"]


try:
    info = reply_to(client.kernel_info())
    check(info["status"] == "ok" and info["language_info"]["name"] == "C#", info)

    content, published = run('Console.Write("héllo 😀"); var x = 20; x * 2 + 2')
    check(content["status"] == "ok" and content["execution_count"] == 1, content)
    check(("stream", {"name": "stdout", "text": "héllo 😀"}) in published, published)
    result = dict(published)["execute_result"]
    check(result["data"]["text/plain"] == "42" and result["execution_count"] == 1, published)

    content, published = run('var d = display("one"); d.Update("two"); clearOutput();', user_expressions={"x": "x + 1"})
    check([kind for kind, _ in published[2:-1]] == ["display_data", "update_display_data", "clear_output"], published)
    check(content["user_expressions"]["x"]["data"]["text/plain"] == "21", content)

    content, published = run("nothing.AtAll();")
    check(content["status"] == "error" and content["ename"] == "CompilationError", content)
    check([kind for kind, _ in published].count("error") == 1, published)

    asked = []
    content, published = run("Console.ReadLine()", allow_stdin=True, stdin_hook=lambda m: (asked.append(m["content"]), client.input("answer")))
    check(asked and dict(published)["execute_result"]["data"]["text/plain"] == "answer", asked, published)

    asked.clear()
    content, published = run('var p = await GetPasswordAsync("Password:"); p.GetClearTextPassword().Length', allow_stdin=True, stdin_hook=lambda m: (asked.append(m["content"]), client.input("s3cret")))
    check(asked == [{"prompt": "Password:", "password": True}], asked)
    check(dict(published)["execute_result"]["data"]["text/plain"] == "6", published)

    content, published = run('var bar = display("0 %"); for (var i = 1; i <= 100; i++) { bar.Update($"{i} %"); await Task.Delay(5); }')
    updates = [c["data"]["text/plain"] for kind, c in published if kind == "update_display_data"]
    check(updates[-1] == "100 %" and 3 <= len(updates) <= 60, updates)

    content, published = run("Math.Sqrt?")
    check(content["payload"][0]["source"] == "page" and "square root" in content["payload"][0]["data"]["text/plain"], content)

    matches = reply_to(client.complete('"😀".Length; Console.WriteL'))
    check(matches["matches"] == ["WriteLine"] and matches["cursor_start"] == 20 and matches["cursor_end"] == 26, matches)
    found = reply_to(client.inspect("Console.WriteLine", 12))
    check(found["found"] and "WriteLine" in found["data"]["text/plain"], found)
    check(not reply_to(client.inspect("   ", 1))["found"])
    check(reply_to(client.is_complete("if (true) {"))["status"] == "incomplete")
    check(reply_to(client.is_complete("1 + 1"))["status"] == "complete")
    tail = reply_to(client.history(hist_access_type="tail", n=2))["history"]
    check(tail[1][2] == "Math.Sqrt?" and tail[0][2].startswith("var bar"), tail)
    check(reply_to(client.comm_info())["comms"] == {})

    client.shell_channel.send(client.session.msg("comm_open", {"comm_id": "c", "target_name": "t", "data": {}}))
    while client.get_iopub_msg(timeout=60)["msg_type"] != "comm_close":
        pass

    threading.Timer(0.5, manager.interrupt_kernel).start()
    content, published = run("while (true) { }")
    check(content["status"] == "error" and dict(published)["error"]["ename"] == "OperationCanceledException", content, published)
    content, _ = run("x")
    check(content["status"] == "ok", content)

    manager.restart_kernel()
    client.wait_for_ready(timeout=60)
    content, _ = run("x")
    check(content["status"] == "error", content)

    check(client.hb_channel.is_alive() and client.hb_channel.is_beating())
finally:
    client.stop_channels()
    manager.shutdown_kernel()
check(not manager.is_alive())
print("every message is answered")
