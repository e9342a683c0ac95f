"""A kernel under Jupyter's own client: the checks that its test library makes of every kernel, and
what forkshell promises besides. Run with JUPYTER_PATH naming the directory of the kernel spec."""
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree

import jupyter_kernel_test
import nbclient
import nbformat
import zmq
from jupyter_kernel_test.msgspec_v5 import validate_message
from jupyter_client.connect import write_connection_file
from jupyter_client.manager import KernelManager, start_new_kernel
from jupyter_client.session import Session

KERNEL = "forkshell"
DEADLINE = 60
jupyter_kernel_test.TIMEOUT = DEADLINE


class EveryKernel(jupyter_kernel_test.KernelTests):
    kernel_name = KERNEL
    language_name = "java"
    file_extension = ".jshell"
    code_hello_world = 'System.out.println("hello, world")'
    code_stderr = 'System.err.println("oh")'
    code_generate_error = "int broken = nothing;"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "int a = 20;\na + 1", "result": "21"},
        {"code": 'new StringBuilder("x").append(1).toString()', "result": '"x1"'},
    ]
    code_display_data = [
        {"code": 'record Dot(String svg) implements Rich {}\ndisplay(new Dot("<svg/>"))', "mime": "image/svg+xml"},
        {"code": 'display("words")', "mime": "text/plain"},
    ]
    completion_samples = [
        {"text": "forkCh", "matches": {"forkChild("}},
        {"text": '"\U0001f600".isBla', "matches": {"isBlank()"}},
    ]
    complete_code_samples = ["1", "int x = 1;", "for (int i = 0; i < 3; i++) {\n}", ""]
    incomplete_code_samples = ["int f() {", "listen(", 'String s = """', "for (;;)"]
    invalid_code_samples = ["int 5 = x;", "1 + * 2;", "}", "int a = 1;\nint = 2;", 'String s = "open;']
    code_inspect_sample = "forkChild"
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 ? 7"

    def execute_helper(self, code, timeout=DEADLINE, silent=False, store_history=True, stop_on_error=True):
        """As in the library, which gives the last message a tenth of a second: too little on a busy machine."""
        cell = self.kc.execute(code=code, silent=silent, store_history=store_history, stop_on_error=stop_on_error)
        reply = self.get_non_kernel_info_reply(timeout=timeout)
        validate_message(reply, "execute_reply", cell)
        messages = []
        while not messages or messages[-1]["content"].get("execution_state") != "idle":
            message = self.kc.get_iopub_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == cell:
                validate_message(message, message["msg_type"], cell)
                messages.append(message)
        self.assertEqual("busy", messages[0]["content"]["execution_state"])
        return reply, [m for m in messages[1:-1] if m["msg_type"] != "execute_input"]


class Forkshell(unittest.TestCase):
    """One kernel for all cases; each leaves no child."""

    others = []

    @classmethod
    def setUpClass(cls):
        cls.manager, cls.client = start_new_kernel(kernel_name=KERNEL)
        cls.client.allow_stdin = True
        cls.run_cell("1")

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        cls.manager.shutdown_kernel()

    # ---- helpers ----

    @classmethod
    def run_cell(cls, code, while_running=None, **options):
        """Executes code; returns its id, the reply's content and the messages up to idle."""
        cell = cls.client.execute(code, **options)
        messages = []
        while True:
            message = cls.client.get_iopub_msg(timeout=DEADLINE)
            if message["parent_header"].get("msg_id") != cell:
                cls.others.append(message)
                continue
            messages.append(message)
            if message["msg_type"] == "execute_input" and while_running:
                while_running()
            if message["content"].get("execution_state") == "idle":
                return cell, cls.reply_to(cell), messages

    @classmethod
    def reply_to(cls, request):
        while True:
            reply = cls.client.get_shell_msg(timeout=DEADLINE)
            if reply["parent_header"]["msg_id"] == request:
                return reply["content"]

    @staticmethod
    def text_of(messages, name="stdout"):
        return "".join(
            m["content"]["text"] for m in messages if m["msg_type"] == "stream" and m["content"]["name"] == name
        )

    @staticmethod
    def value_of(messages):
        return next(m["content"]["data"] for m in messages if m["msg_type"] == "execute_result")

    def value(self, code):
        _, reply, messages = self.run_cell(code)
        self.assertEqual("ok", reply["status"], reply)
        return self.value_of(messages)["text/plain"]

    def await_text(self, wanted):
        """The next message that shows the text, whenever it comes; returns its parent's id."""
        while True:
            message = self.others.pop(0) if self.others else self.client.get_iopub_msg(timeout=DEADLINE)
            if message["msg_type"] == "stream" and wanted in message["content"]["text"]:
                return message["parent_header"]["msg_id"]

    def agent(self):
        return int(self.value("getpid()"))

    # ---- executing ----

    def test_an_error_names_the_line_of_the_cell(self):
        _, reply, _ = self.run_cell('int good = 1;\n\nint bad = "text";')
        self.assertEqual("error", reply["status"])
        self.assertIn(f'cell {reply["execution_count"]}, line 3', reply["traceback"][0])
        self.assertIn('int bad = "text";', "\n".join(reply["traceback"]))

    def test_an_exception_names_the_lines_of_its_frames(self):
        _, declared, _ = self.run_cell("// a comment\nint parse(String s) {\n  return Integer.parseInt(s);\n}")
        _, reply, _ = self.run_cell('1 + 1\nparse("x")')
        trace = "\n".join(reply["traceback"])
        self.assertEqual("java.lang.NumberFormatException", reply["ename"])
        self.assertIn(f'parse (cell {declared["execution_count"]}, line 3)', trace)
        self.assertIn(f'cell {reply["execution_count"]}, line 2', trace)

    def test_modifiers_alone_are_an_error_and_the_kernel_goes_on(self):
        _, reply, _ = self.run_cell("static")
        self.assertIn("illegal start of expression", reply["evalue"])
        self.assertEqual("2", self.value("1 + 1"))

    def test_source_too_deep_for_the_compiler_is_an_error_and_the_kernel_goes_on(self):
        _, reply, _ = self.run_cell("1" + "+1" * 20_000)
        self.assertEqual("error", reply["status"])
        self.assertEqual("2", self.value("1 + 1"))

    def test_what_was_queued_behind_a_failure_is_aborted(self):
        first = self.client.execute("Thread.sleep(300); int x = nothing;")
        second = self.client.execute("7")
        self.assertEqual("error", self.reply_to(first)["status"])
        self.assertEqual("aborted", self.reply_to(second)["status"])
        self.assertEqual("8", self.value("8"))

    def test_a_queued_message_that_nobody_can_read_costs_no_other_its_answer(self):
        first = self.client.execute('System.out.println("begun"); Thread.sleep(300); int x = nothing;')
        self.await_text("begun")
        info = self.client.kernel_info()
        Session(key=b"a stranger's").send(self.client.shell_channel.socket, "execute_request", {})
        second = self.client.execute("7")
        replies = [self.client.get_shell_msg(timeout=DEADLINE) for _ in (first, info, second)]
        told = {reply["parent_header"]["msg_id"]: reply["content"] for reply in replies}
        self.assertEqual("cannot find symbol", told[first]["evalue"])
        self.assertEqual("ok", told[info]["status"])
        self.assertEqual("aborted", told[second]["status"])

    def test_expressions_that_come_with_a_cell_get_values_or_errors(self):
        wanted = {"good": "6 * 7", "bad": "nothing"}
        _, reply, _ = self.run_cell("1", user_expressions=wanted)
        self.assertEqual({"status": "ok", "data": {"text/plain": "42"}, "metadata": {}}, reply["user_expressions"]["good"])
        self.assertEqual("error", reply["user_expressions"]["bad"]["status"])

    def test_silence_counts_and_shows_nothing(self):
        before = self.run_cell("1")[1]["execution_count"]
        _, reply, messages = self.run_cell("2", silent=True)
        self.assertEqual("ok", reply["status"])
        self.assertEqual(["status", "status"], [m["msg_type"] for m in messages])
        self.assertEqual(before + 1, self.run_cell("3")[1]["execution_count"])

    def test_of_much_output_nothing_is_lost(self):
        _, _, messages = self.run_cell("for (int i = 0; i < 20_000; i++) System.out.println(i);")
        self.assertEqual([str(i) for i in range(20_000)], self.text_of(messages).split())
        self.assertLess(len(messages), 1000, "Jupyter takes a thousand messages a second")

    def test_of_streams_that_alternate_nothing_is_lost(self):
        loop = "for (int i = 0; i < 5_000; i++) { System.out.println(i); System.err.println(i); }"
        _, _, messages = self.run_cell(loop)
        for stream in ("stdout", "stderr"):
            self.assertEqual([str(i) for i in range(5_000)], self.text_of(messages, stream).split())
        self.assertLess(len(messages), 1000, "Jupyter takes a thousand messages a second")

    def test_input_is_asked_of_the_front_end(self):
        def answer():
            self.client.get_stdin_msg(timeout=DEADLINE)
            self.client.input("日本 42")

        _, reply, messages = self.run_cell("new Scanner(System.in).nextLine()", answer)
        self.assertEqual("ok", reply["status"], reply)
        self.assertEqual('"日本 42"', self.value_of(messages)["text/plain"])

    def test_input_where_there_is_none_is_an_error(self):
        _, reply, _ = self.run_cell("System.in.read()", allow_stdin=False)
        self.assertEqual("error", reply["status"])
        self.assertIn("takes no input", reply["evalue"])

    def test_a_message_that_nobody_can_read_is_left_out(self):
        for session, content in ((Session(key=b"a stranger's"), {}), (self.client.session, b'["no object"]')):
            for channel in (self.client.shell_channel, self.client.control_channel):
                session.send(channel.socket, "execute_request", content)
        self.assertEqual("2", self.value("1 + 1"))
        self.interrupt("while (true);", self.manager.interrupt_kernel)

    def test_a_check_that_fails_is_an_error_with_the_sentence_first_and_a_table(self):
        self.run_cell("import static forkshell.lab.Facts.*;")
        _, reply, messages = self.run_cell('check("Somebody is missing.", () -> 1, () -> 2, () -> ps());')
        self.assertEqual("error", reply["status"])
        self.assertIn("Somebody is missing.", reply["evalue"])
        shown = [m for m in messages if m["msg_type"] in ("stream", "display_data", "error")]
        self.assertEqual(["stream", "display_data", "error"], [m["msg_type"] for m in shown])
        self.assertEqual("Somebody is missing.\n", self.text_of(messages, "stderr"))
        self.assertIn("<table", shown[1]["content"]["data"]["text/html"])
        self.assertIn("\u2717 1 \u2260 2", "\n".join(shown[2]["content"]["traceback"]))

    # ---- interrupting ----

    def interrupt(self, code, interrupt):
        """Interrupts code that prints a line once it runs; returns the seconds until its reply."""
        cell = self.client.execute('System.out.println("runs");' + code)
        self.await_text("runs")
        begin = time.monotonic()
        interrupt()
        reply = self.reply_to(cell)
        self.assertEqual("Interrupted", reply["ename"], reply)
        return time.monotonic() - begin

    def test_an_interrupt_ends_a_blocking_helper_and_keeps_variables(self):
        self.run_cell("int kept = 41; Listener quiet = listen(0);")
        seconds = self.interrupt("accept(quiet)", self.manager.interrupt_kernel)
        print(f"ended {seconds:.3f} s after an interrupt by message")
        self.assertEqual("42", self.value("kept + 1"))
        self.run_cell("quiet.close()")

    def test_an_interrupt_by_signal_ends_a_loop(self):
        def by_signal():
            os.killpg(os.getpgid(self.manager.provisioner.pid), signal.SIGINT)

        seconds = self.interrupt("while (true);", by_signal)
        print(f"ended {seconds:.3f} s after an interrupt by signal")
        self.assertEqual("2", self.value("1 + 1"))

    def test_an_interrupt_ends_a_wait_for_input(self):
        cell = self.client.execute("System.in.read()")
        self.client.get_stdin_msg(timeout=DEADLINE)
        self.manager.interrupt_kernel()
        self.assertEqual("Interrupted", self.reply_to(cell)["ename"])
        self.test_input_is_asked_of_the_front_end()

    # ---- children ----

    def test_a_childs_line_comes_while_its_cell_runs(self):
        cell = self.client.execute(
            'Child talker = forkChild(() -> System.out.println("from the child"));\n'
            'waitFor(talker); Thread.sleep(300); System.out.println("the end")'
        )
        messages = []
        while "the end" not in self.text_of(messages):
            messages.append(self.client.get_iopub_msg(timeout=DEADLINE))
        self.assertEqual("ok", self.reply_to(cell)["status"])
        pid = self.value("talker.pid()")
        self.assertIn(f"[{pid}] from the child", self.text_of(messages))

    def test_a_childs_late_line_goes_to_the_cell_that_forked_it(self):
        forking, _, _ = self.run_cell(
            "Listener gate = listen(0);\n"
            'Child late = forkChild(() -> { accept(gate); System.out.println("late words"); });'
        )
        self.run_cell('System.out.println("another cell")')
        self.run_cell("Client key = connect(gate.port());")
        self.assertEqual(forking, self.await_text("late words"))
        self.run_cell("waitFor(late); key.close(); gate.close();")

    def test_a_number_in_brackets_that_is_no_childs_stays_in_its_cell(self):
        self.run_cell('System.out.println("[1] first\\n[2] other");')
        _, _, messages = self.run_cell('for (int i = 1; i <= 3; i++) System.out.println("[" + i + "] second");')
        self.assertEqual("[1] second\n[2] second\n[3] second\n", self.text_of(messages))

    def test_in_a_batch_a_late_line_comes_before_its_cell_ends(self):
        _, _, messages = self.run_cell(
            'Child slow = forkChild(() -> { Thread.sleep(300); System.out.println("slow words"); });', allow_stdin=False
        )
        self.assertIn("slow words", self.text_of(messages))
        self.run_cell("waitFor(slow);")

    def test_in_a_batch_a_line_between_cells_goes_to_the_next_one(self):
        self.run_cell("Listener wall = listen(0);")
        port = int(self.value("wall.port()"))
        self.run_cell(
            'Child shut = forkChild(() -> { accept(wall); System.out.println("words between"); });', allow_stdin=False
        )
        with socket.create_connection(("127.0.0.1", port)):
            _, _, messages = self.run_cell("waitFor(shut); wall.close();", allow_stdin=False)
        self.assertIn("words between", self.text_of(messages))

    def test_in_a_batch_the_last_of_much_between_cells_goes_to_the_next_one(self):
        self.run_cell("Listener dam = listen(0);")
        port = int(self.value("dam.port()"))
        self.run_cell(
            'Child flood = forkChild(() -> { accept(dam); for (int i = 0; i < 3_000; i++)'
            ' System.out.println("x".repeat(1_000)); System.out.println("the last"); exit(0); });',
            allow_stdin=False,
        )
        pid = int(self.value("flood.pid()"))
        with socket.create_connection(("127.0.0.1", port)):
            Ending.await_state(self, pid, "Z")
        _, _, messages = self.run_cell("waitFor(flood); dam.close();", allow_stdin=False)
        text = self.text_of(messages)
        self.assertIn("the last", text)
        self.assertLess(len(text), 2_000_000)

    def test_a_child_holds_none_of_the_kernels_sockets(self):
        self.run_cell("Listener door = listen(0); Child holder = forkChild(() -> { accept(door); });")
        pid = self.value("holder.pid()")
        links = [os.readlink(f"/proc/{pid}/fd/{fd}") for fd in os.listdir(f"/proc/{pid}/fd")]
        kernels = f"/proc/{self.manager.provisioner.pid}/fd"
        sockets = {os.readlink(f"{kernels}/{fd}") for fd in os.listdir(kernels)}
        sockets = {link for link in sockets if link.startswith("socket:")}
        self.assertGreaterEqual(len(sockets), 5)
        self.assertEqual(set(), sockets & set(links))
        self.run_cell("kill(holder, SIGKILL); waitFor(holder); door.close();")

    # ---- showing ----

    def test_a_rich_value_has_its_forms_beside_the_text(self):
        self.run_cell('record Both(String svg, String html) implements Rich {}')
        _, _, messages = self.run_cell('new Both("<svg/>", "<b>x</b>")')
        data = self.value_of(messages)
        self.assertEqual("<svg/>", data["image/svg+xml"])
        self.assertEqual("<b>x</b>", data["text/html"])
        self.assertIn("Both[", data["text/plain"])

    def test_a_table_is_html_beside_its_text(self):
        _, _, messages = self.run_cell("ps()")
        data = self.value_of(messages)
        self.assertIn("<table", data["text/html"])
        self.assertTrue(data["text/plain"].lstrip().startswith("PID"), data["text/plain"])

    def test_a_tree_and_a_timeline_are_pictures_beside_their_text(self):
        for code, words in (("tree()", str(self.agent())), ("timeline()", "forked")):
            _, _, messages = self.run_cell(code)
            data = self.value_of(messages)
            self.assertTrue(data["image/svg+xml"].startswith("<svg"), data)
            xml.etree.ElementTree.fromstring(data["image/svg+xml"])
            self.assertIn('src="data:image/svg+xml;base64,', data["text/html"])
            self.assertIn(words, data["text/plain"])

    def test_documentation_is_found_anywhere_in_a_name(self):
        self.client.inspect("reap()", cursor_pos=2)
        content = self.client.get_shell_msg(timeout=DEADLINE)["content"]
        self.assertIn("waitpid(2)", content["data"]["text/plain"])

    # ---- losing and ending ----

    def test_a_lost_agent_is_reported_and_replaced(self):
        _, reply, _ = self.run_cell("System.exit(7)")
        self.assertEqual("Lost", reply["ename"])
        self.assertIn("exit status 7", reply["evalue"])
        self.assertEqual("5", self.value("2 + 3"))
        os.kill(self.agent(), signal.SIGKILL)
        _, reply, messages = self.run_cell("3 + 3")
        self.assertIn("SIGKILL", self.text_of(messages, "stderr") + reply.get("evalue", ""))
        self.assertEqual("5", self.value("2 + 3"))


class Strangers(unittest.TestCase):
    """What others write to the sockets of a kernel has no effect. Each case prints its seed."""

    SEED = int(os.environ.get("FORKSHELL_SEED", time.time()))
    SECONDS = float(os.environ.get("FORKSHELL_ATTACK_SECONDS", 3))
    CHANNELS = ("shell_port", "control_port", "stdin_port")

    def setUp(self):
        self.manager, self.client = start_new_kernel(kernel_name=KERNEL)
        self.addCleanup(self.end)

    def end(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel()

    def attacked(self, attack, channels=CHANNELS):
        """Has another user attack until the case ends; works for some seconds meanwhile."""
        ports = [str(getattr(self.client, channel)) for channel in channels]
        program = pathlib.Path(__file__).with_name("stranger.py").read_text()
        command = [sys.executable, "-c", program, attack, str(self.SEED), *ports]
        if os.getuid() == 0:
            command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
        print(f"{attack} with seed {self.SEED}")
        stranger = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.addCleanup(stranger.wait)
        self.addCleanup(stranger.kill)
        self.assertEqual("begun\n", stranger.stdout.readline())
        end = time.monotonic() + self.SECONDS
        while time.monotonic() < end:
            self.work()
        self.assertIsNone(stranger.poll())

    def work(self):
        """Everything that goes over the three channels, and the heart beats."""
        self.assertEqual("42", self.value("6 * 7"))
        cell = self.client.execute("new Scanner(System.in).nextLine()", allow_stdin=True)
        self.client.get_stdin_msg(timeout=DEADLINE)
        self.client.input("x")
        self.assertEqual("ok", self.reply(cell)["status"])
        cell = self.client.execute('System.out.println("runs"); while (true);')
        while "runs" not in Forkshell.text_of([self.client.get_iopub_msg(timeout=DEADLINE)]):
            pass
        self.manager.interrupt_kernel()
        self.assertEqual("Interrupted", self.reply(cell)["ename"])
        self.assertTrue(self.client.is_alive())

    def value(self, code):
        outputs = []
        self.client.execute_interactive(code, timeout=DEADLINE, output_hook=outputs.append)
        return Forkshell.value_of(outputs)["text/plain"]

    def reply(self, request):
        reply = self.client.get_shell_msg(timeout=DEADLINE)
        self.assertEqual(request, reply["parent_header"]["msg_id"])
        return reply["content"]

    def memory(self):
        status = pathlib.Path(f"/proc/{self.manager.provisioner.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) // 1024

    def test_single_frames(self):
        self.attacked("single_frames")

    def test_messages_that_are_never_finished(self):
        self.attacked("unfinished")

    def test_frames_of_100_megabytes(self):
        self.work()
        before = self.memory()
        self.attacked("huge", (*self.CHANNELS, "hb_port"))
        print(f"{before} MB before, {self.memory()} MB behind frames of 100 MB")
        self.assertLess(self.memory(), before + 100)

    def test_slow_senders(self):
        self.attacked("slow")

    def test_noise(self):
        self.attacked("noise", (*self.CHANNELS, "hb_port", "iopub_port"))

    def test_subscribers_that_read_nothing(self):
        self.value("1")
        before = self.memory()
        self.attacked("deaf", ("iopub_port",))
        self.value('String much = "x".repeat(1 << 20); for (int i = 0; i < 40; i++) System.out.println(much); 1')
        print(f"{before} MB before, {self.memory()} MB behind 10 times 40 MB that nobody read")
        self.assertLess(self.memory(), before + 150)

    def test_the_heart_beats_with_four_clients(self):
        clients = [self.manager.client() for _ in range(4)]
        context = zmq.Context()
        times = []
        for client in clients:
            client.load_connection_file()
            client.start_channels()
            self.addCleanup(client.stop_channels)
        heart = context.socket(zmq.REQ)
        heart.connect(f"tcp://127.0.0.1:{self.client.hb_port}")
        for number in range(200):
            begin = time.monotonic()
            heart.send(b"%d" % number)
            self.assertEqual(b"%d" % number, heart.recv())
            times.append(time.monotonic() - begin)
        heart.close()
        times.sort()
        print(f"heart: median {times[100] * 1000:.1f} ms, longest of 200 {times[-1] * 1000:.1f} ms")
        self.assertTrue(all(client.is_alive() for client in clients))


class UnixSockets(unittest.TestCase):
    def test_a_kernel_serves_them_and_removes_them(self):
        with tempfile.TemporaryDirectory() as directory:
            manager = KernelManager(kernel_name=KERNEL, transport="ipc", ip=directory + "/kernel")
            manager.start_kernel()
            client = manager.client()
            client.start_channels()
            client.wait_for_ready(timeout=DEADLINE)
            outputs = []
            client.execute_interactive("6 * 7", timeout=DEADLINE, output_hook=outputs.append)
            self.assertEqual("42", Forkshell.value_of(outputs)["text/plain"])
            self.assertEqual(5, len(os.listdir(directory)))
            client.stop_channels()
            manager.shutdown_kernel()
            self.assertEqual([], os.listdir(directory))


class Ending(unittest.TestCase):
    """Each case ends a kernel of its own that has a child and a program."""

    def start(self, **options):
        manager = KernelManager(kernel_name=KERNEL)
        manager.start_kernel(**options)
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        return manager, client

    def processes(self, client):
        values = []
        for code in (
            "Listener held = listen(0); getpid()",
            "forkChild(() -> { accept(held); }).pid()",
            'new ProcessBuilder("sleep", "1000").start().pid()',
        ):
            outputs = []
            client.execute_interactive(code, timeout=DEADLINE, output_hook=outputs.append)
            values.append(int(Forkshell.value_of(outputs)["text/plain"]))
        return values

    def assert_gone(self, pids):
        end = time.monotonic() + DEADLINE
        while [pid for pid in pids if os.path.exists(f"/proc/{pid}")]:
            self.assertLess(time.monotonic(), end, f"left: {pids}")
            time.sleep(0.01)

    def test_a_restart_leaves_no_process(self):
        manager, client = self.start()
        before = self.processes(client) + [manager.provisioner.pid]
        manager.restart_kernel()
        self.assert_gone(before)
        client.wait_for_ready(timeout=60)
        again = self.processes(client)
        client.stop_channels()
        manager.shutdown_kernel()
        self.assert_gone(again)

    def test_a_killed_kernel_leaves_no_child(self):
        manager, client = self.start()
        agent, child, _ = pids = self.processes(client)
        os.kill(manager.provisioner.pid, signal.SIGKILL)
        self.assert_gone([agent, child])
        os.kill(pids[2], signal.SIGKILL)
        client.stop_channels()
        manager.shutdown_kernel(now=True)

    def test_a_line_behind_the_last_cell_of_a_batch_goes_to_jupyters_log(self):
        with tempfile.TemporaryFile("w+") as log:
            manager, client = self.start(stderr=log)
            outputs = []
            cell = "Listener held = listen(0); Child last = forkChild(() -> { accept(held); });"
            for code in (cell, "held.port()", "last.pid()"):
                client.execute_interactive(code, allow_stdin=False, timeout=DEADLINE, output_hook=outputs.append)
            values = [m["content"]["data"]["text/plain"] for m in outputs if m["msg_type"] == "execute_result"]
            port, pid = int(values[-2]), int(values[-1])
            with socket.create_connection(("127.0.0.1", port)):
                self.await_state(pid, "Z")
            client.stop_channels()
            manager.shutdown_kernel()
            log.seek(0)
            self.assertIn(f"after the last cell: [{pid}] accept:127.0.0.1:", log.read())

    def await_state(self, pid, state):
        end = time.monotonic() + DEADLINE
        while pathlib.Path(f"/proc/{pid}/stat").read_text().split()[2] != state:
            self.assertLess(time.monotonic(), end, f"{pid} is not {state}")
            time.sleep(0.01)

    def test_a_kernel_whose_jupyter_is_gone_already_ends(self):
        gone = subprocess.Popen(["true"])
        gone.wait()
        file, _ = write_connection_file()
        command = [a.format(connection_file=file) for a in KernelManager(kernel_name=KERNEL).kernel_spec.argv]
        environment = dict(os.environ, JPY_PARENT_PID=str(gone.pid))
        orphan = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=DEADLINE)
        os.unlink(file)
        self.assertEqual(0, orphan.returncode, orphan.stderr)

    def test_a_taken_port_is_named_in_a_sentence(self):
        manager, client = self.start()
        command = [a.format(connection_file=manager.connection_file) for a in manager.kernel_spec.argv]
        second = subprocess.run(command, capture_output=True, text=True, timeout=60)
        self.assertEqual(1, second.returncode)
        self.assertIn(manager.connection_file, second.stderr)
        self.assertIn("Address already in use", second.stderr)
        self.assertNotIn("Exception", second.stderr)
        client.stop_channels()
        manager.shutdown_kernel()


class RunAll(unittest.TestCase):
    """Restart the kernel and run all cells, twice in a row, in the one kernel that a notebook has."""

    def run_twice(self, name):
        book = nbformat.read(f"notebooks/{name}.ipynb", as_version=4)
        client = nbclient.NotebookClient(book, timeout=DEADLINE, kernel_name=KERNEL)
        with client.setup_kernel():
            for _ in range(2):
                client.km.restart_kernel()
                client.kc.wait_for_ready(timeout=DEADLINE)
                for index, cell in enumerate(book.cells):
                    client.execute_cell(cell, index)
                self.assertNotIn("\u2717", str(book.cells), "a check of the lab does not hold")

    def test_a_first_server(self):
        self.run_twice("01-first-server")

    def test_ports_that_a_server_had(self):
        self.run_twice("12-ports")

    def test_workers_that_wait(self):
        self.run_twice("14-prefork")


if __name__ == "__main__":
    # Whoever runs this in the background may have it ignored, and a JVM respects that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    unittest.main()
