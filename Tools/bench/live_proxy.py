"""A program of its own between clients and server, which holds up what it passes on."""

import asyncio
import random
import subprocess
import sys


class Proxy:
    """20 ± 10 ms, each way."""

    def __init__(self, port: int):
        self.process = subprocess.Popen([sys.executable, __file__, str(port)], stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


async def run_proxy(port: int, mean: float = 0.020, spread: float = 0.010) -> None:
    chance = random.Random(1)
    # asyncio itself keeps no hold of a connection's task, and the collector may end it.
    held: set[asyncio.Task] = set()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop, last = asyncio.get_running_loop(), 0.0
        while piece := await reader.read(65536):
            # Bytes of one connection stay in order, as TCP keeps them; at one moment the loop would have none.
            last = max(last + 1e-6, loop.time() + chance.uniform(mean - spread, mean + spread))
            loop.call_at(last, writer.write, piece)
        loop.call_at(max(last, loop.time()) + 0.001, writer.close)

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.add(asyncio.current_task())
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pass_on(reader, far_writer), pass_on(far_reader, writer), return_exceptions=True)
        held.discard(asyncio.current_task())

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(run_proxy(int(sys.argv[1])))
